"""Sets and dicts as wholes: their operators, by the keys of what is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.literals import Key, dict_record, key_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import ListObject, Ref, Value

Keyed = dict[Key, Value]
Combination = Callable[[Keyed, Keyed], Keyed]

SETS = ("set", "frozenset")


def union(left: Keyed, right: Keyed) -> Keyed:
    return right | left


def intersection(left: Keyed, right: Keyed) -> Keyed:
    return {key: value for key, value in left.items() if key in right}


def difference(left: Keyed, right: Keyed) -> Keyed:
    return {key: value for key, value in left.items() if key not in right}


def symmetric_difference(left: Keyed, right: Keyed) -> Keyed:
    return difference(left, right) | difference(right, left)


SET_OPERATORS: Mapping[type[cst.BaseBinaryOp], Combination] = {
    cst.BitOr: union,
    cst.BitAnd: intersection,
    cst.Subtract: difference,
    cst.BitXor: symmetric_difference,
}


def set_record(m: Machine, value: Value) -> ListObject | None:
    """The set behind a value, if it is one."""
    record = m.record(value) if isinstance(value, Ref) else None
    return record if isinstance(record, ListObject) and record.kind in SETS else None


def keyed(m: Machine, items: tuple[Value, ...] | None) -> Keyed | None:
    """Items by their keys; None where those are not known."""
    m.tick()
    pairs = [(key_of(item), item) for item in items or ()]
    if items is None or any(key is None for key, _ in pairs):
        return None
    return {key: item for key, item in pairs if key is not None}


def combine(m: Machine, how: Combination, left: Value, right: Value) -> Value | None:
    """`left | right` and the like of two sets; None if they are none."""
    a, b = set_record(m, left), set_record(m, right)
    return None if a is None or b is None else m.new(combined(m, how, a, b.items))


def combined(m: Machine, how: Combination, record: ListObject, others: tuple[Value, ...] | None) -> ListObject:
    """The set that a combination gives; unknown where a key is."""
    mine, theirs = keyed(m, record.items), keyed(m, others)
    if mine is None or theirs is None:
        return ListObject(None, record.kind)
    return ListObject(tuple(how(mine, theirs).values()), record.kind)


def merged_dicts(m: Machine, left: Value, right: Value) -> Value | None:
    """`left | right` of two dicts; None if they are none."""
    a, b = dict_record(m, left), dict_record(m, right)
    if a is None or b is None or "Counter" in (a.kind, b.kind):
        return None
    return m.new(replace(a, items={**a.items, **b.items} if b.complete else {}, complete=a.complete and b.complete))


def ordered_sets(m: Machine, operator: cst.BaseCompOp, left: Value, right: Value) -> bool | None:
    """`left <= right` and the like of two sets: what is in them; None if it can't be told."""
    a, b = set_record(m, left), set_record(m, right)
    mine = keyed(m, a.items) if a is not None else None
    theirs = keyed(m, b.items) if b is not None else None
    if mine is None or theirs is None:
        return None
    x, y = mine.keys(), theirs.keys()
    table = {cst.LessThan: x < y, cst.LessThanEqual: x <= y, cst.GreaterThan: x > y, cst.GreaterThanEqual: x >= y}
    return {**table, cst.Equal: x == y}.get(type(operator))
