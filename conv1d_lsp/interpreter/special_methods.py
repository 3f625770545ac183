"""Operators and built-in functions on instances: Python asks their classes for `__add__`, `__len__` and the like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.classes import follows_bases, linearized, lookup
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Function, Instance, Library, Ref, UserClass, Value

_BINARY: Mapping[type[cst.BaseBinaryOp], str] = {
    cst.Add: "add",
    cst.Subtract: "sub",
    cst.Multiply: "mul",
    cst.Divide: "truediv",
    cst.FloorDivide: "floordiv",
    cst.Modulo: "mod",
    cst.Power: "pow",
    cst.LeftShift: "lshift",
    cst.RightShift: "rshift",
    cst.BitAnd: "and",
    cst.BitOr: "or",
    cst.BitXor: "xor",
    cst.MatrixMultiply: "matmul",
}

_UNARY: Mapping[type[cst.BaseUnaryOp], str] = {
    cst.Minus: "__neg__",
    cst.Plus: "__pos__",
    cst.BitInvert: "__invert__",
}

#: The method for a comparison, and the one that the other side has for it.
_COMPARED: Mapping[type[cst.BaseCompOp], tuple[str, str]] = {
    cst.Equal: ("__eq__", "__eq__"),
    cst.NotEqual: ("__ne__", "__ne__"),
    cst.LessThan: ("__lt__", "__gt__"),
    cst.LessThanEqual: ("__le__", "__ge__"),
    cst.GreaterThan: ("__gt__", "__lt__"),
    cst.GreaterThanEqual: ("__ge__", "__le__"),
}

#: Bases of enumerations whose members are plain values too.
_PLAIN_ENUMERATIONS = frozenset({"enum.IntEnum", "enum.StrEnum", "builtins.int", "builtins.str", "builtins.float"})

NOT_IMPLEMENTED = Library("builtins.NotImplemented")


def instance_class(m: Machine, value: Value) -> UserClass | None:
    """The user's class that a value is an instance of."""
    record = m.record(value) if isinstance(value, Ref) else None
    return record.cls if isinstance(record, Instance) else None


def has_special(m: Machine, value: Value, name: str) -> bool:
    """Whether the class of an instance, or one of its bases, has this method."""
    cls = instance_class(m, value)
    return cls is not None and isinstance(lookup(m, cls, name), Function)


def call_special(m: Machine, value: Value, name: str, given: Sequence[Value], node: cst.CSTNode) -> Value | None:
    """The method's answer; None if there is none."""
    if not has_special(m, value, name):
        return None
    answer = m.visible(m.call(m.attribute(value, name, node), Arguments(tuple(given)), node))
    return None if answer == NOT_IMPLEMENTED else answer


def user_binary(m: Machine, kind: type[cst.BaseBinaryOp], left: Value, right: Value, node: cst.CSTNode) -> Value | None:
    """`left op right` where one of them is an instance with a method for it."""
    name = _BINARY.get(kind)
    if name is None:
        return None
    answer = call_special(m, left, f"__{name}__", [right], node)
    return answer if answer is not None else call_special(m, right, f"__r{name}__", [left], node)


def user_in_place(m: Machine, kind: type[cst.BaseBinaryOp], owner: Value, by: Value, node: cst.CSTNode) -> Value | None:
    """`owner += by` where the owner is an instance with a method for it."""
    name = _BINARY.get(kind)
    return None if name is None else call_special(m, owner, f"__i{name}__", [by], node)


def user_unary(m: Machine, operator: cst.BaseUnaryOp, value: Value, node: cst.CSTNode) -> Value | None:
    name = _UNARY.get(type(operator))
    return None if name is None else call_special(m, value, name, [], node)


def user_compared(m: Machine, operator: cst.BaseCompOp, left: Value, right: Value, node: cst.CSTNode) -> Value | None:
    """`left < right` where one of them is an instance with a method for it."""
    if isinstance(operator, cst.In):
        return call_special(m, right, "__contains__", [left], node)
    names = _COMPARED.get(type(operator))
    if names is None:
        return None
    answer = call_special(m, left, names[0], [right], node)
    return answer if answer is not None else call_special(m, right, names[1], [left], node)


def compares_by_identity(m: Machine, value: Value) -> bool:
    """Whether `==` on an instance and something of another class can only be false."""
    cls = instance_class(m, value)
    if cls is None or lookup(m, cls, "__eq__") is not None:
        return False
    return follows_bases(cls) or (bool(cls.members) and not _is_plain_enumeration(cls))


def unwrapped(m: Machine, value: Value) -> Value:
    """The plain value that a member of an `IntEnum` or the like is, too."""
    record = m.record(value) if isinstance(value, Ref) else None
    cls = record.cls if isinstance(record, Instance) else None
    if isinstance(record, Instance) and cls is not None and cls.members and _is_plain_enumeration(cls):
        return record.attributes.get("value", value)
    return value


def _is_plain_enumeration(cls: UserClass) -> bool:
    return any(isinstance(each, Library) and each.path in _PLAIN_ENUMERATIONS for each in linearized(cls))


def is_no_container(m: Machine, value: Value) -> bool:
    """Whether a value is an instance of a class that is neither a sequence nor a mapping."""
    cls = instance_class(m, value)
    return cls is not None and follows_bases(cls)
