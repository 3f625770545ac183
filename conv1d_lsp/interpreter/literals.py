"""Literals, f-strings, and the keys of dicts."""

from __future__ import annotations

from collections.abc import Sequence
from warnings import catch_warnings

import libcst as cst

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    Constant,
    DictObject,
    Instance,
    Integer,
    LibraryMethod,
    ListObject,
    Ref,
    TupleValue,
    Value,
    integer,
)
from conv1d_lsp.interpreter.values.literal_keys import text_key
from conv1d_lsp.interpreter.values.objects import Key as Key

#: Tuples nested deeper than this are no known keys.
DEEPEST_KEY = 6


_TRIPLE = ('"""', "'''")


def integer_literal(m: Machine, node: cst.Integer) -> Value:
    if len(node.value) > 40:
        return m.unknown("a very large number", node)
    return integer(int(node.value, 0))


def float_literal(m: Machine, node: cst.Float) -> Value:
    return Constant(float(node.value))


def imaginary_literal(m: Machine, node: cst.Imaginary) -> Value:
    return Constant(complex(node.value))


def ellipsis_literal(m: Machine, node: cst.Ellipsis) -> Value:
    return Constant(...)


def string_literal(m: Machine, node: cst.SimpleString) -> Value:
    text = node.value
    if "\\" in text or "\r" in text or text[0] not in "'\"":
        with catch_warnings(action="ignore"):  # of escapes that mean nothing
            return Constant(node.evaluated_value)
    quotes = 3 if text[:3] in _TRIPLE else 1
    return Constant(text[quotes:-quotes])


def concatenated_literal(m: Machine, node: cst.ConcatenatedString) -> Value:
    left, right = m.evaluate(node.left), m.evaluate(node.right)
    match left, right:
        case Constant(value=str() as a), Constant(value=str() as b):
            return Constant(a + b)
        case Constant(value=bytes() as c), Constant(value=bytes() as d):
            return Constant(c + d)
    return m.unknown("a text that depends on something unknown", node)


def key_of(value: Value, levels: int = DEEPEST_KEY) -> Key | None:
    """The key of a dict for a value, if it is known and not nested deeper than `levels`."""
    match value:
        case Constant(value=bool() as flag):
            return "number", int(flag)
        case Constant(value=float() as number):
            return "number", number
        case Constant():
            return type(value.value).__name__, value.value
        case Integer() if value.known is not None:
            return "number", value.known
        case TupleValue() if levels > 0:
            keys = tuple(key_of(item, levels - 1) for item in value.items)
            return None if None in keys else ("tuple", keys)
        case Ref():
            return "object", value.address
    if isinstance(value, TupleValue):
        return None
    return ("value", value) if hasattr(value, "node") or hasattr(value, "path") else None


def set_of(items: Sequence[Value] | None) -> ListObject:
    """A set: each of its items once; nothing is known of one whose items may be equal."""
    keys = [key_of(item) for item in items or ()]
    if items is None or (None in keys and len(keys) > 1):
        return ListObject(None, "set")
    return ListObject(tuple(dict(zip(keys, items, strict=True)).values()), "set")


def dict_record(m: Machine, value: Value) -> DictObject | None:
    """The dict behind a value, if it is one, or settings that can be read as one: `vars(args)`, a namespace."""
    of_instance = isinstance(value, LibraryMethod) and value.name == "__dict__"
    owner = value.owner if isinstance(value, LibraryMethod) and of_instance else value
    record = m.record(owner) if isinstance(owner, Ref) else None
    if isinstance(record, Instance) and (of_instance or record.cls is None):
        return attributes_as_dict(record)
    return record if isinstance(record, DictObject) and not of_instance else None


def attributes_as_dict(record: Instance) -> DictObject:
    """`vars(instance)` at this moment."""
    items: dict[Key, tuple[Value, Value]] = {
        text_key(name): (Constant(name), value) for name, value in record.attributes.items()
    }
    return DictObject(items, not record.hidden and not record.partial)
