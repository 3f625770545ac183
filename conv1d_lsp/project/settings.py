"""Which `Settings` a file is read under: the user's word first, then the files of the project around it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from conv1d_lsp.project.configuration import TABLE, configured_in, generation, switch
from conv1d_lsp.project.errors import ConfigurationError, as_written
from conv1d_lsp.project.severities import ConfiguredRules, Levels, Selection, Severities, configured_rules
from conv1d_lsp.project.view import View

if TYPE_CHECKING:
    from conv1d_lsp.project.baseline import Baseline
    from conv1d_lsp.project.pins import Pinned
    from conv1d_lsp.settings import Both, Generation, Settings

#: In the place of a baseline: the one that the project names is not to be used.
NO_BASELINE = Path(os.devnull)

#: A folder that holds one of these is the root of a project; nothing is looked for above it.
_ROOTS = (".git", ".hg", ".svn", ".jj")


class _Folder(NamedTuple):
    """What holds in a folder, inherited from the ones above where it does not say itself.

    rules: what the table of the folder `rules_of` says of them. baseline: the file that it names.
    """

    keras: Generation | Both | None = None
    pinned: Pinned | None = None
    read_data_files: bool = True
    error: ConfigurationError | None = None
    rules: ConfiguredRules | None = None
    rules_of: Path | None = None
    baseline: Baseline | None = None


class ProjectSettings:
    """Answers `for_file`, and remembers what it read of each folder: make a new one when files may have changed.

    keras: what the user said outside any file (a command line's option, an editor's setting); it wins.
    read_data_files: whether files of data may be looked into, where the project does not say no.
    selection: the rules that are named for this run. baseline: a file of findings that are not to be told, in place of
    the one that the project names; `NO_BASELINE` for none.
    variables: the environment variables, which name the environment that is active.
    """

    def __init__(
        self,
        keras: Generation | Both | None = None,
        variables: Mapping[str, str] = environ,
        *,
        read_data_files: bool = True,
        selection: Selection = Selection(),  # noqa: B008 - frozen
        baseline: Path | None = None,
    ) -> None:
        self._keras = keras
        self._read_data_files = read_data_files
        self._selection = selection
        self._baseline = baseline
        self._variables = variables
        self._folders: dict[Path, _Folder] = {}

    def for_file(self, file: Path) -> Settings:
        """Settings for `file`, which need not exist. Raises ConfigurationError."""
        folder = self._sound_folder(file)
        from msgspec.structs import replace

        from conv1d_lsp.project.installed import with_active
        from conv1d_lsp.settings import BOTH, Settings

        chosen, pinned = self._keras or folder.keras, with_active(folder.pinned, lambda: self._active)
        settings = Settings(both=True) if chosen is BOTH else Settings(chosen)
        settings = replace(settings, read_data_files=self._read_data_files and folder.read_data_files)
        if pinned is None:
            return settings
        return replace(settings, pinned_keras=pinned.keras, releases=pinned.releases)

    def view(self, file: Path) -> View:
        """What the user wants to see of the findings in `file`. Raises ConfigurationError."""
        folder = self._sound_folder(file)
        levels: Levels = {}
        if folder.rules is not None and folder.rules_of is not None:
            levels = folder.rules.for_file(file.absolute().relative_to(folder.rules_of).as_posix())
        baseline = folder.baseline if self._baseline is None else self._given_baseline
        return View(Severities(levels, self._selection), None if baseline is None else baseline.known(file))

    def baselines(self) -> Iterable[Baseline]:
        """Those that were read so far."""
        if self._baseline is not None:
            with suppress(ConfigurationError):  # which every file was told of
                return [self._given_baseline] if self._given_baseline else []
            return []
        named = [folder.baseline for folder in self._folders.values() if folder.baseline is not None]
        return {each.file: each for each in named}.values()

    @cached_property
    def _given_baseline(self) -> Baseline | None:
        from conv1d_lsp.project.baseline import read_baseline

        return None if self._baseline is None or self._baseline == NO_BASELINE else read_baseline(self._baseline)

    @cached_property
    def _active(self) -> Pinned:
        from conv1d_lsp.project.installed import active_in

        return active_in(self._variables)

    def _sound_folder(self, file: Path) -> _Folder:
        folder = self._folder(file.absolute().parent)
        if folder.error is not None:
            raise folder.error
        return folder

    def _folder(self, folder: Path) -> _Folder:
        if folder not in self._folders:
            above = _Folder() if _is_root(folder) else self._folder(folder.parent)
            self._folders[folder] = _read(folder, above, names_baseline=self._baseline is None)
        return self._folders[folder]


def _read(folder: Path, above: _Folder, *, names_baseline: bool) -> _Folder:
    """names_baseline: whether it matters which baseline the folder names."""
    from conv1d_lsp.project.installed import used_in  # only once a file speaks of Keras

    pinned = used_in(folder) or above.pinned
    try:
        table = configured_in(folder)
        if table is None:
            return above._replace(pinned=pinned)
        file = folder / "pyproject.toml"
        keras = generation(table.get("keras", "auto"), f"{file}: keras in [tool.{TABLE}]")
        reads = switch(table.get("read-data-files", True), f"{file}: read-data-files in [tool.{TABLE}]")
        rules = configured_rules(table, str(file), f"tool.{TABLE}")
        baseline = _baseline(folder, table.get("baseline")) if names_baseline else None
        return _Folder(keras, pinned, reads, rules=rules, rules_of=folder, baseline=baseline)
    except ConfigurationError as error:
        return _Folder(pinned=pinned, error=error)


def _baseline(folder: Path, named: object) -> Baseline | None:
    if named is None:
        return None
    if not isinstance(named, str) or not named:
        where = f"{folder / 'pyproject.toml'}: baseline in [tool.{TABLE}]"
        raise ConfigurationError(f"{where} must be the path of a file, not {as_written(named)}")
    from conv1d_lsp.project.baseline import read_baseline

    return read_baseline(folder / named)


def _is_root(folder: Path) -> bool:
    try:
        return folder in (folder.parent, _home()) or any((folder / root).exists() for root in _ROOTS)
    except OSError:  # a folder that we may not look into: no project of ours reaches above it
        return True


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:
        return None
