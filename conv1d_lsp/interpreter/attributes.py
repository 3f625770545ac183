"""Attributes of values."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.arrays import kinds
from conv1d_lsp.interpreter.arguments import NO_ARGUMENTS
from conv1d_lsp.interpreter.classes import class_attribute, lookup, super_attribute
from conv1d_lsp.interpreter.concrete import value_of
from conv1d_lsp.interpreter.framed import NAMES
from conv1d_lsp.interpreter.instances import bound_to, instance_attribute
from conv1d_lsp.interpreter.library.applications import application_attribute
from conv1d_lsp.interpreter.library.calculations import CONSTANTS
from conv1d_lsp.interpreter.library.criteria import criterion_attribute
from conv1d_lsp.interpreter.library.dicts import ARCHIVE, dict_method
from conv1d_lsp.interpreter.library.elements import spec_of
from conv1d_lsp.interpreter.library.gone_attributes import check_layer, check_optimizer
from conv1d_lsp.interpreter.library.layer_attributes import layer_attribute
from conv1d_lsp.interpreter.library.missing_names import check_attribute, note_road
from conv1d_lsp.interpreter.library.models import model_attribute
from conv1d_lsp.interpreter.library.names import FLAGS, LIBRARY_SCOPE, canonical
from conv1d_lsp.interpreter.library.paths import PATH_ATTRIBUTES
from conv1d_lsp.interpreter.library.tables.column_names import names_attribute
from conv1d_lsp.interpreter.library.tables.estimators import estimator_attribute
from conv1d_lsp.interpreter.library.tables.table_attributes import (
    frame_attribute,
    series_attribute,
    view_attribute,
)
from conv1d_lsp.interpreter.library.versions import version
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.outside import attribute_of
from conv1d_lsp.interpreter.sizes import shape_value, sizes_of
from conv1d_lsp.interpreter.table_faults import NotAnArray
from conv1d_lsp.interpreter.values import (
    FALSE,
    OBJECTS,
    PANDAS,
    Array,
    Constant,
    Criterion,
    Dataset,
    DictObject,
    EstimatorObject,
    FrameObject,
    Instance,
    Integer,
    LayerObject,
    Library,
    LibraryMethod,
    ListObject,
    ModelObject,
    Module,
    PathValue,
    Ref,
    SliceValue,
    Spec,
    Super,
    Tensor,
    TupleValue,
    Unknown,
    UserClass,
    Value,
    View,
    integer,
)
from conv1d_lsp.interpreter.variables import doubt
from conv1d_lsp.shapes import Shape

#: True for type checkers only.
_TYPE_CHECKING = frozenset({"typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING"})


def attribute(m: Machine, owner: Value, name: str, node: cst.CSTNode) -> Value:
    """`owner.name`; the owner is not a choice."""
    if name == "__dict__" and isinstance(owner, Library | Module | UserClass):
        return LibraryMethod(owner, name)
    match owner:
        case Module():
            return module_attribute(m, owner, name, node)
        case Library():
            check_attribute(m, f"{owner.path}.{name}", node)
            return library_value(m, f"{owner.path}.{name}")
        case Tensor() | Array():
            if isinstance(owner, Array) and owner.library == PANDAS:
                return series_attribute(m, owner, name, node) or _of_tensor(m, owner, name, node)
            return _of_tensor(m, owner, name, node)
        case Ref():
            record = m.record(owner)
            if isinstance(record, Instance):
                return instance_attribute(m, owner, record, name, node)
            if isinstance(record, LayerObject):
                check_layer(m, record, name, node)
                return application_attribute(m, record, name, node) or layer_attribute(m, owner, record, name, node)
            if isinstance(record, ModelObject):
                return model_attribute(m, owner, record, name, node)
            if isinstance(record, DictObject) and record.kind == ARCHIVE and name == "files":
                return dict_method(m, owner, record, "keys", NO_ARGUMENTS) or LibraryMethod(owner, name)
            if isinstance(record, ListObject) and record.kind == NAMES:
                return names_attribute(m, owner, record, name, node)
            if isinstance(record, ListObject) and (refused := _not_of_list(m, record, name, node)) is not None:
                return refused
            if isinstance(record, FrameObject):
                return frame_attribute(m, owner, record, name, node)
            if isinstance(record, EstimatorObject):
                return estimator_attribute(m, record, name, node) or LibraryMethod(owner, name)
            return LibraryMethod(owner, name)
        case PathValue() if name in PATH_ATTRIBUTES:
            return value_of(m, getattr(owner.path, name))
        case View():
            return view_attribute(m, owner, name, node)
        case Dataset() if name == "element_spec":
            return spec_of(m, owner)
        case SliceValue() if name in ("start", "stop", "step"):
            return {"start": owner.lower, "stop": owner.upper, "step": owner.step}[name]
        case Criterion():
            return criterion_attribute(m, owner, name)
        case Spec() if name == "shape":
            return shape_value(owner.shape, "the size of an axis")
        case UserClass():
            return class_attribute(m, owner, name, node)
        case Super():
            return super_attribute(m, owner, name, node)
        case Unknown():
            return attribute_of(m, owner, name)
        case LibraryMethod(name="optimizer", owner=Ref() as model) if isinstance(m.record(model), ModelObject):
            check_optimizer(m, name, node)
        case TupleValue() if name in owner.names:
            return owner.items[owner.names.index(name)]
        case TupleValue() if name == "_fields" and owner.names:
            return TupleValue(tuple(map(Constant, owner.names)))
        case TupleValue(cls=UserClass() as cls) if (found := lookup(m, cls, name)) is not None:
            return bound_to(m, owner, found, node)
    return LibraryMethod(owner, name)


#: What arrays have and lists do not.
_OF_ARRAYS = frozenset({"shape", "reshape", "ndim", "argmax", "flatten", "astype", "squeeze"})


def _not_of_list(m: Machine, record: ListObject, name: str, node: cst.CSTNode) -> Unknown | None:
    """Report what a list of arrays is asked for, as if it were one; not where the program may have looked first."""
    items = record.items if record.kind == "list" and name in _OF_ARRAYS and not m.state.guards else None
    if not items or not all(isinstance(each, Array) and each.library == "numpy" for each in items):
        return None
    return m.report(NotAnArray("list", name), node)


def module_attribute(m: Machine, module: Module, name: str, node: cst.CSTNode) -> Value:
    """`module.name`, for a module of the project."""
    value = m.state.variables.get((module.scope, name))
    m.note_read((module.scope, name), value)
    if m.doubted and value is not None:
        doubt(m, (module.scope, name), value)
    return m.visible(value) if value is not None else m.unknown(f"`{module.name}` has no `{name}` here", node)


def library_value(m: Machine, path: str) -> Value:
    """What a name of a library is: itself, or what the program has put in its place."""
    name = canonical(path)
    note_road(m, path)
    if name in _TYPE_CHECKING:
        return FALSE
    replaced = m.state.variables.get((LIBRARY_SCOPE, name))
    if replaced is not None:
        return m.visible(replaced)
    if name in CONSTANTS:
        return Constant(CONSTANTS[name])
    if name.startswith(f"{FLAGS}."):
        return Unknown(f"`{name.removeprefix(f'{FLAGS}.')}` is a flag that is not defined here")
    return version(m, name) or Library(name)


def _of_tensor(m: Machine, owner: Tensor | Array, name: str, node: cst.CSTNode) -> Value:
    shape = owner.shape
    if name == "shape":
        return sizes_of(owner)
    if name in ("ndim", "rank") and shape.ranked:
        return integer(len(shape.known_axes))
    if name == "dtype":
        told = isinstance(owner, Array) and owner.dtype not in (None, kinds.WHOLE, kinds.FLOATS)
        told = told and owner.dtype != OBJECTS
        return Constant(owner.dtype) if told and isinstance(owner, Array) else Unknown("a type of numbers")
    if name == "T" and isinstance(owner, Array) and shape.ranked:
        turned = Shape(shape.known_axes[::-1])
        return Array(turned, owner.site, owner.label, owner.dtype, owner.library, formed=m.site(node))
    if name in ("real", "imag") and isinstance(owner, Array) and shape.ranked:
        return Array(shape, owner.site, owner.label, None, owner.library)
    if name == "size" and isinstance(owner, Array) and shape.ranked:
        total: Value = integer(1)
        for axis in shape.known_axes:
            assert isinstance(total, Integer)
            total = Integer(total.dim * axis)
        return total
    return LibraryMethod(owner, name)
