"""What was repaired, and what more could be."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from conv1d_lsp.reports.lines import EMPTY, Ink, Line, Span, counted

if TYPE_CHECKING:
    from conv1d_lsp.engine.repairing import Repair
    from conv1d_lsp.source.cells import Program


def repairs_of_file(shown: str, repairs: Sequence["Repair"], cells: "Program | None" = None) -> Iterator[Line]:
    """The repairs of one file, each with its rule; of a choice, what else would do. Ends with an empty line.

    cells: those that the lines are in, if it is a notebook.
    """
    yield (Span(shown, Ink.PATH),)
    for repair in repairs:
        yield (
            Span(f"  {_line(repair.line, cells)}: ", Ink.FAINT),
            Span(repair.rule, Ink.RULE),
            Span(f": {repair.title}"),
            *((Span(" (unsafe)", Ink.WARNING),) if not repair.safe else ()),
        )
        for title in repair.instead:
            yield (Span(f"    or: {title}", Ink.FAINT),)
    yield EMPTY


def _line(line: int, cells: "Program | None") -> str:
    cell = None if cells is None else cells.cell_at(line)
    return f"line {line}" if cell is None else f"cell {cell.number}, line {line - cell.line}"


def sum_of_repairs(done: int, files: int, left: int, words: str) -> Line:
    """The last line: how many findings were repaired in how many files, and how many an unsafe fix is left for.

    words: what is done to the findings, "repaired" or "to repair".
    """
    in_files = f" in {counted(files, 'file')}" if done else ""
    parts = [Span(f"{counted(done, 'finding') if done else 'nothing'} {words}{in_files}", Ink.GOOD)]
    if left:
        parts.append(Span(f" ({left:,} more with --unsafe-fixes)"))
    return tuple(parts)
