"""What changes a list, set or dict in place by an operator or by `del`."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.iteration import members
from conv1d_lsp.interpreter.keyed import SET_OPERATORS, SETS, combined
from conv1d_lsp.interpreter.library.dicts import update_dict
from conv1d_lsp.interpreter.library.lists import extend_list
from conv1d_lsp.interpreter.literals import key_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.subscripts import slice_of
from conv1d_lsp.interpreter.values import (
    DictObject,
    Integer,
    ListObject,
    ObjectRecord,
    Ref,
    SliceValue,
    Value,
)


def change_in_place(m: Machine, ref: Ref, record: ObjectRecord, kind: type[cst.BaseBinaryOp], value: Value) -> bool:
    """`owner += value` where that changes the owner itself; False where it does not."""
    if isinstance(record, DictObject):
        if kind is cst.BitOr and record.kind != "Counter":
            update_dict(m, ref, record, Arguments((value,)))
        else:
            m.write(ref, replace(record, items={}, complete=False))
        return True
    if not isinstance(record, ListObject) or record.kind == "frozenset":
        return False
    if record.kind in SETS and kind in SET_OPERATORS:
        others = None if m.summarised_loops else members(m, value)
        m.write(ref, combined(m, SET_OPERATORS[kind], record, others))
    elif kind is cst.Add:
        extend_list(m, ref, record, value)
    elif kind is cst.Multiply and record.items is not None and record.most is None:
        times = value.known if isinstance(value, Integer) else None
        fits = times is not None and times * len(record.items) <= LONGEST
        m.write(ref, replace(record, items=record.items * max(times or 0, 0) if fits else None, length=None))
    else:
        m.write(ref, replace(record, items=None, element=None, length=None))
    return True


#: Longer lists are not made by `*=`.
LONGEST = 10_000


def delete_item(m: Machine, owner: Ref, record: ObjectRecord, index: Value) -> None:
    """`del owner[index]`."""
    if isinstance(record, DictObject):
        key = key_of(m.visible(index))
        left = {name: item for name, item in record.items.items() if name != key}
        m.write(owner, replace(record, items=left if key else {}, complete=record.complete and key is not None))
    elif isinstance(record, ListObject):
        m.write(owner, replace(record, items=_left(record.items, m.visible(index)), element=None, length=None))


def _left(items: tuple[Value, ...] | None, index: Value) -> tuple[Value, ...] | None:
    part = slice_of(index) if isinstance(index, SliceValue) else index.known if isinstance(index, Integer) else None
    left = list(items or ())
    if items is None or part is None or (isinstance(part, int) and not -len(left) <= part < len(left)):
        return None
    del left[part]
    return tuple(left)
