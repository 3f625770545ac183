"""Methods of models that change what is known, or that Keras refuses on a model that is not built."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import NoSuchLayer
from conv1d_lsp.interpreter.graph import Stopped, has_operations, run_graph
from conv1d_lsp.interpreter.library.accept import accepted
from conv1d_lsp.interpreter.library.compiling import check_compile, compiled_with
from conv1d_lsp.interpreter.library.ends import check_ends
from conv1d_lsp.interpreter.library.input import input_tensor
from conv1d_lsp.interpreter.library.layer_attributes import sure_parameters
from conv1d_lsp.interpreter.library.layer_names import layer_names, may_have_layer
from conv1d_lsp.interpreter.library.model_data import ON_DATA
from conv1d_lsp.interpreter.library.models import knows_no_input, listed, model_layers, report_unbuilt
from conv1d_lsp.interpreter.library.perhaps_called import perhaps_called
from conv1d_lsp.interpreter.library.sequential import add_layer, name_inner_model
from conv1d_lsp.interpreter.library.setting_weights import check_weights
from conv1d_lsp.interpreter.library.shapes import shapes_in
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.parameters import model_counts
from conv1d_lsp.interpreter.sizes import shape_of_items, shape_value
from conv1d_lsp.interpreter.values import (
    NONE,
    Constant,
    Integer,
    LayerObject,
    ModelObject,
    Ref,
    TupleValue,
    Value,
    integer,
)
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape

Method = Callable[[Machine, Ref, ModelObject, Arguments, cst.CSTNode], Value]


def _add(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    layer = arguments.get(0, "layer")
    if layer is None or record.kind != "Sequential":
        m.write(ref, replace(record, uncertain=True))
    else:
        add_layer(m, ref, layer, node)
        name_inner_model(m, ref)
    return NONE


def _pop(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Takes the last layer off; what the rest gives is what the layer before it gave. Keras 2 keeps it to itself."""
    if record.kind == "Sequential" and not record.layers and not record.uncertain and not m.summarised_loops:
        return m.report(NoSuchLayer(None, ()), node, made=record.site)
    alone = len(record.layers) == 1 and record.inputs is None  # Keras 3 trips over its own feet there
    if record.uncertain or not record.layers or m.summarised_loops or alone:
        m.write(ref, replace(record, uncertain=True, first=None))
        return m.unknown("a layer that is not known", node)
    outputs = record.outputs
    if outputs is not None and outputs[0].node is not None:
        outputs = outputs[0].node.inputs
    m.write(ref, replace(record, layers=record.layers[:-1], layer_sites=record.layer_sites[:-1], outputs=outputs))
    return record.layers[-1] if m.keras is Generation.KERAS_3 else NONE


def _build(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`model.build((None, 100, 3))`: the input's shape, batch axis included."""
    given = arguments.get(0, "input_shape")
    shape = shape_of_items(given.items) if isinstance(given, TupleValue) else None
    if not knows_no_input(record):
        return NONE
    if shape is None:
        m.write(ref, replace(record, uncertain=True))
        return NONE
    tensor = input_tensor(m, shape, None, node)
    empty = replace(record, inputs=(tensor,), outputs=(tensor,), layers=(), layer_sites=())
    m.write(ref, empty)
    for layer in record.layers:
        add_layer(m, ref, layer, node)
        name_inner_model(m, ref)
    return NONE


def _needs_input(asked: str) -> Method:
    def method(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
        if knows_no_input(record):
            report_unbuilt(m, record, asked, node)
        return NONE if asked == "summary()" else m.unknown(f"what `{asked}` gives", node)

    return method


def _count_params(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    if knows_no_input(record):
        return report_unbuilt(m, record, "count_params()", node)
    total, _ = model_counts(m.state.objects, record, sure_parameters)
    return m.unknown("the number of parameters of this model", node) if total is None else integer(total)


def _quiet(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return NONE


def _set_weights(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return check_weights(m, record, arguments, node) or NONE


def _compile(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    check_compile(m, arguments, node)
    compiled = compiled_with(m, record.compiled, arguments, node)
    check_ends(m, record, compiled, node)
    m.write(ref, replace(record, compiled=compiled))
    return NONE


def _perhaps_built(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    perhaps_called(m, ref)
    return NONE


def _get_layer(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`model.get_layer("name")`, `get_layer(index=2)`."""
    name, index = arguments.get(0, "name"), arguments.get(1, "index")
    layers = model_layers(m, record) if not record.uncertain else ()
    operations = m.keras is Generation.KERAS_2 and has_operations(record.inputs or (), record.outputs or ())
    if isinstance(index, Integer) and index.known is not None and name is None and layers and not operations:
        if index.known >= len(layers):
            return m.report(NoSuchLayer(index.known, layer_names(m, layers)), node, made=record.site)
        return layers[index.known] if -len(layers) <= index.known else m.unknown("a layer", node)
    wanted = name.value if isinstance(name, Constant) and isinstance(name.value, str) and index is None else None
    for layer in layers:
        found = m.record(layer)
        if wanted is not None and isinstance(found, LayerObject | ModelObject) and found.name == wanted:
            return layer
    if wanted is not None and layers and not operations and not may_have_layer(m, layers, wanted):
        return m.report(NoSuchLayer(wanted, layer_names(m, layers)), node, made=record.site)
    return m.unknown("a layer that is not known", node)


def _weights_of(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    if knows_no_input(record):
        return report_unbuilt(m, record, "get_weights()", node)
    return listed(m, record, "weights", "numpy", node)


def _compute_output_shape(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`model.compute_output_shape((None, 100, 3))`, where the model takes that shape."""
    given = arguments.get(0, "input_shape")
    shape = None if given is None else shapes_in(m, given)
    known = record.inputs is not None and record.outputs is not None and not record.uncertain
    if not known or not isinstance(shape, Shape) or record.inputs is None or record.outputs is None:
        return m.unknown("a shape that is worked out from something unknown", node)
    if len(record.inputs) != 1 or len(record.outputs) != 1:
        return m.unknown("a shape of several inputs or outputs", node)
    sequential = record.kind == "Sequential"
    fitting = accepted(record.inputs[0].shape, shape, m.keras, sequential=sequential, symbolic=True)
    results = None if fitting is None else run_graph(m, record.inputs, record.outputs, [fitting])
    if results is None or isinstance(results, Stopped):
        return m.unknown("a shape that the model does not take", node)
    return shape_value(results[0], "the size of an axis")


MODEL_METHODS: dict[str, Method] = {
    "add": _add,
    "pop": _pop,
    "build": _build,
    "compile": _compile,
    "summary": _needs_input("summary()"),
    "count_params": _count_params,
    "get_weights": _weights_of,
    "set_weights": _set_weights,
    "load_weights": _perhaps_built,
    "add_loss": _quiet,
    "add_metric": _quiet,
    "save": _quiet,
    "save_weights": _quiet,
    "compute_output_shape": _compute_output_shape,
    "get_layer": _get_layer,
    **ON_DATA,
}
