"""The source lines of a place, with marks below what is meant."""

from collections.abc import Iterator, Sequence

from conv1d_lsp.diagnostics import Place
from conv1d_lsp.reports.cells import expanded, width
from conv1d_lsp.reports.lines import Ink, Line, Span

#: A place over more lines than these is shown by its first line alone.
_MOST_LINES = 4
#: Columns of source that are shown; a longer line is cut around the place.
_WIDEST = 140
_BEFORE_THE_PLACE = 40


def excerpt(place: Place, source: Sequence[str], ink: Ink) -> Iterator[Line]:
    """The lines of `place` out of `source`, all lines of the file, the first one marked.

    Nothing if the place lies outside of the file.
    """
    last = place.end_line if place.end_line - place.line < _MOST_LINES else place.line
    numbers = range(place.line, min(last, len(source)) + 1)
    if not numbers:
        return
    yield gutter(place, "")
    for number in numbers:
        line = source[number - 1]
        if number == place.line:
            start = place.column - 1
            end = place.end_column - 1 if place.line == place.end_line else len(line.rstrip())
            yield from _marked(place, line, (start, max(end, start + 1)), ink)
        else:
            yield (*gutter(place, str(number - place.line + place.shown_line)), Span(expanded(line).rstrip()))
    if last < place.end_line:
        yield (*gutter(place, ""), Span(f"… {place.end_line - last} more lines", Ink.FAINT))


def gutter(place: Place, number: str) -> Line:
    """The margin of an excerpt, as wide as the largest line number of `place` asks for."""
    return (Span(f"{number:>{margin(place)}} │ ", Ink.FAINT),)


def margin(place: Place) -> int:
    """How wide the line numbers beside an excerpt are."""
    return len(str(place.shown_end_line)) + 1


def _marked(place: Place, line: str, marked: tuple[int, int], ink: Ink) -> Iterator[Line]:
    start, end = marked
    before = expanded(line[:start])
    inside = expanded(line[start:end], width(before))
    after = expanded(line[end:], width(before) + width(inside))
    left, right = "", ""
    if width(before + inside + after) > _WIDEST:
        if len(before) > _BEFORE_THE_PLACE:
            left, before = "… ", before[-_BEFORE_THE_PLACE:]
        room = max(_WIDEST - width(left + before), 1)
        right = " …" if len(inside + after) > room else ""
        inside, after = inside[:room], (inside + after)[len(inside[:room]) : room]
    yield (
        *gutter(place, str(place.shown_line)),
        Span(left, Ink.FAINT),
        Span((before + inside + after).rstrip()),
        Span(right, Ink.FAINT),
    )
    yield (*gutter(place, ""), Span(" " * width(left + before) + "^" * max(width(inside), 1), ink))
