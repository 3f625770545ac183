"""What iterating over a value gives, where it is known item by item."""

from __future__ import annotations

from conv1d_lsp.interpreter.joining import joined
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    Array,
    Constant,
    DictObject,
    Either,
    Integer,
    ListObject,
    Range,
    Ref,
    TupleValue,
    Unknown,
    Value,
    integer,
)
from conv1d_lsp.interpreter.values.either import NO_GUARDS
from conv1d_lsp.shapes import Shape

#: Longer loops are not unrolled.
MOST_ITEMS = 1024


def elements(m: Machine, value: Value) -> tuple[Value, ...] | None:
    """The items in order, or None where they are not known one by one."""
    value = m.visible(value)
    match value:
        case TupleValue():
            return value.items if len(value.items) <= MOST_ITEMS else None
        case Range():
            known = value.known()
            return tuple(map(integer, known)) if known is not None and len(known) <= MOST_ITEMS else None
        case Constant(value=str() as text):
            return tuple(map(Constant, text)) if len(text) <= MOST_ITEMS else None
        case Ref():
            record = m.record(value)
            if isinstance(record, ListObject):
                if record.kind == "set" and record.items and len(record.items) > 1:
                    return None  # its order is Python's own
                few = record.items is not None and len(record.items) <= MOST_ITEMS
                return record.items if few else None
            if isinstance(record, DictObject) and record.complete:
                return tuple(key for key, _ in record.items.values())
        case Array():
            return _array_elements(value)
    return None


def members(m: Machine, value: Value) -> tuple[Value, ...] | None:
    """The items in any order: of a set too."""
    record = m.record(value) if isinstance(value, Ref) else None
    return record.items if isinstance(record, ListObject) and record.kind == "set" else elements(m, value)


def _array_elements(value: Array) -> tuple[Value, ...] | None:
    if not value.shape.ranked or not value.shape.known_axes:
        return None
    length = value.shape[0].value
    if length is None or length > 64:
        return None
    return (item_of_array(value),) * length


def item_of_array(value: Array) -> Value:
    """`array[0]`, whichever item it is."""
    shape = Shape(value.shape.axes[1:]) if value.shape.axes else value.shape
    return Array(shape, value.site, value.label, value.dtype, value.library)


def element(m: Machine, value: Value) -> Value:
    """Any one item, where they are not known one by one."""
    match value:
        case Range():
            return Unknown("the counter of a loop that is not unrolled")
        case Array() if value.shape.axes:
            return item_of_array(value)
        case Ref():
            record = m.record(value)
            if isinstance(record, ListObject) and record.element is not None:
                return record.element
            if isinstance(record, ListObject) and record.items:
                return joined((NO_GUARDS, each) for each in record.items)
        case Either():
            return Unknown("an item of one of several things")
    return Unknown("an item of something that is not known")


def unpacked(m: Machine, value: Value, count: int) -> tuple[Value, ...]:
    """`a, b = value`: that many values; unknown ones where it can't be told."""
    items = elements(m, value)
    if items is not None and len(items) == count:
        return items
    reason = "what is unpacked is not known"
    if isinstance(value, Unknown):
        reason = value.reason
    return tuple(Unknown(reason, getattr(value, "site", None)) for _ in range(count))


def length(m: Machine, value: Value) -> Integer | None:
    """`len(value)`, if it can be told."""
    match value:
        case TupleValue():
            return integer(len(value.items))
        case Constant(value=str() | bytes() as text):
            return integer(len(text))
        case Range():
            known = value.known()
            return None if known is None else integer(len(known))
        case Array() if value.shape.axes:
            return Integer(value.shape[0])
        case Ref():
            record = m.record(value)
            if isinstance(record, ListObject) and record.items is not None:
                return integer(len(record.items))
            if isinstance(record, DictObject) and record.complete:
                return integer(len(record.items))
    return None
