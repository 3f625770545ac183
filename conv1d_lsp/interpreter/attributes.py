"""Attributes of values."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.classes import instance_attribute, lookup, super_attribute
from conv1d_lsp.interpreter.library.names import canonical
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    NONE,
    Array,
    BoundMethod,
    Constant,
    Function,
    Instance,
    Integer,
    LayerObject,
    Library,
    LibraryMethod,
    ModelObject,
    Ref,
    Super,
    Tensor,
    TupleValue,
    Unknown,
    UserClass,
    Value,
    integer,
)
from conv1d_lsp.shapes import Number, Open, Shape, Symbol, Unclear


def attribute(m: Machine, owner: Value, name: str, node: cst.CSTNode) -> Value:
    """`owner.name`; the owner is not a choice."""
    from conv1d_lsp.interpreter.library.models import model_attribute
    from conv1d_lsp.interpreter.library.objects import layer_attribute

    match owner:
        case Library():
            return Library(canonical(f"{owner.path}.{name}"))
        case Tensor() | Array():
            return _of_tensor(m, owner, name)
        case Ref():
            record = m.record(owner)
            if isinstance(record, Instance):
                return instance_attribute(m, owner, record, name, node)
            if isinstance(record, LayerObject):
                return layer_attribute(m, owner, record, name, node)
            if isinstance(record, ModelObject):
                return model_attribute(m, owner, record, name, node)
            return LibraryMethod(owner, name)
        case UserClass():
            return _of_class(m, owner, name, node)
        case Super():
            return super_attribute(m, owner, name, node)
        case Unknown():
            return _of_unknown(owner, name)
        case TupleValue() if name in owner.names:
            return owner.items[owner.names.index(name)]
    return LibraryMethod(owner, name)


def shape_value(shape: Shape, why: str) -> Value:
    """`.shape`: a tuple of sizes; open axes are None."""
    if not shape.ranked:
        return Unknown(shape.why.reason)
    return TupleValue(tuple(size_value(axis, why) for axis in shape.known_axes))


def size_value(axis: object, why: str) -> Value:
    """The size of an axis as Python sees it."""
    if isinstance(axis, Open):
        return NONE
    if isinstance(axis, Number):
        return Integer(axis)
    return Unknown(axis.reason if isinstance(axis, Unclear) else why)


def _of_tensor(m: Machine, owner: Tensor | Array, name: str) -> Value:
    shape = owner.shape
    if name == "shape":
        return shape_value(shape, "the size of an axis")
    if name in ("ndim", "rank") and shape.ranked:
        return integer(len(shape.known_axes))
    if name == "dtype":
        return Unknown("a type of numbers") if owner.dtype is None else Constant(owner.dtype)
    if name == "T" and isinstance(owner, Array) and shape.ranked:
        return Array(Shape(shape.known_axes[::-1]), owner.site, owner.label, owner.dtype, owner.library)
    if name == "size" and isinstance(owner, Array) and shape.ranked:
        total: Value = integer(1)
        for axis in shape.known_axes:
            assert isinstance(total, Integer)
            total = Integer(total.dim * axis)
        return total
    return LibraryMethod(owner, name)


def _of_class(m: Machine, owner: UserClass, name: str, node: cst.CSTNode) -> Value:
    value = lookup(m, owner, name)
    if name == "__name__":
        return Constant(owner.name)
    if isinstance(value, Function) and value.kind == "class":
        return BoundMethod(owner, value)
    return value if value is not None else m.unknown(f"the attribute `{name}` is not known", node)


def _of_unknown(owner: Unknown, name: str) -> Value:
    """An attribute of a parameter has a name of its own: `config.window`, `x.shape`."""
    if owner.number is None:
        return Unknown(owner.reason, owner.site)
    symbols = owner.number.expression.symbols()
    text = str(owner.number)
    if len(symbols) != 1 or not text.replace(".", "").replace("_", "").isalnum():
        return Unknown(owner.reason, owner.site)
    symbol = next(iter(symbols))
    return Unknown(owner.reason, owner.site, Number.of(Symbol(f"{text}.{name}", symbol.identity)))
