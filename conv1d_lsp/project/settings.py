"""Which `Settings` a file is read under: the user's word first, then the files of the project around it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from conv1d_lsp.project.configuration import Configurations, is_root
from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.excluding import Excludes, Excluding, LeavesOut
from conv1d_lsp.project.patterns import matches
from conv1d_lsp.project.severities import Selection, Severities
from conv1d_lsp.project.view import View

if TYPE_CHECKING:
    from conv1d_lsp.project.baseline import Baseline
    from conv1d_lsp.project.configuration import Configuration
    from conv1d_lsp.project.pins import Pinned
    from conv1d_lsp.project.rule_tables import Rules, RuleTable
    from conv1d_lsp.settings import Both, Generation, Settings

#: In the place of a baseline: the one that the project names is not to be used.
NO_BASELINE = Path(os.devnull)


class Chosen(NamedTuple):
    """What is to be shown in one run, besides what the configuration says.

    selection: the rules that are named. per_file: rules that are not shown in files that a pattern means, counted from
    the working folder, in place of the configuration's. baseline: a file of findings that are not to be told, in place
    of the one that the project names; `NO_BASELINE` for none.
    """

    selection: Selection = Selection()
    per_file: RuleTable[Rules] | None = None
    baseline: Path | None = None
    excludes: Excludes = Excludes()


class ProjectSettings:
    """Answers `for_file`, and remembers what it read of each folder: make a new one when files may have changed.

    keras: what the user said outside any file (a command line's option, an editor's setting); it wins.
    read_data_files: whether files of data may be looked into, where the project does not say no.
    variables: the environment variables, which name the environment that is active.
    """

    def __init__(
        self,
        keras: Generation | Both | None = None,
        variables: Mapping[str, str] = environ,
        *,
        read_data_files: bool = True,
        chosen: Chosen = Chosen(),  # noqa: B008 - it does not change
        configurations: Configurations | None = None,
    ) -> None:
        self._keras = keras
        self._read_data_files = read_data_files
        self._chosen = chosen
        self._variables = variables
        self._configurations = configurations or Configurations()
        self._excluding = Excluding(self._configurations, chosen.excludes)
        self._pins: dict[Path, Pinned | None] = {}
        self._baselines: dict[Path, Baseline] = {}

    def for_file(self, file: Path) -> Settings:
        """Settings for `file`, which need not exist. Raises ConfigurationError."""
        configuration = self.configuration(file.absolute().parent).sound()
        self._baseline_of(configuration)
        options = configuration.options.of(configuration.path_of(file))
        from msgspec.structs import replace

        from conv1d_lsp.project.installed import with_active
        from conv1d_lsp.settings import BOTH, Settings

        pins = self._pinned(file.absolute().parent)
        chosen, pinned = self._keras or options.keras, with_active(pins, lambda: self._active)
        settings = Settings(both=True) if chosen is BOTH else Settings(chosen)
        settings = replace(settings, read_data_files=self._read_data_files and options.read_data_files)
        if pinned is None:
            return settings
        return replace(settings, pinned_keras=pinned.keras, releases=pinned.releases)

    def view(self, file: Path) -> View:
        """What the user wants to see of the findings in `file`. Raises ConfigurationError."""
        configuration, chosen = self.configuration(file.absolute().parent).sound(), self._chosen
        path = configuration.path_of(file)
        options = configuration.options.of(path)
        below = Selection(options.select, options.ignore, options.extend_select)
        if chosen.per_file is None:
            hidden = _ignored(options.per_file_ignores, path)
        else:
            hidden = _ignored(chosen.per_file, Path(os.path.relpath(file)).as_posix())
        selection = chosen.selection
        severities = Severities(options.rules, selection.over(below), selection.named, hidden)
        baseline = self._baseline_of(configuration)
        narrowed = selection != Selection() or chosen.per_file is not None
        return View(severities, None if baseline is None else baseline.known(file), narrowed)

    def configuration(self, folder: Path) -> Configuration:
        """What the user's files say of a folder."""
        return self._configurations.of(str(folder.absolute()))

    def leaves_out(self, folder: Path) -> LeavesOut:
        """Which entries of a folder are not looked at unless they are named."""
        return self._excluding.in_folder(folder)

    def refuses(self, path: Path) -> bool:
        """Whether a path that is named is left out all the same."""
        return self._excluding.refuses(path)

    def baselines(self) -> Iterable[Baseline]:
        """Those that were read so far."""
        if self._chosen.baseline is not None:
            with suppress(ConfigurationError):  # which every file was told of
                return [self._given_baseline] if self._given_baseline else []
            return []
        return self._baselines.values()

    def _baseline_of(self, configuration: Configuration) -> Baseline | None:
        if self._chosen.baseline is not None:
            return self._given_baseline
        named = configuration.options.baseline
        if named is None:
            return None
        file = Path(configuration.folder, named)
        if file not in self._baselines:
            from conv1d_lsp.project.baseline import read_baseline

            self._baselines[file] = read_baseline(file)
        return self._baselines[file]

    @cached_property
    def _given_baseline(self) -> Baseline | None:
        from conv1d_lsp.project.baseline import read_baseline

        given = self._chosen.baseline
        return None if given is None or given == NO_BASELINE else read_baseline(given)

    @cached_property
    def _active(self) -> Pinned:
        from conv1d_lsp.project.installed import active_in

        return active_in(self._variables)

    def _pinned(self, folder: Path) -> Pinned | None:
        """What the folder's dependencies pin, or those of one above."""
        if folder not in self._pins:
            from conv1d_lsp.project.installed import used_in  # only once a file speaks of Keras

            above = None if is_root(str(folder)) else self._pinned(folder.parent)
            self._pins[folder] = used_in(folder) or above
        return self._pins[folder]


def _ignored(table: RuleTable[Rules], path: str) -> Rules:
    return frozenset(rule for pattern, rules in table if matches(pattern, path) for rule in rules)
