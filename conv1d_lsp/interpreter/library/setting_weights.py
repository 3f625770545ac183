"""`set_weights` of layers and models: as many arrays as there are weights, each of its shape."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import WeightCount, WeightShape
from conv1d_lsp.interpreter.library.convert import DEEPEST_STRUCTURE
from conv1d_lsp.interpreter.library.layer_attributes import listed_weights
from conv1d_lsp.interpreter.library.models import model_layers
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, LayerObject, ListObject, ModelObject, Ref, TupleValue, Unknown, Value
from conv1d_lsp.layers.weights import Weight
from conv1d_lsp.shapes import Shape, Truth

#: Layers whose weights are known one by one, in the order that Keras lists them in.
_ORDERED = frozenset(
    (
        "Conv1D Conv2D Conv3D Conv1DTranspose Conv2DTranspose Conv3DTranspose DepthwiseConv1D DepthwiseConv2D "
        "SeparableConv1D SeparableConv2D Dense Embedding BatchNormalization LayerNormalization LSTM GRU SimpleRNN PReLU"
    ).split()
)


def check_weights(
    m: Machine, record: LayerObject | ModelObject, arguments: Arguments, node: cst.CSTNode
) -> Unknown | None:
    """Reports arrays that are not those of the layer or model; None if they may be."""
    given = arguments.get(0, "weights")
    arrays = None if given is None or not arguments.complete else _items(m, m.visible(given))
    weights = None if arrays is None or m.summarised_loops else _weights_of(m, record, 0)
    if arrays is None or weights is None:
        return None
    if len(arrays) != len(weights):
        return m.report(WeightCount(len(arrays), len(weights)), node, made=record.site)
    for array, (label, weight) in zip(map(m.visible, arrays), weights, strict=True):
        if isinstance(array, Array) and _differs(array.shape, weight):
            fault = WeightShape(weight.name, label, array.shape, Shape(weight.shape))
            return m.report(fault, node, made=record.site, inputs=(array,))
    return None


def _items(m: Machine, given: Value) -> Sequence[Value] | None:
    record = m.record(given) if isinstance(given, Ref) else None
    if isinstance(record, ListObject):
        return record.items if record.kind == "list" else None
    return given.items if isinstance(given, TupleValue) else None


def _weights_of(m: Machine, record: object, depth: int) -> list[tuple[str, Weight]] | None:
    """Each weight with the class of its layer; None where not all are known."""
    if isinstance(record, LayerObject):
        own = () if record.label == "InputLayer" else listed_weights(record, "weights")
        known = own is not None and (not own or record.label in _ORDERED)
        return [(record.label, each) for each in own or ()] if known else None
    if not isinstance(record, ModelObject) or record.uncertain or record.inputs is None or depth > DEEPEST_STRUCTURE:
        return None
    found: list[tuple[str, Weight]] = []
    for layer in dict.fromkeys(model_layers(m, record)):
        m.tick()
        inner = _weights_of(m, m.record(layer), depth + 1)
        if inner is None:
            return None
        found += inner
    return found


def _differs(given: Shape, weight: Weight) -> bool:
    if given.axes is None:
        return False
    if len(given.axes) != len(weight.shape):
        return True
    return any(size.equals(wanted) is Truth.NO for size, wanted in zip(given.axes, weight.shape, strict=True))
