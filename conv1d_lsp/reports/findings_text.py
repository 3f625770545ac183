"""Diagnostics for people: what, where, the source line, how it came about, and the fixes that work."""

from collections.abc import Iterator, Sequence

from conv1d_lsp.diagnostics import ADVICE, Diagnostic, Place, Step
from conv1d_lsp.reports.excerpt import excerpt, margin
from conv1d_lsp.reports.lines import EMPTY, Ink, Line, Span, ink_of, plain


def finding(diagnostic: Diagnostic, source: Sequence[str]) -> Iterator[Line]:
    """One diagnostic; `source` are the lines of its file. Ends with an empty line."""
    place, ink = diagnostic.place, ink_of(diagnostic.severity)
    yield headline(diagnostic)
    yield from excerpt(place, source, ink)
    indent = " " * margin(place)
    for step in diagnostic.trail:
        yield (Span(f"{indent} = ", Ink.FAINT), *_step(step))
    for fix in diagnostic.fixes:
        if fix.proven:
            word = "fix" if fix.safe else "fix (unsafe)"
            yield (Span(f"{indent} = ", Ink.FAINT), Span(word, Ink.GOOD), Span(f": {fix.title}"))
    yield EMPTY


def headline(diagnostic: Diagnostic) -> Line:
    """Where and what, in a line."""
    place = diagnostic.place
    return (
        Span(place.file, Ink.PATH),
        Span(f"{_line(place)}:{place.column}: ", Ink.FAINT),
        Span(diagnostic.severity.value, ink_of(diagnostic.severity)),
        Span(f"[{diagnostic.rule}]", Ink.RULE),
        Span(f" {diagnostic.message}", Ink.STRONG),
    )


def told(diagnostic: Diagnostic) -> str:
    """The message, and below it how it came about: what stands at a place that is shown anyway."""
    steps = (plain([_step(step)]).rstrip("\n") for step in diagnostic.trail)
    return "\n".join((in_cell(diagnostic.place, diagnostic.message), *steps))


def in_cell(place: Place, message: str) -> str:
    """A message that says itself where it belongs in a notebook, of which only the file can be named."""
    return message if place.cell is None else f"cell {place.cell.number}, line {place.shown_line}: {message}"


def _line(place: Place) -> str:
    return place.address.removeprefix(place.file)


def _step(step: Step) -> Line:
    """Where and what; advice needs no place, as it is about the finding itself."""
    if step.is_advice:
        return (Span("help", Ink.GOOD), Span(f": {step.message.removeprefix(ADVICE)}"))
    return (Span(step.place.file, Ink.PATH), Span(f"{_line(step.place)}: ", Ink.FAINT), Span(step.message))
