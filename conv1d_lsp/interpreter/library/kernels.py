"""Numbers that a kernel does not fit: recurrent layers of Keras 3 do not look at features once they are built, and fail
when they multiply."""

from __future__ import annotations

from collections.abc import Sequence

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import GraphNode, LayerObject
from conv1d_lsp.layers.kinds import RECURRENT
from conv1d_lsp.shapes import Shape, Truth


def fails_to_multiply(m: Machine, node: GraphNode, given: Sequence[Shape]) -> bool:
    """Whether a recurrent layer was certainly built for another number of features than these numbers have."""
    layer = m.record(node.layer) if node.layer is not None and node.label in RECURRENT else None
    if not isinstance(layer, LayerObject) or layer.built is None or layer.built.variants or layer.built.unclear:
        return False
    features, sequence = layer.built.features, given[0]
    if features is None or not sequence.ranked or len(sequence.known_axes) != 3:
        return False
    return sequence[-1].equals(features) is Truth.NO
