"""The shortcut around layers that changed the channels or the steps, and the convolution that makes it fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from conv1d_lsp.interpreter.values import GraphNode, Tensor
from conv1d_lsp.rules.reading.calls import construction_of
from conv1d_lsp.rules.site import Site
from conv1d_lsp.shapes import Shape
from conv1d_lsp.source.text import text_of

#: Where both inputs must come out alike.
_EQUAL = ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "+", "-", "*")


class Shortcut(Struct, frozen=True):
    """index: which of the two inputs it is. arguments: of the Conv1D that gives it the other's channels and steps."""

    index: int
    arguments: str


def shortcut(site: Site) -> Shortcut | None:
    """The one of two inputs that the other was made from, where both have steps."""
    tensors = [each for each in site.finding.inputs if isinstance(each, Tensor) and _sizes(each.shape) is not None]
    kind = getattr(site.finding.fault, "layer", "") or getattr(site.finding.fault, "operator", "")
    if len(tensors) != 2 or len(site.finding.inputs) != 2 or kind.rpartition(".")[2].capitalize() not in _EQUAL:
        return None
    for index, skipping in enumerate(tensors):
        layers = _between(tensors[1 - index], skipping)
        if layers:
            arguments = _arguments(site, layers, skipping, tensors[1 - index])
            return None if arguments is None else Shortcut(index, arguments)
    return None


def _between(tensor: Tensor, start: Tensor) -> list[GraphNode]:
    """The calls in a row from one tensor to another, the last one first; empty where there is no such row."""
    row, at = list[GraphNode](), tensor
    while at.node is not None and at.node is not start.node and at.node.inputs:
        row.append(at.node)
        at = at.node.inputs[0]
    return row if at.node is start.node and start.node is not None else []


def _arguments(site: Site, layers: Sequence[GraphNode], skipping: Tensor, other: Tensor) -> str | None:
    """`filters, 1, strides=stride`, in the words of the layers that it goes around."""
    (steps, _), (few, channels) = _sizes(skipping.shape) or (None, None), _sizes(other.shape) or (None, None)
    wide = takewhile(lambda each: _last(each.outputs[0]) == channels, layers)
    filters = next((found for found in (_written(site, each, "filters") for each in wide) if found is not None), None)
    if filters is None and site.finding.site.caller is None and channels is not None:
        filters = str(channels)
    if filters is None or steps == few:
        return None if filters is None else f"{filters}, 1"
    shorter = [each for each in layers if _first(each.inputs[0].shape) != _first(each.outputs[0])]
    strides = _written(site, shorter[0], "strides") if len(shorter) == 1 else None
    return None if strides is None else f"{filters}, 1, strides={strides}"


def _written(site: Site, node: GraphNode, name: str) -> str | None:
    """An argument of a layer as it is written, where its names are known beside the merging."""
    made = construction_of(node, site.keras)
    given = None if made is None else made.argument(name)
    if given is None:
        return None
    there, here = node.site.caller, site.finding.site.caller
    return text_of(given.value) if (there and there.node) is (here and here.node) else None


def _sizes(shape: Shape) -> tuple[int | None, int | None] | None:
    if not shape.ranked or len(shape.known_axes) != 3:
        return None
    return shape.known_axes[1].value, shape.known_axes[2].value


def _first(shape: Shape) -> int | None:
    return (_sizes(shape) or (None, None))[0]


def _last(shape: Shape) -> int | None:
    return (_sizes(shape) or (None, None))[1]
