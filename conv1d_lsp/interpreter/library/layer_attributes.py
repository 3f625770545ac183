"""What a layer says of itself: its outputs, settings and weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.shapes import shapes_in
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.parameters import Counts, layer_parameters
from conv1d_lsp.interpreter.sizes import shape_value, size_value
from conv1d_lsp.interpreter.values import (
    Array,
    Constant,
    GraphNode,
    Integer,
    LayerObject,
    Library,
    LibraryMethod,
    ListObject,
    Ref,
    Tensor,
    TupleValue,
    Value,
)
from conv1d_lsp.layers import Refused
from conv1d_lsp.layers.weights import Weight
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Number, Shape

Method = Callable[[Machine, LayerObject, Arguments, cst.CSTNode], Value | None]

#: Which weights a list of them holds: all, those that are trained, those that are not.
WEIGHT_LISTS = {
    "weights": None,
    "trainable_weights": True,
    "trainable_variables": True,
    "non_trainable_weights": False,
}

#: Layers whose weights are attributes of their own names.
_PLAIN = ("Conv", "Dense", "SeparableConv", "DepthwiseConv", "Embedding", "BatchNormalization", "LayerNormalization")

_SIZES = frozenset({"kernel_size", "strides", "dilation_rate", "pool_size", "size", "padding", "cropping"})


def layer_attribute(m: Machine, ref: Ref, record: LayerObject, name: str, node: cst.CSTNode) -> Value:
    """`layer.output`, `layer.filters`, `layer.kernel`, …"""
    if name == "name":
        return Constant(record.name)
    if name == "__class__" and record.configured is not None:
        return Library(f"keras.layers.{record.label}")
    if name in ("output", "input"):
        return _of_call(m, record, name, 0, node)
    if name in ("output_shape", "input_shape"):
        return _shape_of_calls(m, record, name, node)
    if name == "trainable":
        return Constant(record.trainable)
    if name == "built" and not record.many:
        return Constant(record.built is not None)
    if name in WEIGHT_LISTS:
        return _weights(m, record, name, "tensorflow", node)
    settings = record.configured.settings if record.configured is not None else {}
    if name in settings:
        known = _setting(name, settings[name])
        return m.unknown(f"`.{name}` of a layer is not followed", node) if known is None else known
    weight = _weight(record, name)
    if weight is not None:
        return _array(m, record, weight, "tensorflow", node)
    if name in ("kernel", "bias"):
        return m.unknown(f"`.{name}` of this layer is not known", node)
    return LibraryMethod(ref, name)


def _setting(name: str, value: object) -> Value | None:
    if isinstance(value, Number):
        return size_value(value, name)
    if isinstance(value, tuple) and name in _SIZES and value and all(isinstance(size, Number) for size in value):
        return TupleValue(tuple(Integer(size) for size in value))
    if name in ("padding", "data_format", "use_bias", "return_sequences") and isinstance(value, str | bool):
        return Constant(value)
    return None


def _calls(record: LayerObject) -> Sequence[GraphNode]:
    """The calls that Keras remembers: those on symbolic tensors."""
    return [graph for graph in record.called if graph.inputs or graph.label == "Input"]


def _of_call(m: Machine, record: LayerObject, name: str, index: int, node: cst.CSTNode) -> Value:
    """The tensors of one call: `.output` is that of the first."""
    calls = _calls(record)
    if index >= len(calls) or (record.many and len(calls) != 1):
        return m.unknown(f"`.{name}` of a layer whose calls are not known", node)
    graph = calls[index]
    made = tuple(Tensor(shape, graph, position) for position, shape in enumerate(graph.outputs))
    tensors = made if name == "output" or graph.label == "Input" else graph.inputs
    if graph.partial:
        return m.unknown(f"`.{name}` of a layer that was called on something unknown", node)
    return tensors[0] if len(tensors) == 1 else m.new(ListObject(tensors))


def _shape_of_calls(m: Machine, record: LayerObject, name: str, node: cst.CSTNode) -> Value:
    """`layer.output_shape`, which Keras 3 does not have; of one call, or of several that agree."""
    calls = _calls(record)
    shapes = [graph.outputs if name == "output_shape" else tuple(t.shape for t in graph.inputs) for graph in calls]
    single = [each[0] for each in shapes if len(each) == 1]
    known = bool(single) and len(single) == len(shapes) and all(shape.same(single[0]) for shape in single)
    if m.keras is Generation.KERAS_3 or record.many or not known or calls[0].label == "Input":
        return m.unknown(f"`.{name}` of this layer is not known", node)
    return shape_value(single[0], "the size of an axis")


# Weights


def known_weights(record: LayerObject) -> tuple[Weight, ...] | None:
    """The weights that the layer has now, if they can be told."""
    built = record.built
    if built is None or built.variants or built.unclear is not None or built.counted is not None or record.many:
        return None
    return built.weights


def listed_weights(record: LayerObject, name: str) -> tuple[Weight, ...] | None:
    """Those of `layer.weights`, `layer.trainable_weights` and the like."""
    weights, trained = known_weights(record), WEIGHT_LISTS[name]
    if weights is None:
        return None
    in_order = (*(each for each in weights if each.trainable), *(each for each in weights if not each.trainable))
    return tuple(each for each in in_order if trained in (None, each.trainable and record.trainable))


def _weights(m: Machine, record: LayerObject, name: str, library: str, node: cst.CSTNode) -> Value:
    weights = listed_weights(record, name)
    if weights is None:
        return m.unknown(f"`.{name}` of this layer is not known", node)
    return m.new(ListObject(tuple(_array(m, record, weight, library, node) for weight in weights)))


def _weight(record: LayerObject, name: str) -> Weight | None:
    if not record.label.startswith(_PLAIN) or "LSTM" in record.label:
        return None
    return next((weight for weight in known_weights(record) or () if weight.name == name), None)


def _array(m: Machine, record: LayerObject, weight: Weight, library: str, node: cst.CSTNode) -> Array:
    return Array(Shape(weight.shape), m.site(node), f"the {weight.name} of {record.label}", library=library)


# Methods


def layer_method(m: Machine, record: LayerObject, name: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """`layer.get_weights()`, `layer.compute_output_shape(shape)`, …; None for a method that is not known."""
    method = _METHODS.get(name)
    return None if method is None else method(m, record, arguments, node)


def _get_weights(m: Machine, record: LayerObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return _weights(m, record, "weights", "numpy", node)


def _count_params(m: Machine, record: LayerObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    total = None if record.built is None or sure_parameters(record)[0] is None else record.built.params
    return Integer(total) if isinstance(total, Number) else m.unknown("the number of parameters of this layer", node)


def sure_parameters(record: LayerObject) -> Counts:
    """The parameters of a layer whose weights are all known."""
    built = record.built
    counted = built is not None and built.counted is not None and not record.many
    return layer_parameters(record) if counted or known_weights(record) is not None else (None, None)


def _get_at(name: str) -> Method:
    def method(m: Machine, record: LayerObject, arguments: Arguments, node: cst.CSTNode) -> Value:
        index = arguments.get(0, "node_index")
        if not isinstance(index, Integer) or index.known is None or index.known < 0:
            return m.unknown("a call of the layer that is not known", node)
        return _of_call(m, record, name, index.known, node)

    return method


def _compute_output_shape(m: Machine, record: LayerObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The shape as a call would give it. Where one would be refused nothing is known: shapes alone are not checked."""
    given = arguments.get(0, "input_shape")
    inputs = None if given is None else shapes_in(m, given)
    if inputs is None or record.configured is None or record.function is not None:
        return m.unknown("a shape that is worked out from something unknown", node)
    result = record.configured.call(inputs)
    if isinstance(result, Refused) or result.structured or result.unclear is not None:
        return m.unknown("a shape that can't be told", node)
    return shape_value(result.outputs[0], "the size of an axis")


_METHODS: dict[str, Method] = {
    "get_weights": _get_weights,
    "count_params": _count_params,
    "get_output_at": _get_at("output"),
    "get_input_at": _get_at("input"),
    "compute_output_shape": _compute_output_shape,
}
