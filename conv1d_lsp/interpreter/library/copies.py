"""Copies of layers and models: `clone_model`, `from_config`."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.graph import Stopped, run_graph
from conv1d_lsp.interpreter.library.convert import leaves, to_setting
from conv1d_lsp.interpreter.library.layer_attributes import layer_attribute
from conv1d_lsp.interpreter.library.sequential import add_layer, name_inner_model
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    NONE,
    Constant,
    DictObject,
    LayerObject,
    ModelObject,
    Ref,
    Tensor,
    Unknown,
    Value,
)
from conv1d_lsp.interpreter.values.literal_keys import text_key
from conv1d_lsp.interpreter.values.objects import Key
from conv1d_lsp.layers import Refused, find

Copier = Callable[[Machine, Arguments, cst.CSTNode], Value]

#: Under this key a configuration holds what it is the configuration of; no program can write it.
_OF = ("configuration", "of")


def copied(m: Machine, ref: Ref, name: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """`get_config()` of a layer or model: a dict that knows what it came from; None for another method."""
    if name != "get_config":
        return None
    record = m.record(ref)
    items: dict[Key, tuple[Value, Value]] = {_OF: (NONE, ref)}
    names = record.configured.settings if isinstance(record, LayerObject) and record.configured is not None else ()
    for setting in ("name", *names):
        assert isinstance(record, LayerObject | ModelObject)
        value = layer_attribute(m, ref, record, setting, node) if isinstance(record, LayerObject) else None
        if value is not None and not isinstance(value, Unknown):
            items[text_key(setting)] = (Constant(setting), value)
    return m.new(DictObject(items, complete=False))


def from_config(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`Conv1D.from_config(config)`: a new layer, not built, with what was changed in the configuration since."""
    given = arguments.get(0, "config")
    config = m.record(given) if isinstance(given, Ref) else None
    origin = config.items[_OF][1] if isinstance(config, DictObject) and _OF in config.items else None
    if not isinstance(origin, Ref) or not isinstance(config, DictObject) or len(arguments.positional) > 1:
        return m.unknown("something that is made from a configuration", node)
    record = m.record(origin)
    if isinstance(record, ModelObject):
        return _copy_of_model(m, record, node)
    return _layer_from(m, record, config, node) if isinstance(record, LayerObject) else m.unknown("a copy", node)


def _layer_from(m: Machine, record: LayerObject, config: DictObject, node: cst.CSTNode) -> Value:
    declaration = find(record.label, m.keras)
    if record.configured is None or declaration is None or record.function is not None:
        return m.unknown("a copy of a layer that is not known", node)
    settings = {
        str(key.value): to_setting(m, value) for key, value in config.items.values() if isinstance(key, Constant)
    }
    settings.pop("None", None)
    name = settings.pop("name", record.name)
    configured = declaration.configure((), {**record.configured.given, **settings}, m.keras, True)
    if isinstance(configured, Refused):
        return m.unknown("a layer that can't be made", node)
    return m.new(
        replace(
            record,
            configured=configured,
            name=name if isinstance(name, str) else "?",
            site=m.site(node),
            built=None,
            called=(),
            many=bool(m.summarised_loops),
        )
    )


def _clone_model(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`clone_model(model)`, `clone_model(model, input_tensors=x)`. A `clone_function` may change any layer."""
    given = arguments.get(0, "model")
    record = m.record(given) if isinstance(given, Ref) else None
    if not isinstance(record, ModelObject) or not arguments.complete:
        return m.unknown("a copy of a model that is not known", node)
    if arguments.get(2, "clone_function") is not None or set(arguments.keywords) - {"model", "input_tensors"}:
        return m.unknown("a copy that a function of the program makes", node)
    passed = arguments.get(1, "input_tensors")
    return _copy_of_model(m, record, node) if passed is None else _on_other_inputs(m, record, passed, node)


def _copy_of_model(m: Machine, record: ModelObject, node: cst.CSTNode) -> Value:
    """A functional copy has the same graph; the layers of a Sequential one are new."""
    if record.uncertain or (record.kind == "Sequential" and m.summarised_loops):
        return m.unknown("a copy of a model that is not fully known", node)
    if record.kind != "Sequential":
        return _new(m, replace(record, site=m.site(node), called=(), compiled=None))
    empty = replace(record, site=m.site(node), layers=(), layer_sites=(), called=(), compiled=None)
    first = m.record(record.layers[0]) if record.layers else None
    says_itself = isinstance(first, LayerObject) and first.configured is not None and first.configured.input_shape
    if says_itself or isinstance(first, ModelObject):
        empty = replace(empty, inputs=None, outputs=None)
    elif record.inputs is not None:
        empty = replace(empty, outputs=record.inputs)
    ref = _new(m, empty)
    with m.aside():
        for layer in record.layers:
            add_layer(m, ref, _fresh(m, layer, node), node)
        name_inner_model(m, ref)
    return ref


def _fresh(m: Machine, layer: Ref, node: cst.CSTNode) -> Ref:
    record = m.record(layer)
    if isinstance(record, LayerObject):
        return m.new(replace(record, built=None, called=()))
    inner = _copy_of_model(m, record, node) if isinstance(record, ModelObject) else layer
    return inner if isinstance(inner, Ref) else layer


def _on_other_inputs(m: Machine, record: ModelObject, passed: Value, node: cst.CSTNode) -> Value:
    tensors = [value for value in leaves(m, passed) if isinstance(value, Tensor)]
    if record.uncertain or record.inputs is None or record.outputs is None or len(tensors) != len(record.inputs):
        return m.unknown("a copy of a model that is not fully known", node)
    shapes = run_graph(m, record.inputs, record.outputs, [tensor.shape for tensor in tensors])
    if isinstance(shapes, Stopped):
        return m.unknown("a copy whose layers are built anew", node)
    outputs = tuple(Tensor(shape, None) for shape in shapes)
    ends = replace(record, inputs=tuple(tensors), outputs=outputs, uncertain=True)
    return _new(m, replace(ends, site=m.site(node), called=(), compiled=None))


def _new(m: Machine, record: ModelObject) -> Ref:
    ref = m.new(record)
    m.models = m.models.set(ref.address, None)
    return ref


COPIES: dict[str, Copier] = {"keras.models.clone_model": _clone_model}
