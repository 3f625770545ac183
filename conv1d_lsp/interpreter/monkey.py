"""Attributes written from outside: of classes, layers, models, arrays and the names of libraries."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.classes import set_class_attribute
from conv1d_lsp.interpreter.disturbance import forget_attributes, forget_variables
from conv1d_lsp.interpreter.instances import set_attribute
from conv1d_lsp.interpreter.library.arrays import array_method
from conv1d_lsp.interpreter.library.gone_attributes import note_given
from conv1d_lsp.interpreter.library.initialized import keep_uninitialized
from conv1d_lsp.interpreter.library.names import LIBRARY_SCOPE
from conv1d_lsp.interpreter.library.tables.table_attributes import write_to_frame
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.outside import changed
from conv1d_lsp.interpreter.shapes_set import reshape_in_place
from conv1d_lsp.interpreter.values import (
    Array,
    Constant,
    EstimatorObject,
    FrameObject,
    Instance,
    LayerObject,
    Library,
    ModelObject,
    Module,
    Ref,
    Unknown,
    UserClass,
    Value,
)
from conv1d_lsp.interpreter.variables import assign_name
from conv1d_lsp.shapes import Shape, Unclear


def write_attribute(m: Machine, owner: Value, name: str, value: Value, target: cst.CSTNode) -> None:
    """`owner.name = value`. What it means for an unknown owner is not followed."""
    match owner:
        case UserClass():
            set_class_attribute(m, owner, name, value)
        case Module():
            m.state.write_variable((owner.scope, name), value)
        case Library():
            m.state.write_variable((LIBRARY_SCOPE, f"{owner.path}.{name}"), value)
        case Array() if name == "shape":
            array_method(m, owner, "reshape", Arguments((value,)), target)  # it is refused as that is
            reshape_in_place(m, owner)
        case Unknown():
            changed(m, owner)
        case Ref():
            _write_object(m, owner, name, value, target)


def _write_object(m: Machine, ref: Ref, name: str, value: Value, target: cst.CSTNode) -> None:
    record = m.record(ref)
    if isinstance(record, Instance):
        keep_uninitialized(m, ref, value, target)
        set_attribute(m, ref, name, value, target)
    elif isinstance(record, LayerObject) and name == "trainable":
        m.write(ref, replace(record, trainable=not (isinstance(value, Constant) and value.value is False)))
    elif isinstance(record, LayerObject) and name == "_name":
        m.write(ref, replace(record, name="?"))
    elif isinstance(record, LayerObject) and record.configured is not None and name in record.configured.settings:
        m.write(ref, replace(record, configured=None))
    elif isinstance(record, ModelObject) and name == "trainable":
        from conv1d_lsp.interpreter.library.models import model_layers

        for layer in model_layers(m, record):
            _write_object(m, layer, name, value, target)
    elif isinstance(record, LayerObject | ModelObject):
        note_given(m, name)
    elif isinstance(record, FrameObject):
        write_to_frame(m, ref, record, name, value, target)
    elif isinstance(record, EstimatorObject):
        m.write(ref, replace(record, settings=None, fit=None, untold=True))


def rows_in_place(m: Machine, owner: Array, target: cst.CSTNode) -> None:
    """`s.dropna(inplace=True)`: the variable's Series has other rows from here on, perhaps."""
    if isinstance(target, cst.Attribute | cst.Subscript) and isinstance(target.value, cst.Name):
        changed_rows = Shape((Unclear("its rows were changed in place"),))
        assign_name(m, target.value.value, replace(owner, shape=changed_rows))


def forget_names(m: Machine, why: str) -> None:
    """Something unknown was done to the variables in sight: those that hold data are not known any more."""
    forget_variables(m, {m.module, m.scope}, why)


def forget_owner(m: Machine, owner: Value) -> None:
    """An attribute was written whose name is not known."""
    if isinstance(owner, Ref):
        forget_attributes(m, owner)
    elif isinstance(owner, Module):
        forget_variables(m, {owner.scope}, "variables were set by name")
