"""What is known of a notebook, with the cells of its places and where the file has them, as reports show them."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from conv1d_lsp.diagnostics import Place, moved
from conv1d_lsp.project.results import Checked
from conv1d_lsp.source.cells import Program, cells_of, shown_program
from conv1d_lsp.source.notebook import notebook_text, program_in
from conv1d_lsp.source.notebook_places import NotebookPlaces
from conv1d_lsp.source.read import Unreadable, decode, is_notebook, read_bytes


def in_cells(checked: Checked, stored: str | None = None) -> Checked:
    """The same, its text with magics as the cells have them. What is no notebook stays as it is.

    stored: the JSON of the notebook; with it, places know where they are there.
    """
    if not is_notebook(checked.shown):
        return checked
    places = _Places(checked.shown, cells_of(checked.text), None if stored is None else NotebookPlaces(stored))
    return Checked(checked.shown, shown_program(checked.text), moved(checked.analysis, places.of), checked.obsolete)


def stored_text(checked: Checked, data: bytes | None) -> str | None:
    """The JSON that a notebook's program was taken from: `data`, or what the file has; None if that has changed."""
    try:
        data = read_bytes(Path(checked.shown)) if data is None else data
        same = decode(program_in(data, checked.shown)) == checked.text
        return notebook_text(data, checked.shown) if same else None
    except Unreadable:
        return None


class _Places:
    """Of one notebook. json: where they are in its file, if that is known."""

    def __init__(self, file: str, program: Program, json: NotebookPlaces | None) -> None:
        self._file = file
        self._program = program
        self._json = json

    def of(self, place: Place) -> Place:
        if place.file != self._file:
            return place
        cell = self._program.cell_at(place.line)
        if cell is None or self._json is None:
            return replace(place, cell=cell)
        begin = self._json.position(cell.number, place.line - cell.line, place.column)
        end = self._json.position(cell.number, place.end_line - cell.line, place.end_column)
        return replace(place, cell=cell, stored=Place(place.file, *begin, *max(begin, end)))
