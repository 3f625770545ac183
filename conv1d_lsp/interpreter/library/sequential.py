"""Sequential models, put together layer by layer."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.classes import library_base, lookup
from conv1d_lsp.interpreter.faults import InputNotFirst, NotALayer
from conv1d_lsp.interpreter.findings import Notes, Promise
from conv1d_lsp.interpreter.library.calling_layers import call_layer
from conv1d_lsp.interpreter.library.input import input_tensor
from conv1d_lsp.interpreter.library.layer_names import name_taken
from conv1d_lsp.interpreter.library.model_calls import call_built
from conv1d_lsp.interpreter.library.ways import as_one
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    Constant,
    Function,
    Instance,
    LayerObject,
    Library,
    ListObject,
    ModelObject,
    ObjectRecord,
    Ref,
    Tensor,
    Value,
    is_none,
)
from conv1d_lsp.layers import find
from conv1d_lsp.settings import Generation


def add_listed(m: Machine, ref: Ref, layer: Value, node: cst.CSTNode) -> None:
    """A layer of a list that is made elsewhere: its output is shown where the layer was made, but what goes wrong goes
    wrong at `node`, where the model is put together."""
    record = m.record(layer) if isinstance(layer, Ref) else None
    if not isinstance(record, LayerObject | ModelObject):
        add_layer(m, ref, layer, node)
        return
    with m.aside() as notes:
        add_layer(m, ref, layer, record.site.node)
    for finding in notes.findings:
        here = finding.site.node is record.site.node
        m.notes.findings.append(replace(finding, site=m.site(node)) if here else finding)
    m.notes.extend(Notes([], notes.tensors, notes.assignments))


def add_layer(m: Machine, ref: Ref, layer: Value, where: cst.CSTNode) -> None:
    """`model.add(layer)`; `where` it happens."""
    model = m.record(ref)
    if not isinstance(model, ModelObject):
        return
    if model.uncertain:
        m.write(ref, replace(model, first=None))
        return
    layer = m.visible(layer)
    if isinstance(layer, Tensor) and layer.node is not None and layer.node.label == "Input":
        _add_input(m, ref, model, layer, where)
        return
    record = m.record(layer) if isinstance(layer, Ref) else None
    entry = _entry(record)
    if entry is not None and not model.layers and not m.summarised_loops:
        m.write(ref, replace(model, inputs=(entry,), outputs=(entry,)))
        return
    wrong = None if m.summarised_loops else _no_layer(m, layer)
    if wrong is not None:
        m.report(wrong, where)
    itself = layer == ref
    fits = isinstance(record, LayerObject | ModelObject) or is_own_layer(m, record)
    if m.summarised_loops or itself or not isinstance(layer, Ref) or not fits:
        m.write(ref, replace(model, uncertain=True, inputs=None, outputs=None))
        return
    if isinstance(record, LayerObject) and (twice := name_taken(m, model.layers, layer, record)) is not None:
        m.report(twice, where, made=record.site)
        m.write(ref, replace(model, uncertain=True, inputs=None, outputs=None))
        return
    site = m.site(where)
    assert isinstance(record, LayerObject | ModelObject | Instance)
    model = _with_input(m, model, record, where)
    model = replace(model, layers=(*model.layers, layer), layer_sites=(*model.layer_sites, site))
    m.write(ref, model)
    if model.outputs is not None:
        _extend(m, ref, model, layer, record, where)


def _add_input(m: Machine, ref: Ref, model: ModelObject, tensor: Tensor, where: cst.CSTNode) -> None:
    """An Input is where a model begins. Behind that Keras 2 makes nothing of it, and Keras 3 a model that can't be
    built: it says so where it builds it, at once if the input's shape is known."""
    if model.inputs is None and not model.layers:
        m.write(ref, replace(model, inputs=(tensor,), outputs=(tensor,)))
    elif m.keras is Generation.KERAS_3:
        knows = model.inputs is not None
        if not m.summarised_loops:
            m.report(InputNotFirst(knows), where, promise=Promise.RAISES if knows else Promise.RUNS)
        m.write(ref, replace(model, uncertain=True, inputs=None, outputs=None))


