"""A document at one moment, with all that is known of it. Never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lsprotocol import types as t
from pygls.uris import from_fs_path

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Place
from conv1d_lsp.server.text import Text
from conv1d_lsp.settings import Settings

if TYPE_CHECKING:
    from conv1d_lsp.server.cells import Notebook


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What every request is answered from.

    path: the file as the engine was told it; of a document that is no file, its URI.
    others: the texts of other files that the analysis points to. cells: of a notebook, whose program this is.
    notebook: what a cell is a part of.
    """

    uri: str
    path: str
    version: int | None
    text: Text
    settings: Settings
    analysis: Analysis
    others: Mapping[str, Text] = field(default_factory=dict)
    cells: Mapping[str, Snapshot] = field(default_factory=dict)
    notebook: Notebook | None = None

    def of(self, uri: str) -> Snapshot | None:
        """Itself, or the cell with this URI."""
        return self if uri == self.uri else self.cells.get(unquote(uri))

    def version_of(self, uri: str) -> int | None:
        """The version of a document as it is known here."""
        return self.version if uri == self.uri else None

    def location(self, place: Place) -> t.Location:
        """Where a place is to the client. In a file whose text is not at hand, columns stay code points."""
        if place.file == self.path:
            return t.Location(self.uri, self.text.range(place))
        if (other := self.others.get(place.file)) is not None:
            return t.Location(uri_of(place.file), other.range(place))
        start = t.Position(place.line - 1, place.column - 1)
        end = t.Position(place.end_line - 1, place.end_column - 1)
        return t.Location(uri_of(place.file), t.Range(start, end))

    def found_on(self, first: int, last: int) -> tuple[Diagnostic, ...]:
        """The diagnostics that touch the engine's lines from `first` to `last`."""
        return tuple(d for d in self.analysis.diagnostics if d.place.line <= last and first <= d.place.end_line)


def uri_of(file: str) -> str:
    """The URI of a file; of what is none, the name that it has here is one."""
    is_path = file.startswith(("/", "\\")) or file[1:2] == ":" or ":" not in file
    return (from_fs_path(file) if is_path else None) or file


def name_of(diagnostic: Diagnostic) -> str:
    """A name by which the client's copy of a diagnostic finds back to it."""
    place = diagnostic.place
    return f"{diagnostic.rule}@{place.line}:{place.column}-{place.end_line}:{place.end_column}"
