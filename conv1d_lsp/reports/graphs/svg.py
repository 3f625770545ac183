"""A model as SVG, for light and dark pages. Its letters are equally wide, so that boxes fit without measuring them."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.reports.cells import width
from conv1d_lsp.reports.graphs.layout import Laid, Point, Size, lay_out
from conv1d_lsp.reports.graphs.pictures import Arrow, Box, Picture
from conv1d_lsp.reports.xml import closed, holding, opened

#: Of a letter of the class "t": 12 pixels high.
_LETTER = 7.25
_LINE = 17.0
_PAD = 11.0
_GAP = 52.0
#: A line goes straight down beside its shape before it turns.
_STEM = 19.0
_MARGIN = 24.0

_STYLE = """
svg { --paper: #ffffff; --ink: #1f2328; --faint: #59636e; --line: #8c959f; --box: #f6f8fa; --edge: #d1d9e0;
  --input: #ddf4ff; --input-edge: #54aeff; --bad: #ffebe9; --bad-edge: #cf222e; --doubt: #fff8c5; --doubt-edge: #bf8700;
  --shared: #8250df; --shape: #116329; --inner: #ffffff; }
@media (prefers-color-scheme: dark) { svg { --paper: #0d1117; --ink: #e6edf3; --faint: #9198a1; --line: #656c76;
  --box: #151b23; --edge: #3d444d; --input: #0c2d4d; --input-edge: #1f6feb; --bad: #3c1618; --bad-edge: #f85149;
  --doubt: #332a10; --doubt-edge: #d29922; --shared: #a371f7; --shape: #56d364; --inner: #0d1117; } }
text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--ink);
  white-space: pre; }
.title { font-weight: 600; } .faint { fill: var(--faint); } .heading { font-size: 15px; font-weight: 600; }
.shape { fill: var(--shape); }
.halo { fill: var(--paper); stroke: var(--paper); stroke-width: 5px; stroke-linejoin: round; }
.told { fill: var(--bad-edge); } .doubt .told { fill: var(--doubt-edge); }
rect { fill: var(--box); stroke: var(--edge); rx: 6px; } .paper { fill: var(--paper); stroke: none; rx: 0; }
.input rect { fill: var(--input); stroke: var(--input-edge); } .shared > rect { stroke: var(--shared); }
.model > rect { fill: var(--inner); stroke: var(--line); stroke-dasharray: 5 3; }
.bad > rect { fill: var(--bad); stroke: var(--bad-edge); stroke-width: 1.8; }
.doubt > rect { fill: var(--doubt); stroke: var(--doubt-edge); stroke-width: 1.8; }
path { fill: none; stroke: var(--line); stroke-width: 1.4; } .unsure { stroke-dasharray: 4 4; }
marker path { fill: var(--line); stroke: none; }
"""

_ARROWHEAD = (
    '<defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0,0 L8,4 L0,8 z"/></marker></defs>'
)


class _Sketch(Struct, frozen=True):
    """A picture that is laid out; `inner` are the sketches in its boxes."""

    picture: Picture
    laid: Laid
    sizes: tuple[Size, ...]
    inner: tuple["_Sketch | None", ...]


def svg(pictures: Sequence[Picture]) -> str:
    """The pictures below each other."""
    sketches = [_sketch(picture) for picture in pictures]
    parts: list[str] = []
    top, widest = _MARGIN, 0.0
    for sketch in sketches:
        heading = [*sketch.picture.heading]
        widest = max(widest, sketch.laid.width + _overhang(sketch), *(width(line) * _LETTER * 1.3 for line in heading))
        parts += [_text(heading[0], (_MARGIN, top + 14), "heading"), _text(heading[1], (_MARGIN, top + 33), "faint")]
        top += 52
        parts += _drawn(sketch, (_MARGIN, top))
        top += sketch.laid.height + 2 * _MARGIN
    size = {"width": round(widest + 2 * _MARGIN), "height": round(top)}
    head = opened(
        "svg", xmlns="http://www.w3.org/2000/svg", **size, viewBox=f"0 0 {size['width']} {size['height']}", role="img"
    )
    title = holding("title", "; ".join(picture.heading[0] for picture in pictures))
    paper = closed("rect", **{"class": "paper", "width": "100%", "height": "100%"})
    body = "\n".join((head, title, f"<style>{_STYLE}</style>", _ARROWHEAD, paper, *parts))
    return f"{body}\n</svg>\n"


def _sketch(picture: Picture) -> _Sketch:
    inner = tuple(None if box.inner is None else _sketch(box.inner) for box in picture.boxes)
    sizes = tuple(_size(box, sketch) for box, sketch in zip(picture.boxes, inner, strict=True))
    laid = lay_out(sizes, [(arrow.source, arrow.target) for arrow in picture.arrows], _GAP)
    return _Sketch(picture, laid, sizes, inner)


def _words(box: Box) -> Iterator[tuple[str, str]]:
    """The lines below the title, each with its class."""
    yield from ((line, "faint") for line in box.lines)
    yield from ((line, "told") for line in box.told)


def _size(box: Box, inner: _Sketch | None) -> Size:
    columns = [width(box.title) + width(box.name) + 3, *(width(line) for line, _ in _words(box))]
    wide, high = max(columns) * _LETTER + 2 * _PAD, _LINE * (1 + len(box.lines) + len(box.told)) + 2 * _PAD - 5
    if inner is None:
        return max(wide, 120.0), high
    return max(wide, inner.laid.width + 2 * _overhang(inner) + 4 * _PAD), high + inner.laid.height + 2 * _PAD


def _drawn(sketch: _Sketch, corner: Point) -> Iterator[str]:
    x, y = corner
    yield f'<g transform="translate({x:.1f},{y:.1f})">'
    for arrow, route in zip(sketch.picture.arrows, sketch.laid.routes, strict=True):
        yield _line(arrow, route)
    for box, at, size, inner in zip(sketch.picture.boxes, sketch.laid.boxes, sketch.sizes, sketch.inner, strict=True):
        yield from _box(box, at, size, inner)
    yield from _labels(sketch)
    yield "</g>"


def _box(box: Box, at: Point, size: Size, inner: _Sketch | None) -> Iterator[str]:
    (x, y), (wide, high) = at, size
    rectangle = closed("rect", x=f"{x:.1f}", y=f"{y:.1f}", width=f"{wide:.1f}", height=f"{high:.1f}")
    yield f'<g class="{_class(box)}">{rectangle}'
    line = y + _PAD + 9
    yield _text(box.title, (x + _PAD, line), "title")
    yield _text(box.name, (x + wide - _PAD - width(box.name) * _LETTER, line), "faint")
    for words, kind in _words(box):
        line += _LINE
        yield _text(words, (x + _PAD, line), kind)
    if inner is not None:
        left = x + (wide - inner.laid.width) / 2
        yield from _drawn(inner, (left, line + _PAD + 4))
    yield "</g>"


def _class(box: Box) -> str:
    if box.severity is not None:
        return "bad" if box.severity is Severity.ERROR else "doubt"
    if box.inner is not None:
        return "model"
    return "shared" if box.shared else "input" if box.title in {"Input", "InputLayer"} else "layer"


def _line(arrow: Arrow, route: Sequence[Point]) -> str:
    start, *rest = route
    before = start[0], start[1] + (_STEM if arrow.shape else 0.0)
    steps = [f"M{start[0]:.1f},{start[1]:.1f} V{before[1]:.1f}"]
    for x, y in rest:
        middle = (before[1] + y) / 2
        steps.append(f"C{before[0]:.1f},{middle:.1f} {x:.1f},{middle:.1f} {x:.1f},{y:.1f}")
        before = (x, y)
    kind = {} if arrow.certain else {"class": "unsure"}
    return closed("path", **kind, d=" ".join(steps), **{"marker-end": "url(#end)"})


def _labels(sketch: _Sketch) -> Iterator[str]:
    """The shape of each tensor, once, beside where it comes out."""
    told: set[tuple[int, int]] = set()
    for arrow, route in zip(sketch.picture.arrows, sketch.laid.routes, strict=True):
        if not arrow.shape or (arrow.source, arrow.index) in told:
            continue
        line = sum(source == arrow.source for source, _ in told)
        told.add((arrow.source, arrow.index))
        x, y = route[0]
        for kind in ("halo", "shape"):  # the first keeps lines away from the second
            yield _text(arrow.shape, (x + 7, y + 15 + 13 * line), kind)


def _overhang(sketch: _Sketch) -> float:
    """How far the shapes reach beyond the boxes on the right."""
    ends = [
        route[0][0] + 7 + width(arrow.shape) * _LETTER
        for arrow, route in zip(sketch.picture.arrows, sketch.laid.routes, strict=True)
    ]
    return max(0.0, max(ends, default=0.0) - sketch.laid.width)


def _text(words: str, at: Point, kind: str) -> str:
    return holding("text", words, **{"class": kind, "x": f"{at[0]:.1f}", "y": f"{at[1]:.1f}"})
