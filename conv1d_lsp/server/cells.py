"""The cells of a notebook at one moment, the program that they are, and what is known of it in each of them.

A cell's snapshot is one as of a file: its places, and those of its fixes, are in cells, which are known by their URIs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar
from urllib.parse import unquote

import msgspec
from pygls.workspace import PositionCodec

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Edit, Fix, Place, moved
from conv1d_lsp.engine.edited import applied
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.server.text import Text
from conv1d_lsp.source.cells import Program, Source, cells_of, program_of
from conv1d_lsp.source.lines import split_lines

_Fact = TypeVar("_Fact", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Cell:
    """may_raise: whether what is below it runs also if it fails."""

    uri: str
    version: int | None
    text: Text
    may_raise: bool = False


@dataclass(frozen=True)
class Cells:
    """Those of one notebook with code, in their order. path: of the notebook, as places of its program name it."""

    uri: str
    path: str
    version: int
    cells: Sequence[Cell]
    position_codec: PositionCodec

    @cached_property
    def text(self) -> Text:
        """The program's."""
        return Text(self.program, self.position_codec)

    @cached_property
    def program(self) -> str:
        """All of them as one program."""
        sources = enumerate(self.cells, 1)
        return program_of([Source(number, each.text.source, each.may_raise) for number, each in sources])

    def told(self, whole: Snapshot) -> Snapshot:
        """The snapshot of the program with what is known of each cell."""
        analysis = moved(whole.analysis, self.place)
        texts = {**whole.others, **{each.uri: each.text for each in self.cells}}
        cells = {
            unquote(each.uri): replace(
                whole,
                uri=each.uri,
                path=each.uri,
                version=each.version,
                text=each.text,
                analysis=_of_cell(analysis, each.uri),
                others=texts,
                notebook=Notebook(whole, self),
            )
            for each in self.cells
        }
        return replace(whole, cells=cells)

    def place(self, place: Place) -> Place:
        """Where a place of the program is."""
        found = self._program.cell_at(place.line)
        if place.file != self.path or not self.cells:
            return place
        if found is None:
            return Place(self.cells[0].uri, 1, 1, 1, 1)
        if place.line == found.line and found.number > 1:  # between two cells: behind the first one
            return self._end(found.number - 2)
        first = max(place.line - found.line, 1)
        last = max(place.end_line - found.line, first)
        return Place(self.cells[found.number - 1].uri, first, place.column, last, place.end_column)

    def fix(self, fix: Fix) -> Fix:
        """A fix of the program as one of cells."""
        if all(map(self._is_within, fix.edits)):
            edits = tuple(Edit(self.place(edit.place), edit.text) for edit in fix.edits)
        else:
            edits = tuple(self.differences(applied(self.program, fix.edits)))
        return msgspec.structs.replace(fix, edits=edits)

    def differences(self, program: str) -> Iterator[Edit]:
        """What makes the cells those of a program that was made of theirs by edits."""
        for source in cells_of(program).sources:
            cell = self.cells[source.number - 1]
            if source.text != cell.text.source:
                yield _difference(cell, source.text)

    def text_after(self, program: str, uri: str) -> str:
        """What a cell is in such a program."""
        return next(each.text for each in cells_of(program).sources if self.cells[each.number - 1].uri == uri)

    @cached_property
    def _program(self) -> Program:
        return cells_of(self.program)

    def _end(self, index: int) -> Place:
        lines = split_lines(self.cells[index].text.source)
        end = len(lines[-1]) + 1
        return Place(self.cells[index].uri, len(lines), end, len(lines), end)

    def _is_within(self, edit: Edit) -> bool:
        """Whether an edit is one of a single cell as it is written, without magics."""
        first, last = self._program.cell_at(edit.place.line), self._program.cell_at(edit.place.end_line)
        return first is not None and first == last and edit.place.line > first.line and "~%" not in edit.text


@dataclass(frozen=True, slots=True)
class Notebook:
    """What a cell is a part of."""

    whole: Snapshot
    cells: Cells

    def own(self, diagnostic: Diagnostic) -> Diagnostic | None:
        """The diagnostic of the program that one of a cell is."""
        found = self.whole.analysis.diagnostics
        return next((each for each in found if moved(each, self.cells.place) == diagnostic), None)


def _of_cell(analysis: Analysis, uri: str) -> Analysis:
    return msgspec.structs.replace(
        analysis,
        file=uri,
        diagnostics=_those_in(uri, analysis.diagnostics),
        tensors=_those_in(uri, analysis.tensors),
        variables=_those_in(uri, analysis.variables),
        models=_those_in(uri, analysis.models),
    )


def _those_in(uri: str, facts: Iterable[_Fact]) -> tuple[_Fact, ...]:
    return tuple(fact for fact in facts if getattr(fact, "place").file == uri)  # noqa: B009


def _difference(cell: Cell, text: str) -> Edit:
    """The lines that are others, as one edit."""
    old, new = split_lines(cell.text.source), split_lines(text)
    pairs, backwards = list(zip(old, new, strict=False)), zip(reversed(old), reversed(new), strict=False)
    same = next((number for number, pair in enumerate(pairs) if pair[0] != pair[1]), len(pairs))
    left = list(backwards)[: len(pairs) - same]
    after = next((number for number, pair in enumerate(left) if pair[0] != pair[1]), len(left))
    end = len(old) - after
    place = Place(cell.uri, same + 1, 1, end + 1, 1)
    if not after:
        place = Place(cell.uri, same + 1, 1, end, len(old[-1]) + 1)
    return Edit(place, "".join(new[same : len(new) - after]))
