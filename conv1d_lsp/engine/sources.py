"""The other files of a project, read and parsed for the programs that import them."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.engine.search import SearchPath
from conv1d_lsp.source.read import Unreadable, read

if TYPE_CHECKING:
    from conv1d_lsp.engine.data_files import SeenData
    from conv1d_lsp.source.parse import Parsed

#: Characters whose trees are kept: a tree takes some fifty times as much memory as its text.
_MOST_TEXT = 2_000_000

#: Bytes above which a file is not followed, where nobody says otherwise.
LARGEST_FILE = 1_000_000


class LongTextError(BaseException):
    """A text would take too long to parse where it was to be parsed; it is no mistake, and not kept from the caller."""


class Trees:
    """Remembers the trees of the texts that were parsed last, as many files import the same ones.

    longest: characters from which on a text is not parsed, but LongTextError raised.
    """

    def __init__(self, longest: int | None = None) -> None:
        self._longest = longest
        self._known: OrderedDict[str, tuple[Parsed, bool]] = OrderedDict()
        self._characters = 0

    def of(self, text: str) -> tuple[Parsed, bool]:
        """The tree, and whether it is that of the whole text: what is broken is left out."""
        known = self._known.get(text)
        if known is None:
            if self._longest is not None and len(text) >= self._longest:
                raise LongTextError
            known = self._known[text] = _parsed(text)
            self._characters += len(text)
        self._known.move_to_end(text)
        while self._characters > _MOST_TEXT and len(self._known) > 1:
            self._characters -= len(self._known.popitem(last=False)[0])
        return known


class Sources:
    """What lies on the disk, as long as one run or one analysis takes it to stay as it is.

    buffers: texts of files that are open in an editor, by absolute path; they win over the disk.
    largest_file: bytes above which a file is not read, and characters above which no more is followed for one file.
    seen: what files of data hold that were looked into before.
    """

    def __init__(
        self,
        buffers: Mapping[str, str] | None = None,
        trees: Trees | None = None,
        largest_file: int = LARGEST_FILE,
        seen: SeenData | None = None,
    ) -> None:
        self.trees = trees or Trees()
        self._seen = seen
        self.largest_file = largest_file
        self.leads_to_keras: dict[str, bool] = {}
        self._buffers = buffers or {}
        self._digests: dict[str, str | None] = {}
        self._listings: dict[str, frozenset[str]] = {}
        self._real_folders: dict[str, str] = {}
        self._search_paths: dict[str, SearchPath] = {}

    @property
    def seen(self) -> SeenData:
        """What files of data hold."""
        if self._seen is None:
            from conv1d_lsp.engine.data_files import SeenData

            self._seen = SeenData()
        return self._seen

    def search_path(self, folder: str) -> SearchPath:
        """Where the files of a folder find the modules of their project."""
        known = self._search_paths.get(folder)
        if known is None:
            known = self._search_paths[folder] = SearchPath(folder, self._holds, self._real)
        return known

    def text(self, path: str) -> str:
        """Raises `Unreadable`."""
        open_text = self._buffers.get(path)
        return read(Path(path), self.largest_file) if open_text is None else open_text

    def digest(self, path: str) -> str | None:
        """What the text of a file is known by; None if it cannot be read."""
        if path not in self._digests:
            try:
                text = self.text(path)
            except Unreadable:
                self._digests[path] = None
            else:
                from hashlib import blake2b  # most runs have nothing to remember

                self._digests[path] = blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()
        return self._digests[path]

    def _holds(self, folder: str, name: str) -> bool:
        known = self._listings.get(folder)
        if known is None:
            known = self._listings[folder] = _names_in(folder) | self._unsaved(folder)
        return name in known

    def _real(self, folder: str) -> str:
        if folder not in self._real_folders:
            self._real_folders[folder] = os.path.realpath(folder)
        return self._real_folders[folder]

    def _unsaved(self, folder: str) -> frozenset[str]:
        """Names of open files, which the disk may not have yet."""
        return frozenset(os.path.basename(path) for path in self._buffers if os.path.dirname(path) == folder)


def _names_in(folder: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))
    except (OSError, ValueError):
        return frozenset()


def _parsed(text: str) -> tuple[Parsed, bool]:
    from conv1d_lsp.source.parse import parse
    from conv1d_lsp.source.syntax import Broken

    parsed = parse(text)
    if not isinstance(parsed, Broken):
        return parsed, True
    from conv1d_lsp.source.recover import recover

    return recover(text).parsed, False
