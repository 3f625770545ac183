"""The modules of the project that one file can import."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from conv1d_lsp.engine.search import SearchPath
from conv1d_lsp.engine.sources import Sources
from conv1d_lsp.source.read import Unreadable

if TYPE_CHECKING:
    from conv1d_lsp.engine.data_files import DataFiles
    from conv1d_lsp.interpreter.loading import Itself, LoadedModule, Refused
    from conv1d_lsp.source.data import DataFile


#: Files that are followed for one program.
MOST_FILES = 256


class ProjectImports:
    """Finds, reads and parses them; remembers which files were read. `SearchPath` says where they are looked for."""

    def __init__(self, path: str, sources: Sources, folder: str = "") -> None:
        """path: of the file, as its places name it; other files are named in the same way.

        folder: where a relative path begins; the working folder if it is empty.
        """
        self.sources = sources
        self.files: tuple[str, ...] = ()
        self._named_folder = os.path.dirname(path)
        self.file = os.path.abspath(os.path.join(folder, path))
        self._characters = 0
        self._data: DataFiles | None = None
        self._found: dict[str, LoadedModule | Itself | Refused | None] = {}
        self._hidden: dict[str, bool] = {}

    @property
    def search_path(self) -> SearchPath:
        return self.sources.search_path(os.path.dirname(self.file))

    @property
    def package(self) -> str:
        """The dotted name of the package that the file is in, folders without `__init__.py` below the root included."""
        return self.search_path.package

    def find(self, name: str) -> LoadedModule | Itself | Refused | None:
        """See `conv1d_lsp.interpreter.loading.Loader`."""
        if name not in self._found:
            self._found[name] = self._load(name)
        return self._found[name]

    def hides(self, library: str) -> bool:
        """See `conv1d_lsp.interpreter.loading.Loader`."""
        if library not in self._hidden:
            hiding = self.search_path.beside(library)
            self._hidden[library] = hiding is not None and hiding.path != self.file
        return self._hidden[library]

    @property
    def asked(self) -> Iterable[str]:
        """The modules that were looked for, found or not."""
        return self._found

    @property
    def asked_to_hide(self) -> Mapping[str, bool]:
        """The libraries that were asked about, with what `hides` said."""
        return self._hidden

    def know(self, earlier: ProjectImports) -> None:
        """What an earlier one of the same file was asked, and would be answered in the same way now."""
        self.files = earlier.files
        self._characters, self._data = earlier._characters, earlier._data
        self._found, self._hidden = {**earlier._found}, {**earlier._hidden}

    def data_file(self, name: str) -> DataFile | None:
        """See `conv1d_lsp.interpreter.loading.Loader`."""
        if self._data is None:
            from conv1d_lsp.engine.data_files import DataFiles  # few programs read data

            self._data = DataFiles(os.path.dirname(self.file), self.search_path, self.sources.seen)
        return self._data.find(name)

    @property
    def data_files(self) -> tuple[str, ...]:
        """Where files of data were looked for, by absolute path."""
        return () if self._data is None else self._data.sought

    def _load(self, name: str) -> LoadedModule | Itself | Refused | None:
        from conv1d_lsp.interpreter.loading import Itself, LoadedModule, Refused

        located = self.search_path.locate(name)
        if located is None:
            return None
        if located.path == self.file:
            return Itself()
        shown = self._shown(located.path)
        if not located.is_file:
            return LoadedModule(name, shown, None, located.is_package)
        self.files = (*self.files, shown)
        try:
            text = self.sources.text(located.path)
        except Unreadable as error:
            return Refused(f"{shown} cannot be read: {error.reason}")
        self._characters += len(text)
        if self._characters > self.sources.largest_file or len(self.files) > MOST_FILES:
            return Refused("with the files before it, the program is too large to be followed")
        parsed, whole = self.sources.trees.of(text)
        return LoadedModule(name, shown, parsed, located.is_package, whole, located.path)

    def _shown(self, path: str) -> str:
        away = os.path.relpath(path, os.path.dirname(self.file))
        return os.path.normpath(os.path.join(self._named_folder, away)).replace(os.sep, "/")
