"""The modules that a file can import from its project."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.engine.sources import Sources
from conv1d_lsp.source.read import Unreadable

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.loading import Itself, LoadedModule, Refused

#: A folder that holds one of these is the root of a project.
_MARKERS = ("pyproject.toml", "setup.py", "setup.cfg", ".git", ".hg", ".svn", ".jj")


class ProjectImports:
    """Finds modules as Python would if the file were run or imported in the usual ways.

    They are looked for beside the file, where its outermost package lies, in the root of the project and in its `src`;
    beside the file last if it is in a package (a folder with `__init__.py`). Nothing outside of the project is read;
    where no root is found, that is the outermost package, or the folder of the file.
    """

    def __init__(self, path: str, sources: Sources) -> None:
        """path: of the file, as its places name it; other files are named in the same way."""
        self.sources = sources
        self.files: tuple[str, ...] = ()
        self._named_folder = os.path.dirname(path)  # noqa: PTH120 - the name is kept as it was given
        self._file = Path(os.path.abspath(path))  # noqa: PTH100 - links stay as the user sees them
        self._found: dict[str, LoadedModule | Itself | Refused | None] = {}

    @cached_property
    def package(self) -> str:
        """The dotted name of the package that the file is in, folders without `__init__.py` below the root included."""
        names = self._around[1]
        if not names and self._root is not None:
            names = self._file.parent.relative_to(self._root).parts
        return ".".join(names) if all(name.isidentifier() for name in names) else ""

    def find(self, name: str) -> LoadedModule | Itself | Refused | None:
        """See `conv1d_lsp.interpreter.loading.Loader`."""
        if name not in self._found:
            self._found[name] = self._load(name)
        return self._found[name]

    def locate(self, name: str) -> tuple[Path, bool] | None:
        """The file of a module and whether it is a package; the folder of one without `__init__.py`."""
        folders = list(self._folders)
        parts = name.split(".")
        for number, part in enumerate(parts):
            found = self._first(folders, part)
            if found is not None and number == len(parts) - 1:
                return found if self._is_inside(found[0]) else None
            if found is not None and not found[1]:
                return None  # a module has no modules in it
            folders = [found[0].parent] if found is not None else self._plain_folders(folders, part)
        return (folders[0], True) if folders and self._is_inside(folders[0]) else None

    # Where

    @cached_property
    def _around(self) -> tuple[Path, tuple[str, ...]]:
        """The folder around the outermost package that the file is in, and the packages from there on."""
        folder, names = self._file.parent, list[str]()
        while folder != folder.parent and self.sources.holds(folder, "__init__.py"):
            names.insert(0, folder.name)
            folder = folder.parent
        return folder, tuple(names)

    @cached_property
    def _root(self) -> Path | None:
        home = os.path.expanduser("~")  # noqa: PTH111 - `Path.home` raises where there is none
        for folder in self._file.parents:
            if str(folder) == home or folder == folder.parent:
                return None
            if any(self.sources.holds(folder, marker) for marker in _MARKERS):
                return folder
        return None

    @cached_property
    def _folders(self) -> tuple[Path, ...]:
        (top, packages), own = self._around, self._file.parent
        project = () if self._root is None else (self._root, self._root / "src")
        return tuple(dict.fromkeys((top, *project, own) if packages else (own, *project)))

    @cached_property
    def _inside(self) -> str:
        """All that may be read lies in here."""
        top, packages = self._around
        return os.path.realpath(self._root or (top / packages[0] if packages else top))

    def _is_inside(self, path: Path) -> bool:
        real = os.path.realpath(path)
        return real == self._inside or real.startswith(os.path.join(self._inside, ""))  # noqa: PTH118

    def _first(self, folders: list[Path], part: str) -> tuple[Path, bool] | None:
        for folder in folders:
            if self.sources.holds(folder, part) and self.sources.holds(folder / part, "__init__.py"):
                return folder / part / "__init__.py", True
            if self.sources.holds(folder, f"{part}.py"):
                return folder / f"{part}.py", False
        return None

    def _plain_folders(self, folders: list[Path], part: str) -> list[Path]:
        return [folder / part for folder in folders if self.sources.holds(folder, part) and (folder / part).is_dir()]

    # What

    def _load(self, name: str) -> LoadedModule | Itself | Refused | None:
        from conv1d_lsp.interpreter.loading import Itself, LoadedModule, Refused

        located = self.locate(name)
        if located is None:
            return None
        path, is_package = located
        if path == self._file:
            return Itself()
        shown = self._shown(path)
        if is_package and path.suffix != ".py":
            return LoadedModule(name, shown, None, is_package)
        self.files = (*self.files, shown)
        try:
            parsed, whole = self.sources.trees.of(self.sources.text(path))
        except Unreadable as error:
            return Refused(f"{shown} cannot be read: {error.reason}")
        return LoadedModule(name, shown, parsed, is_package, whole)

    def _shown(self, path: Path) -> str:
        away = os.path.relpath(path, self._file.parent)
        return os.path.normpath(os.path.join(self._named_folder, away)).replace(os.sep, "/")  # noqa: PTH118
