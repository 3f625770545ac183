"""Values in words, for whoever reads a contradiction."""

from __future__ import annotations

from conv1d_lsp.interpreter.memory import State
from conv1d_lsp.interpreter.values import (
    Array,
    Constant,
    DictObject,
    Either,
    Instance,
    Integer,
    ListObject,
    Ref,
    TupleValue,
    Unknown,
    Value,
)


def told(state: State, value: Value, levels: int = 4) -> str:
    """`3 if (7, True) or 4 if (7, False)`, `[1, n + 2]`."""
    if levels <= 0:
        return "…"
    match value:
        case Either():
            choices = [f"{told(state, each.value, levels)} if {sorted(each.guards)}" for each in value.choices]
            return f"({' or '.join(choices)})"
        case Integer():
            return str(value.dim)
        case Array():
            return f"array {value.shape}"
        case Constant():
            return repr(value.value)
        case Unknown():
            return "?" if value.number is None else f"? {value.number}"
        case TupleValue():
            return f"({', '.join(told(state, each, levels - 1) for each in value.items)})"
        case Ref():
            return _object(state, value, levels - 1)
    return type(value).__name__


def _object(state: State, ref: Ref, levels: int) -> str:
    record = state.objects.get(ref.address)
    match record:
        case ListObject(items=None, element=element):
            return f"{record.kind} of {'anything' if element is None else told(state, element, levels)}"
        case ListObject(items=items) if items is not None:
            return f"{record.kind} [{', '.join(told(state, each, levels) for each in items)}]"
        case DictObject():
            pairs = [f"{key[1]}: {told(state, each, levels)}" for key, (_, each) in record.items.items()]
            return f"{{{', '.join(pairs)}}}{'' if record.complete else ' and more'}"
        case Instance():
            attributes = [f"{name}={told(state, each, levels)}" for name, each in record.attributes.items()]
            return f"instance({', '.join(attributes)})"
    return type(record).__name__
