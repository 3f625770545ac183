"""What models, layers and optimizers of Keras 3 have no more: attributes and methods, by what is used now."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from conv1d_lsp.interpreter.faults import NoSuchMethod
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import Variable
from conv1d_lsp.interpreter.values import TRUE, LayerObject, ModelObject, ObjectRecord
from conv1d_lsp.settings import Generation

_OF_MODELS: Mapping[str, str] = {
    "fit_generator": "fit",
    "evaluate_generator": "evaluate",
    "predict_generator": "predict",
    "predict_classes": "",
    "predict_proba": "predict",
    "to_yaml": "to_json",
    "reset_states": "",
    "save_spec": "",
    "uses_learning_phase": "",
    "state_updates": "",
    "total_loss": "",
    "_make_predict_function": "make_predict_function",
}

_OF_LAYERS: Mapping[str, str] = {
    "output_shape": "output.shape",
    "input_shape": "input.shape",
    "get_input_at": "",
    "get_output_at": "",
    "get_input_shape_at": "",
    "get_output_shape_at": "",
    "inbound_nodes": "",
    "outbound_nodes": "",
    "output_mask": "",
    "input_mask": "",
    "updates": "",
    "dynamic": "",
    "add_update": "",
}

_OF_OPTIMIZERS: Mapping[str, str] = {
    "lr": "learning_rate",
    "decay": "",
    "weights": "variables",
    "get_weights": "",
    "get_updates": "",
    "get_gradients": "",
    "minimize": "",
}

#: What models have in common with layers.
_OF_BOTH = ("get_input_at", "get_output_at", "get_input_shape_at", "get_output_shape_at")


def check_model(m: Machine, record: ModelObject, name: str, node: cst.CSTNode) -> None:
    """Report an attribute that models of this generation have no more."""
    if is_gone(m, record, name):
        m.report(NoSuchMethod(f"a {record.kind} model", name, _OF_MODELS.get(name) or None), node)


def check_layer(m: Machine, record: LayerObject, name: str, node: cst.CSTNode) -> None:
    """The same of layers."""
    if is_gone(m, record, name):
        m.report(NoSuchMethod("a layer", name, _OF_LAYERS[name] or None), node)


def check_optimizer(m: Machine, name: str, node: cst.CSTNode) -> None:
    """The same of `model.optimizer`."""
    if name in _OF_OPTIMIZERS and _is_asked(m, name):
        m.report(NoSuchMethod("an optimizer", name, _OF_OPTIMIZERS[name] or None), node)


def is_gone(m: Machine, record: ObjectRecord, name: str) -> bool:
    """Whether a model or layer of this generation certainly has no such attribute, which older ones had."""
    if isinstance(record, LayerObject):
        return record.configured is not None and name in _OF_LAYERS and _is_asked(m, name)
    known = isinstance(record, ModelObject) and record.kind in ("Sequential", "Functional")
    return known and (name in _OF_MODELS or name in _OF_BOTH) and _is_asked(m, name)


def note_given(m: Machine, name: str) -> None:
    """The program gives a model or layer an attribute of its own."""
    if name in _OF_MODELS or name in _OF_LAYERS:
        m.state.write_variable(_given(name), TRUE)


def _is_asked(m: Machine, name: str) -> bool:
    return m.keras is Generation.KERAS_3 and not m.attempts and _given(name) not in m.state.variables


def _given(name: str) -> Variable:
    return (0, f"attribute {name}")
