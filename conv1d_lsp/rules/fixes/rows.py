"""Layers put behind a call of the graph, or taken away: in a Sequential's list, with `.add`, or called on a tensor."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.interpreter.values import GraphNode
from conv1d_lsp.rules.fixes.names import layer_name
from conv1d_lsp.rules.fixes.spots import Edits, Spot, spot_of
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.calls import construction_of, last_name
from conv1d_lsp.settings import Generation


def layer_behind(text: Text, graph: GraphNode, layer: str, arguments: str, keras: Generation) -> Edits:
    """Another layer on what a call of a layer gives."""
    spot, made = _spot(text, graph), _made(text, graph, layer, arguments, keras)
    edits = None if spot is None or made is None else spot.behind(text, made[0])
    return None if edits is None or made is None else (*made[1], *edits)


def layer_before_call(text: Text, graph: GraphNode, layer: str, arguments: str, keras: Generation) -> Edits:
    """Another layer on what a call of a layer gets."""
    spot, made = _spot(text, graph), _made(text, graph, layer, arguments, keras)
    edits = None if spot is None or made is None else spot.before(text, made[0])
    return None if edits is None or made is None else (*made[1], *edits)


def without_layer(text: Text, graph: GraphNode) -> Edits:
    """What a layer is called on in the place of what it gives."""
    spot = _spot(text, graph)
    return None if spot is None else spot.without(text)


def _spot(text: Text, graph: GraphNode) -> Spot | None:
    node = graph.site.node
    if not isinstance(node, cst.Call):
        return None
    called = isinstance(node.func, cst.Call) or last_name(node.func) != graph.label
    return spot_of(text, node, node if called else None)


def _made(
    text: Text, graph: GraphNode, layer: str, arguments: str, keras: Generation
) -> tuple[str, tuple[Edit, ...]] | None:
    construction = construction_of(graph, keras)
    name = layer_name(text, layer, None if construction is None else construction.call.func)
    return None if name is None else (f"{name[0]}({arguments})", name[1])
