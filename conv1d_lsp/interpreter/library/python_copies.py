"""`copy.copy` and `copy.deepcopy` of what Python itself keeps values in; a copy of anything else is not known."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.bounded import bounded
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    Array,
    Choice,
    Constant,
    DictObject,
    Either,
    Function,
    Instance,
    Integer,
    Library,
    ListObject,
    Range,
    Ref,
    TupleValue,
    Unknown,
    UserClass,
    Value,
)

#: What was copied so far: an object that is held twice is one copy.
_Copies = dict[int, Ref]


def _copy(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`copy.copy(settings)`: what is inside is the same."""
    value = m.visible(arguments.positional[0]) if len(arguments.positional) == 1 else None
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(record, ListObject | DictObject) or (isinstance(record, Instance) and record.cls is None):
        return m.new(record)
    return value if isinstance(value, TupleValue | Constant | Integer) else m.unknown("a copy", node)


def _deep_copy(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`copy.deepcopy(settings)`: what is inside is copied too."""
    value = m.visible(arguments.positional[0]) if len(arguments.positional) == 1 else None
    if value is None or isinstance(value, Unknown):
        return m.unknown("a copy of something that is not known", node)
    return _deep(m, value, {})


@bounded(Unknown("a copy of something that is nested too deeply"))
def _deep(m: Machine, value: Value, copies: _Copies) -> Value:
    match value:
        case Unknown() | Constant() | Integer() | Range() | Function() | UserClass() | Library() | Array():
            return value
        case TupleValue():
            return replace(value, items=tuple(_deep(m, item, copies) for item in value.items))
        case Either():
            return Either(tuple(Choice(each.guards, _deep(m, each.value, copies)) for each in value.choices))
        case Ref():
            return _of_object(m, value, copies)
    return Unknown("a copy of something that is not known")


def _of_object(m: Machine, ref: Ref, copies: _Copies) -> Value:
    if ref.address in copies:
        return copies[ref.address]
    record = m.record(ref)
    if not isinstance(record, ListObject | DictObject) and not (isinstance(record, Instance) and record.cls is None):
        return Unknown("a copy of an object")
    new = copies[ref.address] = m.new(record)
    match record:
        case ListObject():
            items = None if record.items is None else tuple(_deep(m, item, copies) for item in record.items)
            element = None if record.element is None else _deep(m, record.element, copies)
            m.write(new, replace(record, items=items, element=element))
        case DictObject():
            entries = {key: (name, _deep(m, item, copies)) for key, (name, item) in record.items.items()}
            m.write(new, replace(record, items=entries))
        case Instance():
            attributes = {name: _deep(m, item, copies) for name, item in record.attributes.items()}
            m.write(new, replace(record, attributes=attributes))
    return new


PYTHON_COPIES: Mapping[str, Builtin] = {"copy.copy": _copy, "copy.deepcopy": _deep_copy}
