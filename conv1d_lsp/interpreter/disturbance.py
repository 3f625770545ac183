"""What an unknown callee may change: everything that it can reach."""

from __future__ import annotations

from dataclasses import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    BoundMethod,
    DictObject,
    Instance,
    LayerObject,
    LibraryMethod,
    ListObject,
    ModelObject,
    Ref,
    TupleValue,
    Value,
)


def disturb(m: Machine, arguments: Arguments) -> None:
    """An unknown callee may have changed everything that it could reach."""
    seen: set[int] = set()
    todo = list(arguments.all())
    while todo:
        value = todo.pop()
        if isinstance(value, TupleValue):
            todo += value.items
        elif isinstance(value, BoundMethod | LibraryMethod):
            todo.append(value.instance if isinstance(value, BoundMethod) else value.owner)
        elif isinstance(value, Ref) and value.address not in seen:
            seen.add(value.address)
            todo += _disturbed(m, value)


def _disturbed(m: Machine, ref: Ref) -> list[Value]:
    record = m.record(ref)
    match record:
        case ListObject():
            m.write(ref, ListObject(None, record.kind))
            return list(record.items or ())
        case DictObject():
            m.write(ref, DictObject({}, complete=False))
            return [value for _, value in record.items.values()]
        case Instance():
            forget_attributes(m, ref)
            return list(record.attributes.values())
        case LayerObject():
            m.write(ref, replace(record, built=None, many=True))
        case ModelObject():
            m.write(ref, replace(record, uncertain=True))
            return list(record.layers)
    return []


def forget_attributes(m: Machine, ref: Ref) -> None:
    """Something unknown was done to the attributes of an instance."""
    record = m.record(ref)
    if isinstance(record, Instance):
        m.write(ref, Instance(record.cls, {}, hidden=True))