def _no_layer(m: Machine, value: Value) -> NotALayer | None:
    """The fault of adding something that certainly is no layer."""
    if isinstance(value, Library) and value.path.startswith("keras.layers.") and find(value.last, m.keras) is not None:
        return NotALayer(f"the class {value.last}, of which no layer is made", made=True)
    if isinstance(value, Tensor):
        return None if value.node is None else NotALayer(f"a tensor, the output of {value.node.label}")
    if is_none(value):
        return NotALayer("None")
    if isinstance(value, Constant) and isinstance(value.value, str):
        return NotALayer("a text")
    record = m.record(value) if isinstance(value, Ref) else value
    return NotALayer("a list") if isinstance(record, ListObject) and record.kind == "list" else None


def _entry(record: ObjectRecord | None) -> Tensor | None:
    """The tensor of an Input's own layer, as `model.layers[0]` of a functional model gives it."""
    if not isinstance(record, LayerObject) or record.label != "InputLayer" or len(record.called) != 1:
        return None
    return Tensor(record.called[0].outputs[0], record.called[0])


def name_inner_model(m: Machine, ref: Ref) -> None:
    """Keras 3 puts a functional model inside a Sequential whenever it is put together, and counts its name."""
    model = m.record(ref)
    if m.keras is Generation.KERAS_3 and isinstance(model, ModelObject) and model.inputs is not None and model.layers:
        m.state.count_up("functional")


def is_own_layer(m: Machine, record: ObjectRecord | None) -> bool:
    """Whether it is a layer of the program's own, with a `call`."""
    cls = record.cls if isinstance(record, Instance) else None
    return cls is not None and library_base(cls) is not None and isinstance(lookup(m, cls, "call"), Function)


def _with_input(
    m: Machine, model: ModelObject, record: LayerObject | ModelObject | Instance, node: cst.CSTNode
) -> ModelObject:
    """The first layer may know the input's shape."""
    if model.layers or model.outputs is not None:
        return model
    if isinstance(record, Instance):
        return replace(model, uncertain=True)
    if isinstance(record, ModelObject):
        knows = record.kind == "Functional" or m.keras is Generation.KERAS_3
        if record.uncertain or not knows or record.inputs is None or len(record.inputs) != 1:
            return replace(model, uncertain=record.uncertain)
        tensor = input_tensor(m, record.inputs[0].shape, None, node)
        return replace(model, inputs=(tensor,), outputs=(tensor,))
    configured = record.configured
    if configured is None:
        return replace(model, uncertain=True)
    for fault in configured.input_faults:
        m.report(fault, node, made=record.site)
        return replace(model, uncertain=True)
    if configured.input_shape is None:
        return model
    tensor = input_tensor(m, configured.input_shape, None, node)
    return replace(model, inputs=(tensor,), outputs=(tensor,))


def _extend(
    m: Machine,
    ref: Ref,
    model: ModelObject,
    layer: Ref,
    record: LayerObject | ModelObject | Instance,
    node: cst.CSTNode,
) -> None:
    assert model.outputs is not None
    current = model.outputs[0] if len(model.outputs) == 1 else None
    if current is None:
        m.write(ref, replace(model, uncertain=True, outputs=None))
        return
    if isinstance(record, LayerObject):
        result = as_one(call_layer(m, layer, record, Arguments((current,)), node))
    elif isinstance(record, Instance):
        result = m.visible(m.call(layer, Arguments((current,)), node))
    else:
        result = call_built(m, layer, [current], "", node)
    if isinstance(result, Tensor):
        m.write(ref, replace(model, outputs=(result,)))
    else:
        m.write(ref, replace(model, uncertain=True, outputs=None))
