"""A source file with the shape of each tensor in the margin."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from conv1d_lsp.diagnostics import TensorFact, show_shape
from conv1d_lsp.reports.cells import expanded, padded, width
from conv1d_lsp.reports.lines import Ink, Line, Span

#: Shapes of one place in several contexts that are written out.
_MOST_SHAPES = 3


def annotated(facts: Sequence[TensorFact], source: Sequence[str]) -> Iterator[Line]:
    """The file, a line each; where several tensors are made on a line, more rows say which is which."""
    notes = {number: _notes(of_line) for number, of_line in _by_line(facts).items()}
    margin = max((width(text) for of_line in notes.values() for _, text in of_line), default=1)
    digits = len(str(len(source)))
    for number, line in enumerate(source, start=1):
        if number == len(source) and not line:
            return
        rows = notes.get(number, [])
        yield _row(f"{number:>{digits}}", rows[-1][1] if rows else "", margin, (Span(expanded(line)),))
        for fact, text in rows[:-1]:
            before = width(expanded(line[: fact.place.column - 1]))
            label = (Span(" " * before + "└ "), Span(fact.layer, Ink.LAYER))
            yield _row(" " * digits, text, margin, label)


def _by_line(facts: Sequence[TensorFact]) -> dict[int, list[TensorFact]]:
    by_line: dict[int, list[TensorFact]] = defaultdict(list)
    for fact in facts:
        by_line[fact.place.shown_line].append(fact)
    return by_line


def _notes(facts: Sequence[TensorFact]) -> list[tuple[TensorFact, str]]:
    """A note for each call of a line, outer calls last; contexts and outputs of one call share a note."""
    by_place: dict[tuple[int, int, int], list[TensorFact]] = defaultdict(list)
    for fact in facts:
        by_place[-fact.place.column, fact.place.shown_end_line, fact.place.end_column].append(fact)
    return [(of_call[0], _shapes(of_call)) for _, of_call in sorted(by_place.items())]


def _shapes(facts: Sequence[TensorFact]) -> str:
    by_output: dict[int, list[str]] = defaultdict(list)
    for fact in facts:
        text = show_shape(fact.shape)
        if text not in by_output[fact.index]:
            by_output[fact.index].append(text)
    return ", ".join(_joined(by_output[index]) for index in sorted(by_output))


def _joined(texts: Sequence[str]) -> str:
    more = " | …" if len(texts) > _MOST_SHAPES else ""
    return " | ".join(texts[:_MOST_SHAPES]) + more


def _row(number: str, note: str, margin: int, rest: Line) -> Line:
    ink = Ink.UNKNOWN if "?" in note else Ink.SHAPE
    return (Span(f"{number} │ ", Ink.FAINT), Span(padded(note, margin), ink), Span(" │ ", Ink.FAINT), *rest)
