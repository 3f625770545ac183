"""Comprehensions and generator expressions, unrolled where what they run over is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import libcst as cst
from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.interpreter.assignment import assign, counter_name, target_names
from conv1d_lsp.interpreter.conditions import test
from conv1d_lsp.interpreter.forgetting import unknown_iterator
from conv1d_lsp.interpreter.functions import capture
from conv1d_lsp.interpreter.iteration import element, elements, iterator_over, length
from conv1d_lsp.interpreter.iterators import End, Pulled, element_of, iterator_record, over_items, pull
from conv1d_lsp.interpreter.joining import joined
from conv1d_lsp.interpreter.literals import key_of, set_of
from conv1d_lsp.interpreter.loops import lasts_too_long
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.many import DIFFERS, made_before, one_of_many, shared
from conv1d_lsp.interpreter.names import LocalNames
from conv1d_lsp.interpreter.values import DictObject, IteratorObject, ListObject, Range, Ref, Value
from conv1d_lsp.interpreter.values.either import NO_GUARDS
from conv1d_lsp.interpreter.values.objects import Key
from conv1d_lsp.shapes import Dim, dim


def list_comprehension(m: Machine, node: cst.ListComp) -> Value:
    return m.new(_collected(m, node))


def generator_expression(m: Machine, node: cst.GeneratorExp) -> Value:
    """What it runs over is evaluated now, all else when an item is asked for."""
    clause = node.for_in
    source = iterator_over(m, m.evaluate(clause.iter))
    scope = m.new_scope(m.scope, LocalNames(frozenset(_targets(clause))), "comprehension")
    capture(m, scope)
    return m.new(IteratorObject(partial(_next_result, node, scope), sources=(source,)))


def _next_result(node: cst.GeneratorExp, scope: int, m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
    """The next item of a generator expression. One of several clauses is worked out as a whole."""
    outer, m.scope = m.scope, scope
    try:
        if node.for_in.inner_for_in is not None:
            return _first_of_all(m, node, ref, record)
        return _next_of_one(m, node, ref, record)
    finally:
        m.scope = outer


def _next_of_one(m: Machine, node: cst.GeneratorExp, ref: Ref, record: IteratorObject) -> Pulled:
    while True:
        got = pull(m, record.sources[0])
        if isinstance(got, End):
            return got
        assign(m, node.for_in.target, element_of(m, record.sources[0]) if got is None else got)
        holds = _holds(m, node.for_in)
        if got is None or holds is None:
            m.summarised_loops += 1
            if got is not None:  # it is this item, or a later one
                assign(m, node.for_in.target, _this_or_later(m, got, record.sources[0]))
            some = m.evaluate(node.elt)
            m.summarised_loops -= 1
            m.write(ref, unknown_iterator(element=one_of_many(some)))
            return None
        if holds:
            return m.evaluate(node.elt)


def _this_or_later(m: Machine, item: Value, source: Ref) -> Value:
    left = iterator_record(m, source)
    if left is not None and left.items is not None and left.position >= len(left.items):
        return item
    return joined([(NO_GUARDS, item), (NO_GUARDS, element_of(m, source))])


def _first_of_all(m: Machine, node: cst.GeneratorExp, ref: Ref, record: IteratorObject) -> Pulled:
    items: list[Value] = []
    rows = elements(m, record.sources[0])
    if not _over(m, node.for_in, rows, record.sources[0], lambda: items.append(m.evaluate(node.elt))).known:
        m.write(ref, unknown_iterator(element=_any_of(items)))
        return None
    m.write(ref, over_items(tuple(items)))
    return pull(m, ref)


def _holds(m: Machine, clause: cst.CompFor) -> bool | None:
    """Whether the conditions of a clause hold for the item at hand."""
    outcome: bool | None = True
    for condition in clause.ifs:
        known, _, _ = test(m, condition.test)
        if known is False:
            return False
        outcome = outcome if known else None
    return outcome


def set_comprehension(m: Machine, node: cst.SetComp) -> Value:
    return m.new(set_of(_collected(m, node).items))


def _collected(m: Machine, node: cst.ListComp | cst.SetComp) -> ListObject:
    items: list[Value] = []
    ran = _run(m, node.for_in, lambda: items.append(m.evaluate(node.elt)))
    if ran.known:
        return ListObject(tuple(items))
    return ListObject(None, element=_any_of(items), length=ran.count)


def _any_of(items: Sequence[Value]) -> Value | None:
    """What each of several items is like, if they have something in common."""
    if len(items) == 1:
        return one_of_many(items[0])
    return shared([one_of_many(each) for each in items], DIFFERS)


def dict_comprehension(m: Machine, node: cst.DictComp) -> Value:
    items: dict[Key, tuple[Value, Value]] = {}
    keyed = True

    def step() -> None:
        nonlocal keyed
        key, value = m.evaluate(node.key), m.evaluate(node.value)
        name = key_of(key)
        if name is None:
            keyed = False
        else:
            items[name] = (key, value)

    known = _run(m, node.for_in, step).known
    return m.new(DictObject(items if known else {}, known and keyed))


class _Ran(Struct, frozen=True, eq=False):
    """How a comprehension ran. known: `step` was executed for each item. count: how many items there are."""

    known: bool
    count: Dim


def _run(m: Machine, clause: cst.CompFor, step: Callable[[], None]) -> _Ran:
    """Execute `step` for each item in a scope of its own; for one that stands for many if they are not known."""
    outer = m.scope
    m.scope = m.new_scope(outer, LocalNames(frozenset(_targets(clause))), "comprehension")
    try:
        return _clause(m, clause, step)
    finally:
        m.scope = outer


def _targets(clause: cst.CompFor) -> set[str]:
    names = set(target_names(clause.target))
    return names | _targets(clause.inner_for_in) if clause.inner_for_in is not None else names


def _clause(m: Machine, clause: cst.CompFor, step: Callable[[], None]) -> _Ran:
    source = m.evaluate(clause.iter)
    items = elements(m, source)
    return _over(m, clause, items, source, step)


def _over(
    m: Machine, clause: cst.CompFor, items: tuple[Value, ...] | None, source: Value, step: Callable[[], None]
) -> _Ran:
    """items: what `source` gives, where that is known one by one."""
    if items is None:
        count = length(m, m.visible(source))
        some = partial(element, m, source, counter_name(clause.target))
        return _summarised(m, clause, some, DIFFERS if count is None else count.dim, step)
    known, count_of_all = True, dim(0)
    begun = m.counters.copy()
    for number, item in enumerate(items):
        if lasts_too_long(m, begun):
            rest = partial(_rest, m, source, items, number, counter_name(clause.target))
            ran = _summarised(m, clause, rest, dim(len(items) - number), step)
            return _Ran(False, count_of_all + ran.count)
        assign(m, clause.target, item)
        ran = _item(m, clause, step)
        known, count_of_all = known and ran.known, count_of_all + ran.count
    return _Ran(known, count_of_all)


def _rest(m: Machine, source: Value, items: Sequence[Value], first: int, name: str) -> Value:
    """Any one of the items from `first` on."""
    source = m.visible(source)
    if isinstance(source, Range):
        return element(m, replace(source, start=source.start + source.step * first), name)
    return joined((NO_GUARDS, each) for each in items[first:])


def _summarised(
    m: Machine, clause: cst.CompFor, some: Callable[[], Value], count: Dim, step: Callable[[], None]
) -> _Ran:
    """Once for all items, which are like `some`. What is known of that one holds for no other."""
    known, forks = m.state.known, m.counters.fork
    m.summarised_loops += 1
    try:
        assign(m, clause.target, some())
        each = _item(m, clause, step).count
    finally:
        m.summarised_loops -= 1
    m.state.known = known
    return _Ran(False, count * each if made_before(each, forks) else DIFFERS)


def _item(m: Machine, clause: cst.CompFor, step: Callable[[], None]) -> _Ran:
    holds = _holds(m, clause)
    if holds is False:
        return _Ran(True, dim(0))
    if clause.inner_for_in is not None:
        ran = _clause(m, clause.inner_for_in, step)
    else:
        step()
        ran = _Ran(True, dim(1))
    return ran if holds else _Ran(False, DIFFERS)
