"""Recurrent layers that give one step or all of them."""

from __future__ import annotations

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.interpreter.values import GraphNode
from conv1d_lsp.layers.kinds import RECURRENT
from conv1d_lsp.rules.fixes import arguments
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.calls import Construction, construction_of, inner_construction
from conv1d_lsp.settings import Generation
from conv1d_lsp.source.text import text_of


def last_recurrent(node: GraphNode | None) -> GraphNode | None:
    """The last recurrent layer on the way to what this call gives, itself included."""
    while node is not None and node.label not in RECURRENT and node.inputs:
        node = node.inputs[0].node
    return node if node is not None and node.label in RECURRENT else None


def recurrent_of_step(node: GraphNode | None) -> GraphNode | None:
    """The recurrent layer whose one step this call gives: itself, or one before layers that know no steps either."""
    while node is not None and node.label not in RECURRENT and len(node.inputs) == 1:
        before = node.inputs[0]
        if not before.shape.ranked or len(before.shape.known_axes) != 2:
            return None
        node = before.node
    return node if node is not None and node.label in RECURRENT else None


def last_step(text: Text, node: GraphNode | None, keras: Generation) -> tuple[Edit, ...] | None:
    """The recurrent layer gives its last step alone."""
    made = _made(node, keras)
    edit = None if made is None else arguments.remove_argument(text, made.call, "return_sequences")
    return None if edit is None else (edit,)


def every_step(text: Text, node: GraphNode | None, keras: Generation) -> tuple[Edit, ...] | None:
    """The recurrent layer gives all of its steps."""
    made = _made(node, keras)
    given = None if made is None else made.argument("return_sequences")
    if made is None or (given is not None and text_of(given.value) != "False"):
        return None
    edit = arguments.set_argument(text, made, "return_sequences", "True")
    return None if edit is None else (edit,)


def _made(node: GraphNode | None, keras: Generation) -> Construction | None:
    """Where the layer is made; in a wrapper the wrapped one."""
    made = construction_of(node, keras) if node is not None and node.label in RECURRENT else None
    return None if made is None else inner_construction(made, keras)
