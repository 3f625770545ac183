"""What a picture of a model shows: boxes with lines of words, arrows with shapes. Knows no places on paper."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from msgspec import Struct

from conv1d_lsp.diagnostics import Diagnostic, GraphBox, ModelGraph, Place, Severity, show_field, show_shape
from conv1d_lsp.reports.cells import width

#: Columns of a box before its words are wrapped, or cut where they can't be.
WIDEST = 44

#: Lines of settings; the source has the rest.
_MOST = 3


class Box(Struct, frozen=True):
    """title: the class. name: the Keras name. lines: what else is known. told: what is wrong, if something is.

    shared: it is one of several calls of one layer. inner: what is in a model.
    """

    title: str
    name: str
    lines: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    severity: Severity | None = None
    shared: bool = False
    inner: "Picture | None" = None


class Arrow(Struct, frozen=True):
    """Between two boxes, by their numbers. shape: empty where it is not known; certain: whether it goes this way."""

    source: int
    target: int
    shape: str
    index: int = 0
    certain: bool = True


class Picture(Struct, frozen=True):
    """A model: its heading, its boxes and its arrows."""

    heading: tuple[str, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def picture(graph: ModelGraph, diagnostics: Sequence[Diagnostic]) -> Picture:
    """The picture of a model, with the errors and warnings of its file at the boxes that they are about."""
    told = by_box(graph, diagnostics)
    sights = _changes(graph)
    boxes = tuple(
        _box(box, sights[number], told.get(number, []), diagnostics) for number, box in enumerate(graph.boxes)
    )
    arrows = tuple(
        Arrow(line.source, line.target, "" if line.shape is None else show_shape(line.shape), line.index, line.certain)
        for line in graph.lines
    )
    return Picture(_heading(graph), boxes, arrows)


def outermost(graphs: Sequence[ModelGraph]) -> list[ModelGraph]:
    """The models that are part of no other one that is drawn."""
    inside = {inner.name for graph in graphs for inner in _inner(graph)}
    return [graph for graph in graphs if graph.name not in inside]


def _inner(graph: ModelGraph) -> Iterator[ModelGraph]:
    for box in graph.boxes:
        if box.inner is not None:
            yield box.inner
            yield from _inner(box.inner)


def _heading(graph: ModelGraph) -> tuple[str, ...]:
    title = graph.kind if graph.variable is None else f"{graph.variable} = {graph.kind}"
    counted = "parameters: ?" if graph.params is None else f"parameters: {graph.params:,}"
    return title, f"{graph.place.address} · {counted}"


def by_box(graph: ModelGraph, diagnostics: Iterable[Diagnostic]) -> dict[int, list[Diagnostic]]:
    """What is wrong with each box: the smallest call that holds the place."""
    told: dict[int, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        if diagnostic.severity not in {Severity.ERROR, Severity.WARNING}:
            continue
        holding = [
            (_size(box.place), not box.fails, number)
            for number, box in enumerate(graph.boxes)
            if box.place is not None and _holds(box.place, diagnostic.place)
        ]
        if holding:
            told.setdefault(min(holding)[2], []).append(diagnostic)
    return told


def _holds(outer: Place, inner: Place) -> bool:
    return (
        outer.file == inner.file
        and outer.contains(inner.line, inner.column)
        and outer.contains(inner.end_line, inner.end_column)
    )


def _size(place: Place) -> tuple[int, int]:
    return place.end_line - place.line, place.end_column - place.column


def _box(box: GraphBox, sight: str, told: Sequence[Diagnostic], diagnostics: Sequence[Diagnostic]) -> Box:
    severity = min((each.severity for each in told), key=list(Severity).index, default=None)
    if box.fails:
        severity = Severity.ERROR
    words = [line for each in told for line in wrap(f"{each.message} (line {each.place.shown_line})", WIDEST)]
    return Box(
        box.layer,
        box.name,
        tuple(_cut(line) for line in (*_lines(box), sight) if line),
        tuple(words),
        severity,
        box.calls > 1,
        None if box.inner is None else picture(box.inner, diagnostics),
    )


def _lines(box: GraphBox) -> Iterator[str]:
    told = [f"{name}={text}" for name, text in box.settings if name != "name"]  # its name stands beside the class
    if told:
        yield from wrap(", ".join(told).replace("'", ""), WIDEST)[:_MOST]
    if box.params:
        yield f"{box.params:,} parameters"
    elif box.params is None and not box.fails:
        yield "parameters: ?"
    if box.calls > 1:
        yield f"shared, call {box.call} of {box.calls}"


def _changes(graph: ModelGraph) -> list[str]:
    """What each box sees of the input, where that is another than what the boxes before it see."""
    seen = [_sight(box) for box in graph.boxes]
    before: list[set[str]] = [set() for _ in graph.boxes]
    for line in graph.lines:
        before[line.target].add(seen[line.source])
    return ["" if before[number] == {text} else text for number, text in enumerate(seen)]


def _sight(box: GraphBox) -> str:
    windows = [field for field in box.fields if field.steps is None or field.steps > 1]
    return show_field(windows[0]) if len(windows) == 1 else ""


def _cut(text: str) -> str:
    if width(text) <= WIDEST:
        return text
    while width(text) >= WIDEST:
        text = text[:-1]
    return f"{text}…"
