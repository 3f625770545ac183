"""`bool(value)`, where it can be told."""

from __future__ import annotations

from conv1d_lsp.interpreter.classes import defines
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.special_methods import call_special, has_special, unwrapped
from conv1d_lsp.interpreter.values import (
    BoundMethod,
    Constant,
    DictObject,
    Either,
    FrameObject,
    Function,
    Instance,
    Integer,
    Library,
    ListObject,
    Module,
    Partial,
    Ref,
    Tensor,
    TupleValue,
    UserClass,
    Value,
)
from conv1d_lsp.shapes import Truth


def decided(m: Machine, value: Value) -> bool | None:
    """`bool(value)`, if it can be told."""
    match value:
        case Constant():
            return bool(value.value)
        case Integer():
            return None if (truth := value.dim.zero) is Truth.UNSURE else truth is Truth.NO
        case TupleValue():
            return bool(value.items)
        case Ref():
            record = m.record(value)
            if isinstance(record, ListObject):
                return None if record.items is None else bool(record.items)
            if isinstance(record, DictObject):
                return True if record.items else (False if record.complete else None)
            if isinstance(record, Instance):
                return _of_instance(m, value, record)
            return None if isinstance(record, FrameObject) else True
        case Either():
            outcomes = {decided(m, choice.value) for choice in value.choices}
            return outcomes.pop() if len(outcomes) == 1 else None
        case Tensor() | Function() | Library() | Module() | BoundMethod() | UserClass() | Partial():
            return True
    return None


def _of_instance(m: Machine, ref: Ref, record: Instance) -> bool | None:
    for name in ("__bool__", "__len__"):
        if record.cls is not None and has_special(m, ref, name):
            answer = call_special(m, ref, name, [], record.cls.node)
            return None if answer is None else decided(m, answer)
    plain = unwrapped(m, ref)
    if plain is not ref:
        return decided(m, plain)
    return None if defines(m, record.cls, "__bool__", "__len__") else True
