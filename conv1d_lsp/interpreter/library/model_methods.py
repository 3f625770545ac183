"""Methods of models that change what is known, or that Keras refuses on a model that is not built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.input import input_tensor
from conv1d_lsp.interpreter.library.model_calls import call_built
from conv1d_lsp.interpreter.library.models import knows_no_input, model_layers, report_unbuilt
from conv1d_lsp.interpreter.library.sequential import add_layer, name_inner_model
from conv1d_lsp.interpreter.library.shapes import shape_of_items
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    NONE,
    Constant,
    Integer,
    LayerObject,
    ModelObject,
    Ref,
    TupleValue,
    Value,
)

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
    """Takes the last layer off; what the rest gives is what the layer before it gave."""
    if record.uncertain or not record.layers:
        m.write(ref, replace(record, uncertain=True))
        return NONE
    outputs = record.outputs
    if outputs is not None and outputs[0].node is not None:
        outputs = outputs[0].node.inputs
    m.write(ref, replace(record, layers=record.layers[:-1], layer_sites=record.layer_sites[:-1], outputs=outputs))
    return NONE


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


def _quiet(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return NONE


def _on_data(name: str) -> Method:
    def method(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
        data = arguments.get(0, "x")
        if data is None:
            return m.unknown(f"what `{name}` gives", node)
        return m.each(list(leaves(m, data)), lambda chosen: call_built(m, ref, chosen, name, node))

    return method


def _get_layer(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`model.get_layer("name")`, `get_layer(index=2)`."""
    name, index = arguments.get(0, "name"), arguments.keywords.get("index")
    layers = model_layers(m, record) if not record.uncertain else ()
    if isinstance(index, Integer) and index.known is not None and -len(layers) <= index.known < len(layers):
        return layers[index.known]
    for layer in layers:
        found = m.record(layer)
        if isinstance(found, LayerObject | ModelObject) and isinstance(name, Constant) and found.name == name.value:
            return layer
    return m.unknown("a layer that is not known", node)


MODEL_METHODS: dict[str, Method] = {
    "add": _add,
    "pop": _pop,
    "build": _build,
    "compile": _quiet,
    "summary": _needs_input("summary()"),
    "count_params": _needs_input("count_params()"),
    "get_weights": _needs_input("get_weights()"),
    "get_layer": _get_layer,
    "fit": _on_data("fit"),
    "evaluate": _on_data("evaluate"),
    "predict": _on_data("predict"),
    "predict_on_batch": _on_data("predict_on_batch"),
    "train_on_batch": _on_data("train_on_batch"),
    "test_on_batch": _on_data("test_on_batch"),
}
