"""What is left out below the folders that a user names: by the configuration, by options, by git.

Whatever is named itself is looked at: a pattern that means a folder that was entered all the same has no say in it.
"""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from warnings import catch_warnings

from conv1d_lsp.project.configuration import Configurations, is_root
from conv1d_lsp.project.patterns import matches
from conv1d_lsp.source.read import Unreadable, read_bytes

if TYPE_CHECKING:
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

#: Whether an entry of a folder is left out: its name, and whether it is a folder.
LeavesOut = Callable[[str, bool], bool]

_PLAIN = frozenset("*?[/")

#: Bytes of a `.gitignore` above which git does not read it either.
_LARGEST = 100_000_000


class Excludes(NamedTuple):
    """What the user says for one run; patterns count from the working folder. None: as the configuration says."""

    exclude: tuple[str, ...] | None = None
    extend: tuple[str, ...] = ()
    respect_gitignore: bool | None = None
    force: bool | None = None


class Excluding:
    """Answers for each folder of a walk."""

    def __init__(self, configurations: Configurations, given: Excludes) -> None:
        self._configurations = configurations
        self._given = given

    def in_folder(self, folder: Path) -> LeavesOut:
        """Which entries of a folder are left out."""
        here = os.path.abspath(folder)  # noqa: PTH100 - links stay apart
        configuration = self._configurations.of(here)
        options, given = configuration.options, self._given
        mine = given.extend if given.exclude is None else (*given.exclude, *given.extend)
        theirs = (*(options.exclude if given.exclude is None else ()), *options.extend_exclude)
        judges = [
            judge for judge in (_by(mine, str(Path.cwd()), here), _by(theirs, configuration.folder, here)) if judge
        ]
        ignores = options.respect_gitignore if given.respect_gitignore is None else given.respect_gitignore
        if ignores:
            judges += self._git.in_folder(here)
        return lambda name, is_folder: any(judge(name, is_folder) for judge in judges)

    def refuses(self, path: Path) -> bool:
        """Whether a path that is named is left out all the same, as the user asks for with `force-exclude`."""
        whole = Path(os.path.abspath(path))  # noqa: PTH100
        configuration = self._configurations.of(str(whole.parent))
        force = configuration.options.force_exclude if self._given.force is None else self._given.force
        return force and any(
            (is_folder and each.name.startswith(".")) or self.in_folder(each.parent)(each.name, is_folder)
            for each in _inside(whole, (Path.cwd(), Path(configuration.folder)))
            for is_folder in [each != whole or os.path.isdir(whole)]  # noqa: PTH112 - it never raises
        )

    @cached_property
    def _git(self) -> GitIgnored:
        return GitIgnored()


class GitIgnored:
    """What the `.gitignore` files of a repository leave out."""

    def __init__(self) -> None:
        self._folders: dict[str, tuple[_Ignoring, ...] | None] = {}

    def in_folder(self, folder: str) -> list[LeavesOut]:
        """Judges of a folder's entries; none where nothing is ignored."""
        chain = self._chain(folder)
        if not chain or _ignored(chain, f"{folder}/"):
            return []
        return [lambda name, is_folder: _ignored(chain, f"{folder}/{name}{'/' if is_folder else ''}")]

    def _chain(self, folder: str) -> tuple[_Ignoring, ...] | None:
        """The files that have a say in a folder, the nearest first; None outside of a repository."""
        if folder not in self._folders:
            self._folders[folder] = self._read(folder)
        return self._folders[folder]

    def _read(self, folder: str) -> tuple[_Ignoring, ...] | None:
        if os.path.lexists(os.path.join(folder, ".git")):  # noqa: PTH118
            return _files(folder, ".gitignore", os.path.join(".git", "info", "exclude"))  # noqa: PTH118
        parent = os.path.dirname(folder)  # noqa: PTH120
        above = None if parent == folder else self._chain(parent)
        return None if above is None else (*_files(folder, ".gitignore"), *above)


def _files(folder: str, *names: str) -> tuple[_Ignoring, ...]:
    found = (_Ignoring.of(folder, name) for name in names)
    return tuple(each for each in found if each is not None)


class _Ignoring(NamedTuple):
    """One file of patterns. says: True for what is left out, False for what is not in spite of others, else None."""

    folder: str
    says: Callable[[str], bool | None]

    @classmethod
    def of(cls, folder: str, name: str) -> _Ignoring | None:
        try:
            data = read_bytes(Path(folder, name), _LARGEST)
        except Unreadable:
            return None
        text = data.removeprefix(BOM_UTF8).decode(errors="surrogateescape")
        lines = [line.removesuffix("\r") for line in text.split("\n")]
        patterns = [pattern for line in lines if (pattern := _pattern(line)) is not None]
        if not patterns:
            return None
        from pathspec import GitIgnoreSpec

        spec = GitIgnoreSpec(patterns)
        return cls(folder, lambda path: spec.check_file(path).include)


def _inside(path: Path, tops: tuple[Path, ...]) -> Iterator[Path]:
    """The path and the folders above it, up to one of `tops` or the root of the project, which are not among them."""
    while path not in tops and path != path.parent:
        yield path
        if is_root(str(path.parent)):
            return
        path = path.parent


def _pattern(line: str) -> GitIgnoreSpecPattern | None:
    """What a line means; None for those that mean nothing to git, and for comments."""
    from pathspec.patterns.gitignore.base import GitIgnorePatternError
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    if line.startswith("#") or not line.strip("!/ "):
        return None
    try:
        with catch_warnings(action="ignore"):  # of sets in sets
            return GitIgnoreSpecPattern(line)
    except (GitIgnorePatternError, re.error):
        return None


def _ignored(chain: tuple[_Ignoring, ...], path: str) -> bool:
    for each in chain:
        inner = path[len(each.folder) + 1 :]
        said = each.says(inner) if inner else None
        if said is not None:
            return said
    return False


def _by(patterns: tuple[str, ...], base: str, folder: str) -> LeavesOut | None:
    """By patterns that count from `base`."""
    if not patterns:
        return None
    names = frozenset(pattern for pattern in patterns if _PLAIN.isdisjoint(pattern))
    inner = _relative(folder, base)
    others = [each for each in patterns if each not in names and not (inner and _means(each, inner, is_folder=True))]
    start = f"{inner}/" if inner else ""

    def leaves_out(name: str, is_folder: bool) -> bool:
        if name in names:
            return True
        return any(_means(pattern, f"{start}{name}", is_folder=is_folder) for pattern in others)

    return leaves_out


def _means(pattern: str, path: str, *, is_folder: bool) -> bool:
    """Also a folder of which the pattern means all that is in it."""
    return matches(pattern, path) or (
        is_folder and pattern.endswith(("/", "/**")) and matches(pattern, f"{path}/anything")
    )


def _relative(folder: str, base: str) -> str:
    try:
        inner = os.path.relpath(folder, base)
    except ValueError:  # another disk of Windows
        return folder
    return "" if inner == "." else Path(inner).as_posix()
