"""Configuration files: `conv1d-lsp.toml`, or the table `[tool.conv1d-lsp]` of a `pyproject.toml`.

The nearest one at or above a file, up to the root of its project, holds alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from conv1d_lsp.project.errors import ConfigurationError, as_written
from conv1d_lsp.project.kinds import Where
from conv1d_lsp.project.options import Options, read_options

TABLE = "conv1d-lsp"

#: Files of our own in a folder, the first of which holds, before its `pyproject.toml`.
OWN_FILES = (".conv1d-lsp.toml", "conv1d-lsp.toml")

#: A folder that holds one of these is the root of a project; nothing is looked for above it.
_ROOTS = (".git", ".hg", ".svn", ".jj")

_LARGEST = 2_000_000

#: A key of so many parts that `tomllib`, whose time grows with their square, would not come to an end.
_DEEP = re.compile(rb"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){200}""")


class Configuration(NamedTuple):
    """What holds in a folder. folder: the one that patterns and paths count from; file: None where nobody says.

    said: the options that the file has, as they are spelled.
    """

    folder: str
    file: Path | None = None
    options: Options = Options()
    error: ConfigurationError | None = None
    said: frozenset[str] = frozenset()

    def path_of(self, file: Path) -> str:
        """A file as patterns see it."""
        try:
            return Path(os.path.relpath(file.absolute(), self.folder)).as_posix()
        except ValueError:  # another disk of Windows
            return file.absolute().as_posix()

    def sound(self) -> Configuration:
        """Itself. Raises ConfigurationError where the file cannot be followed."""
        if self.error is not None:
            raise self.error
        return self


class Configurations:
    """Finds them, and remembers what it read.

    only: the file that holds in place of all others. isolated: none is read.
    """

    def __init__(self, only: Path | None = None, *, isolated: bool = False) -> None:
        self._only = only
        self._folders: dict[str, Configuration] = {}
        self._everywhere: Configuration | None = None
        if isolated:
            self._everywhere = Configuration(os.sep)
        elif only is not None:
            self._everywhere = _named(only)

    def of(self, folder: str) -> Configuration:
        """The one that holds in a folder, an absolute path."""
        if self._everywhere is not None:
            return self._everywhere
        found = self._folders.get(folder)
        if found is None:
            found = self._folders[folder] = _in(folder) or self._above(folder)
        return found

    def _above(self, folder: str) -> Configuration:
        return Configuration(os.sep) if is_root(folder) else self.of(str(Path(folder).parent))


def is_root(folder: str) -> bool:
    """Whether nothing above the folder belongs to its project."""
    try:
        path = Path(folder)
        return path in (path.parent, _home()) or any((path / root).exists() for root in _ROOTS)
    except OSError:  # a folder that we may not look into: no project of ours reaches above it
        return True


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:
        return None


def _in(folder: str) -> Configuration | None:
    """The one that the folder itself has."""
    for name in OWN_FILES:
        file = Path(folder, name)
        if os.path.lexists(file):
            return _read(file, folder, Where(str(file)))
    file = Path(folder, "pyproject.toml")
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST or TABLE.encode() not in file.read_bytes():
            return None
    except OSError:
        return None
    found = _read(file, folder, Where(str(file), f"tool.{TABLE}"))
    return found if found.error is not None or found.file is not None else None


def _named(file: Path) -> Configuration:
    """A file that the user names: its patterns count from the working folder."""
    where = Where(str(file), f"tool.{TABLE}" if file.name == "pyproject.toml" else "")
    return _read(file, str(Path.cwd()), where)


def _read(file: Path, folder: str, where: Where) -> Configuration:
    """With no file where it is one of other tools alone."""
    try:
        table = _table(file, where)
        if table is None:
            return Configuration(folder)
        return Configuration(folder, file, read_options(table, where), said=frozenset(table))
    except ConfigurationError as error:
        return Configuration(folder, file, error=error)


def _table(file: Path, where: Where) -> Mapping[str, object] | None:
    whole = _toml(file)
    if not where.table:
        return whole
    tool = whole.get("tool")
    table = tool.get(TABLE) if isinstance(tool, dict) else None
    if table is None or isinstance(table, dict):
        return table
    raise ConfigurationError(f"{file}: tool.{TABLE} must be a table, not {as_written(table)}")


def _toml(file: Path) -> Mapping[str, object]:
    import tomllib

    from conv1d_lsp.source.read import Unreadable, read_bytes

    try:
        data = read_bytes(file, _LARGEST)
        if _DEEP.search(data):
            raise RecursionError
        return tomllib.loads(data.decode())
    except Unreadable as error:
        raise ConfigurationError(f"{file} cannot be read: {error.reason}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{file} is not valid TOML: it is not UTF-8 at byte {error.start + 1:,}") from error
    except ValueError as error:  # also of a number that has too many digits
        raise ConfigurationError(f"{file} is not valid TOML: {error}") from error
    except RecursionError as error:
        raise ConfigurationError(f"{file} is nested too deep") from error
