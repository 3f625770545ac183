"""A model as Mermaid's flowchart, which GitHub and GitLab draw in Markdown."""

from collections.abc import Iterator, Sequence

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.reports.graphs.pictures import Box, Picture

_HEAD = """flowchart TB
  classDef input fill:#ddf4ff,stroke:#54aeff,color:#1f2328
  classDef frame fill:none,stroke:#8c959f,stroke-dasharray:5 3
  classDef bad fill:#ffebe9,stroke:#cf222e,color:#1f2328,stroke-width:2px
  classDef doubt fill:#fff8c5,stroke:#bf8700,color:#1f2328,stroke-width:2px
"""

#: What Mermaid or HTML would take for its own, as the entities that Mermaid writes.
_ENTITIES = str.maketrans({character: f"#{ord(character)};" for character in '"#&<>`\\;|{}[]'})


def mermaid(pictures: Sequence[Picture]) -> str:
    """The pictures side by side, each in a frame."""
    lines = [line for number, picture in enumerate(pictures) for line in _framed(picture, f"m{number}", "  ")]
    frames = [line for number, picture in enumerate(pictures) for line in _frames(picture, f"m{number}")]
    return _HEAD + "".join(f"{line}\n" for line in (*lines, *frames))


def _framed(picture: Picture, name: str, indent: str) -> Iterator[str]:
    yield f'{indent}subgraph {name}["{_escaped(" · ".join(picture.heading))}"]'
    yield from _inside(picture, name, f"{indent}  ")
    yield f"{indent}end"


def _frames(picture: Picture, name: str) -> Iterator[str]:
    """The looks of the frames, which Mermaid takes only outside of them."""
    yield f"  class {name} frame"
    for number, box in enumerate(picture.boxes):
        if box.inner is not None:
            yield from _frames(box.inner, f"{name}_{number}")
            if box.severity is not None:
                yield f"  class {name}_{number} {_class(box).removeprefix(':::')}"


def _inside(picture: Picture, name: str, indent: str) -> Iterator[str]:
    yield f"{indent}direction TB"
    yield from _body(picture, name, indent)


def _body(picture: Picture, name: str, indent: str) -> Iterator[str]:
    for number, box in enumerate(picture.boxes):
        own = f"{name}_{number}"
        if box.inner is None:
            yield f'{indent}{own}["{_words(box)}"]{_class(box)}'
        else:
            title = " · ".join((f"{box.title} {box.name}", *box.lines, *box.told))
            yield f'{indent}subgraph {own}["{_escaped(title)}"]'
            yield from _inside(box.inner, own, f"{indent}  ")
            yield f"{indent}end"
    for arrow in picture.arrows:
        shape = f'|"{_escaped(arrow.shape)}"|' if arrow.shape else ""
        line = "-->" if arrow.certain else "-.->"
        yield f"{indent}{name}_{arrow.source} {line}{shape} {name}_{arrow.target}"


def _words(box: Box) -> str:
    title = f"<b>{_escaped(box.title)}</b> {_escaped(box.name)}".strip()
    return "<br>".join((title, *map(_escaped, (*box.lines, *box.told))))


def _class(box: Box) -> str:
    if box.severity is not None:
        return ":::bad" if box.severity is Severity.ERROR else ":::doubt"
    return ":::input" if box.title in {"Input", "InputLayer"} else ""


def _escaped(text: str) -> str:
    return "".join(text.translate(_ENTITIES).splitlines())
