"""`keras.applications`: models that are opaque inside, followed as layers that know their input."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.calling_layers import call_layer
from conv1d_lsp.interpreter.library.input import input_tensor
from conv1d_lsp.interpreter.library.making_layers import make_declared
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import AXES_ORDER
from conv1d_lsp.interpreter.sizes import shape_value
from conv1d_lsp.interpreter.symbolic import operation
from conv1d_lsp.interpreter.values import Array, GraphNode, LayerObject, ListObject, Ref, Tensor, Unknown, Value
from conv1d_lsp.layers import Application, find_application

_MODULE = "keras.applications."

#: What is asked of the model's inside, or of it as a model.
_INSIDE = frozenset({"layers", "inputs", "outputs", "output_shape", "input_shape", "weights", "get_layer", "summary"})


def call_application(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """`keras.applications.VGG16(...)`, `keras.applications.vgg16.preprocess_input(x)`; None for anything else."""
    if not path.startswith(_MODULE):
        return None
    name = path.rpartition(".")[2]
    if name == "preprocess_input":
        value = arguments.get(0, "x")
        return None if value is None else m.each([value], lambda one: _same_shape(m, one[0], node))
    declaration = find_application(name, m.keras)
    if declaration is None:
        return None
    if not arguments.complete or "input_tensor" in arguments.keywords or AXES_ORDER in m.state.variables:
        return m.unknown("a model whose input is not known", node)
    made = make_declared(m, declaration, arguments, node)
    if isinstance(made, Ref) and isinstance(record := m.record(made), LayerObject):
        if "name" not in arguments.keywords:  # they differ by version, and some name the width too
            record = replace(record, name="?")
            m.write(made, record)
        _call_once(m, made, record, node)
    return made


def _call_once(m: Machine, ref: Ref, record: LayerObject, node: cst.CSTNode) -> None:
    """The call that a model begins with: `base.input` and `base.output` are tensors."""
    shape = None if record.configured is None else record.configured.input_shape
    if shape is not None and shape.ranked:
        call_layer(m, ref, record, Arguments((input_tensor(m, shape, None, node),)), node)


def _same_shape(m: Machine, value: Value, node: cst.CSTNode) -> Value:
    if isinstance(value, Array):
        return Array(value.shape, m.site(node), value.label, value.dtype, value.library)
    if isinstance(value, Tensor):
        name = "preprocess_input"
        return operation(m, name, name, [value], node, lambda given: given[0]) or m.unknown(name, node)
    return Unknown(value.reason if isinstance(value, Unknown) else "what is preprocessed", m.site(node))


def application_attribute(m: Machine, record: LayerObject, name: str, node: cst.CSTNode) -> Value | None:
    """`base.layers`, `base.output_shape`, … of such a model; None for what every layer answers, or no such model."""
    configured = record.configured
    if name not in _INSIDE or configured is None or not isinstance(configured.variants[0], Application):
        return None
    first: GraphNode | None = record.called[0] if record.called else None
    if first is not None and not record.many:
        outputs = tuple(Tensor(shape, first, index) for index, shape in enumerate(first.outputs))
        match name:
            case "output_shape":
                return shape_value(first.outputs[0], "the size of an axis")
            case "input_shape":
                return shape_value(first.inputs[0].shape, "the size of an axis")
            case "inputs":
                return m.new(ListObject(tuple(first.inputs)))
            case "outputs":
                return m.new(ListObject(outputs))
    return m.unknown(f"`.{name}` of {record.label}, which is not followed inside", node)
