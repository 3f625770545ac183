"""`keras.Input`."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import InputOfAnInteger
from conv1d_lsp.interpreter.findings import TensorEvent
from conv1d_lsp.interpreter.library.convert import to_setting
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.symbolic import automatic_name
from conv1d_lsp.interpreter.values import NONE, Constant, GraphNode, Integer, LayerObject, Library, Tensor, Value
from conv1d_lsp.layers import Refused, input_shape
from conv1d_lsp.layers.dtypes import FLOAT, dtype_of
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape

_NOT_FOLLOWED = ("tensor", "type_spec", "input_tensor")


def make_input(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The tensor that a model begins with."""
    if not arguments.complete or any(name in arguments.keywords for name in _NOT_FOLLOWED):
        return m.unknown("an Input whose arguments are not known", node)
    wanted = m.visible(arguments.get(0, "shape") or NONE)
    if m.keras is Generation.KERAS_3 and isinstance(wanted, Integer) and wanted.known is not None:
        return m.report(InputOfAnInteger(wanted.known), node)
    positional = tuple(to_setting(m, value) for value in arguments.positional)
    keywords = {key: to_setting(m, value) for key, value in arguments.keywords.items()}
    shape = input_shape(positional, keywords, m.keras)
    if isinstance(shape, Refused):
        result: Value = NONE
        for fault in shape.faults:
            result = m.report(fault, node)
        return result
    given = arguments.keywords.get("name")
    name = given.value if isinstance(given, Constant) and isinstance(given.value, str) else None
    tensor = replace(input_tensor(m, shape, name, node), dtype=_dtype(m, arguments))
    m.note_tensor(TensorEvent(m.site(node), "Input", shape))
    return tensor


def _dtype(m: Machine, arguments: Arguments) -> str | None:
    """The type of numbers, floats unless it is given; None where it can't be told."""
    if len(arguments.positional) > 2 or arguments.keywords.keys() & {"sparse", "ragged"}:
        return None
    match m.visible(arguments.keywords.get("dtype") or NONE):
        case Constant(value=None):
            return FLOAT
        case Constant(value=str() as name):
            return dtype_of(name)
        case Library(path=path):
            return dtype_of(path.rpartition(".")[2])
        case _:
            return None


def input_tensor(m: Machine, shape: Shape, name: str | None, node: cst.CSTNode) -> Tensor:
    """The output of an InputLayer, which Keras makes for each Input."""
    if name is None:
        name = automatic_input_name(m)
    layer = m.new(LayerObject("InputLayer", name, None, m.site(node)))
    m.counters.graph += 1
    graph = GraphNode(layer, "Input", name, (), (shape,), m.site(node), m.counters.graph)
    m.write(layer, LayerObject("InputLayer", name, None, m.site(node), called=(graph,)))
    return Tensor(shape, graph)


def automatic_input_name(m: Machine) -> str:
    """`input_layer`, `input_layer_1` in Keras 3; `input_1`, `input_2` in Keras 2."""
    if m.keras is Generation.KERAS_3:
        return automatic_name(m, "input_layer")
    return f"input_{m.state.count_up('input') + 1}"
