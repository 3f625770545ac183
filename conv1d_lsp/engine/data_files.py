"""The files of data that one program names, looked into for it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from conv1d_lsp.engine.search import SearchPath
from conv1d_lsp.source.data import DataFile, data_in

#: Files that are looked into for one program.
MOST_DATA_FILES = 64

#: Files of which it is remembered what is in them, as long as nobody changes them.
_MOST_REMEMBERED = 256

#: What tells that a file is still the same.
_Stamp = tuple[int, int, int]


class SeenData:
    """Remembers what files hold, as each analysis asks for the same ones."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[_Stamp, DataFile | None]] = {}

    def look(self, path: str, shown: str) -> DataFile | None:
        """What the file holds now."""
        try:
            status = os.stat(path)
        except (OSError, ValueError):
            return None
        stamp = status.st_mtime_ns, status.st_size, status.st_ino
        known = self._known.get(path)
        if known is None or known[0] != stamp or (known[1] is not None and known[1].path != shown):
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[path] = stamp, data_in(path, shown)
        return known[1]


class DataFiles:
    """Finds a file where Python would if the program were run in its folder, the root of its project, or between.

    Where these have several files of that name, and not the same in them, it can't be told which one is read. Nothing
    outside of the project is looked into; without a root, that is the program's folder. sought: where files were
    looked for, by absolute path.
    """

    def __init__(self, folder: str, search: SearchPath, seen: SeenData) -> None:
        """folder: of the program, without detours."""
        self.sought: tuple[str, ...] = ()
        self._folder = folder
        self._search = search
        self._seen = seen
        self._found: dict[str, DataFile | None] = {}

    def find(self, name: str) -> DataFile | None:
        """What the file holds that the program calls `name`. The same answer each time."""
        if name not in self._found:
            self._found[name] = self._look(name) if len(self._found) < MOST_DATA_FILES else None
        return self._found[name]

    def _look(self, name: str) -> DataFile | None:
        if "\0" in name:
            return None
        named = list(dict.fromkeys(os.path.normpath(os.path.join(folder, name)) for folder in self._folders()))
        real = dict.fromkeys(map(os.path.realpath, named))
        places = [place for place in real if self._search.is_inside(place)]
        self.sought = tuple(dict.fromkeys((*self.sought, *named, *places)))
        found = [self._seen.look(place, name) for place in places if os.path.lexists(place)]
        return found[0] if found and all(each == found[0] for each in found) else None

    def _folders(self) -> Iterator[str]:
        """The folders that the program may be run in."""
        folder, root = self._folder, self._search.root or self._folder
        while folder != root and folder != os.path.dirname(folder):
            yield folder
            folder = os.path.dirname(folder)
        yield root
