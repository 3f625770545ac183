"""A model in DOT, the language of Graphviz."""

from collections.abc import Iterator, Sequence

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.reports.graphs.pictures import Box, Picture

_HEAD = """digraph models {
  compound=true
  fontname="monospace"
  fontsize=12
  pencolor="#8c959f"
  labeljust=l
  node [shape=box, style="rounded,filled", fillcolor="#f6f8fa", color="#8c959f", fontname="monospace", fontsize=11]
  edge [color="#8c959f", fontname="monospace", fontsize=10, fontcolor="#116329"]
"""

_COLOURS = {
    "bad": ', fillcolor="#ffebe9", color="#cf222e", fontcolor="#cf222e"',
    "doubt": ', fillcolor="#fff8c5", color="#bf8700"',
    "input": ', fillcolor="#ddf4ff", color="#54aeff"',
}


def dot(pictures: Sequence[Picture]) -> str:
    """The pictures side by side, each in a frame."""
    lines = [line for number, picture in enumerate(pictures) for line in _framed(picture, f"m{number}")]
    return _HEAD + "".join(f"  {line}\n" for line in lines) + "}\n"


def _framed(picture: Picture, name: str) -> Iterator[str]:
    yield f"subgraph cluster_{name} {{"
    yield f"  label={_quoted(picture.heading)}"
    yield from _body(picture, name)
    yield "}"


def _body(picture: Picture, name: str) -> Iterator[str]:
    for number, box in enumerate(picture.boxes):
        own = f"{name}_{number}"
        if box.inner is None:
            yield f"  {own} [label={_words(box)}{_colours(box)}]"
        else:
            yield f"  subgraph cluster_{own} {{"
            yield f"  label={_words(box)}"
            yield from _body(box.inner, own)
            yield "  }"
    for arrow in picture.arrows:
        source, target = picture.boxes[arrow.source], picture.boxes[arrow.target]
        settings = [f"label={_quoted([f' {arrow.shape}'.rstrip()])}"]  # a blank keeps it off the line
        settings += [] if arrow.certain else ["style=dashed"]
        settings += [f"ltail=cluster_{name}_{arrow.source}"] if source.inner else []
        settings += [f"lhead=cluster_{name}_{arrow.target}"] if target.inner else []
        ends = f"{_end(source, f'{name}_{arrow.source}', -1)} -> {_end(target, f'{name}_{arrow.target}', 0)}"
        yield f"  {ends} [{', '.join(settings)}]"


def _end(box: Box, name: str, which: int) -> str:
    """A box to draw a line to: of a model one in it, as lines lead between boxes alone."""
    if box.inner is None:
        return name
    number = which % len(box.inner.boxes)
    return _end(box.inner.boxes[number], f"{name}_{number}", which)


def _words(box: Box) -> str:
    return _quoted([f"{box.title}  {box.name}".rstrip(), *box.lines, *box.told])


def _colours(box: Box) -> str:
    if box.severity is not None:
        return _COLOURS["bad" if box.severity is Severity.ERROR else "doubt"]
    return _COLOURS["input"] if box.title in {"Input", "InputLayer"} else ""


def _quoted(lines: Sequence[str]) -> str:
    """Text of several lines, which begin at the left."""
    escaped = [line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") for line in lines]
    return f'"{escaped[0]}"' if len(escaped) == 1 else '"' + "".join(f"{line}\\l" for line in escaped) + '"'
