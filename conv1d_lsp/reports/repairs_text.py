"""What was repaired, and what more could be."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from conv1d_lsp.reports.lines import EMPTY, Ink, Line, Span, counted

if TYPE_CHECKING:
    from conv1d_lsp.engine.repairing import Repair


def repairs_of_file(shown: str, repairs: Sequence["Repair"]) -> Iterator[Line]:
    """The repairs of one file, each with its rule; of a choice, what else would do. Ends with an empty line."""
    yield (Span(shown, Ink.PATH),)
    for repair in repairs:
        yield (
            Span(f"  line {repair.line}: ", Ink.FAINT),
            Span(repair.rule, Ink.RULE),
            Span(f": {repair.title}"),
            *((Span(" (unsafe)", Ink.WARNING),) if not repair.safe else ()),
        )
        for title in repair.instead:
            yield (Span(f"    or: {title}", Ink.FAINT),)
    yield EMPTY


def sum_of_repairs(done: int, files: int, left: int, words: str) -> Line:
    """The last line: how many findings were repaired in how many files, and how many an unsafe fix is left for.

    words: what is done to the findings, "repaired" or "to repair".
    """
    in_files = f" in {counted(files, 'file')}" if done else ""
    parts = [Span(f"{counted(done, 'finding') if done else 'nothing'} {words}{in_files}", Ink.GOOD)]
    if left:
        parts.append(Span(f" ({left:,} more with --unsafe-fixes)"))
    return tuple(parts)
