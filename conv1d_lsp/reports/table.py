"""A table drawn as `model.summary()` of Keras 3 draws one: a heavy head, light lines between the rows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from conv1d_lsp.reports.cells import width
from conv1d_lsp.reports.lines import Ink, Line, Span


class Column(NamedTuple):
    """A column's title, and whether its cells stand at the right (numbers)."""

    title: str
    right: bool


#: What a cell holds: its lines.
Cell = Sequence[Line]


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Iterator[Line]:
    """The lines of the table; every row has a cell for each column."""
    widths = [
        max([width(column.title), *(_width(line) for row in rows for line in row[index])])
        for index, column in enumerate(columns)
    ]
    titles = [((Span(column.title, Ink.STRONG),),) for column in columns]
    yield _rule(("┏", "┳", "┓"), "━", widths)
    yield from _row(columns, titles, widths, "┃")
    yield _rule(("┡", "╇", "┩"), "━", widths)
    for index, row in enumerate(rows):
        if index:
            yield _rule(("├", "┼", "┤"), "─", widths)
        yield from _row(columns, row, widths, "│")
    yield _rule(("└", "┴", "┘"), "─", widths)


def _width(line: Line) -> int:
    return sum(width(span.text) for span in line)


def _rule(corners: tuple[str, str, str], stroke: str, widths: Sequence[int]) -> Line:
    left, middle, right = corners
    return (Span(left + middle.join(stroke * (columns + 2) for columns in widths) + right, Ink.FAINT),)


def _row(columns: Sequence[Column], cells: Sequence[Cell], widths: Sequence[int], stroke: str) -> Iterator[Line]:
    edge = Span(stroke, Ink.FAINT)
    for height in range(max(map(len, cells), default=0)):
        spans = [edge]
        for column, cell, room in zip(columns, cells, widths, strict=True):
            line = cell[height] if height < len(cell) else ()
            blank = Span(" " * (room - _width(line)))
            spans += [Span(" "), *((blank, *line) if column.right else (*line, blank)), Span(" "), edge]
        yield tuple(spans)
