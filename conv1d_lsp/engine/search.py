"""Where the modules lie that the files of one folder can import from their project."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import NamedTuple

#: A folder that holds one of these is the root of a project.
_MARKERS = ("pyproject.toml", "setup.py", "setup.cfg", ".git", ".hg", ".svn", ".jj")

#: Whether a folder has an entry of this name, in these very letters.
Holds = Callable[[str, str], bool]

#: Where a folder is, links followed.
Real = Callable[[str], str]


class Located(NamedTuple):
    """The file of a module; of a package without `__init__.py`, its folder."""

    path: str
    is_package: bool

    @property
    def is_file(self) -> bool:
        return self.path.endswith(".py")


class SearchPath:
    """Finds modules as Python would if a file of the folder were run or imported in the usual ways.

    They are looked for in the folder, where its outermost package lies, in the root of the project and in its `src`; in
    the folder last if it is a package (it holds `__init__.py`). Nothing outside of the project is found; where there is
    no root (it is None then), that is the outermost package, or the folder.
    """

    def __init__(self, folder: str, holds: Holds, real: Real) -> None:
        """folder: without detours, as `os.path.abspath` gives it."""
        self._holds = holds
        self._real = real
        self._located: dict[str, Located | None] = {}
        self._inner: dict[str, list[str]] = {}
        self._on_the_way: dict[str, tuple[str, ...]] = {}
        self.root = root = _root(folder)
        top, packages = self._around(folder)
        project = () if root is None else (root, os.path.join(root, "src"))
        self._run_from = [top, *project]
        self._folders = list(dict.fromkeys((top, *project, folder) if packages else (folder, *project)))
        self._inside = real(root or (os.path.join(top, packages[0]) if packages else top))
        if not packages and root is not None and folder != root:
            packages = os.path.relpath(folder, root).split(os.sep)
        self.package = ".".join(packages) if all(name.isidentifier() for name in packages) else ""

    def locate(self, name: str) -> Located | None:
        """The module with a full dotted name."""
        if name not in self._located:
            found = self._search(name)
            self._located[name] = found if found is not None and self.is_inside(found.path) else None
        return self._located[name]

    def files_of(self, name: str) -> tuple[str, ...]:
        """The files that are run where the module with a full dotted name is imported: those of the packages first."""
        known = self._on_the_way.get(name)
        if known is None:
            known = self._on_the_way[name] = tuple(self._files_on_the_way(name.split(".")))
        return known

    def _files_on_the_way(self, parts: list[str]) -> Iterator[str]:
        for count in range(1, len(parts) + 1):
            located = self.locate(".".join(parts[:count]))
            if located is None:
                return
            if located.is_file:
                yield located.path
            if not located.is_package:
                return  # a module has no modules in it

    def beside(self, library: str) -> Located | None:
        """The project's own module that a program run from here gets in place of an installed one of that name."""
        return self._first(self._run_from, library)

    def _search(self, name: str) -> Located | None:
        parent, _, last = name.rpartition(".")
        folders = self._folders_in(parent) if parent else self._folders
        found = self._first(folders, last)
        if found is None:
            plain = self._plain_folders(folders, last)
            self._inner[name] = plain
            return Located(plain[0], True) if plain else None
        self._inner[name] = [os.path.dirname(found.path)] if found.is_package else []  # a module has no modules in it
        return found

    def _folders_in(self, name: str) -> list[str]:
        """Where the modules of a package are looked for."""
        if name not in self._inner:
            self._search(name)
        return self._inner[name]

    def _first(self, folders: list[str], part: str) -> Located | None:
        for folder in folders:
            if self._holds(folder, part):
                inner = os.path.join(folder, part)
                if self._holds(inner, "__init__.py"):
                    return Located(os.path.join(inner, "__init__.py"), True)
            if self._holds(folder, f"{part}.py"):
                return Located(os.path.join(folder, f"{part}.py"), False)
        return None

    def _plain_folders(self, folders: list[str], part: str) -> list[str]:
        inner = [os.path.join(folder, part) for folder in folders if self._holds(folder, part)]
        return [folder for folder in inner if os.path.isdir(folder)]

    def _around(self, folder: str) -> tuple[str, list[str]]:
        """The folder around the outermost package that holds a folder, and the packages from there on."""
        names: list[str] = []
        while folder != os.path.dirname(folder) and self._holds(folder, "__init__.py"):
            names.insert(0, os.path.basename(folder))
            folder = os.path.dirname(folder)
        return folder, names

    def is_inside(self, path: str) -> bool:
        """Whether it lies in the project, links followed."""
        folder, name = os.path.split(path)
        real = os.path.join(self._real(folder), name)
        if name in ("", ".", "..") or os.path.islink(real):
            real = os.path.realpath(path)
        return real == self._inside or real.startswith(os.path.join(self._inside, ""))


def _root(folder: str) -> str | None:
    home = os.path.expanduser("~")
    while folder != home and folder != os.path.dirname(folder):
        if any(os.path.lexists(os.path.join(folder, marker)) for marker in _MARKERS):
            return folder
        folder = os.path.dirname(folder)
    return None
