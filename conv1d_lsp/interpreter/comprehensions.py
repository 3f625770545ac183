"""Comprehensions and generator expressions, unrolled where what they run over is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import libcst as cst

from conv1d_lsp.interpreter.assignment import assign, counter_name, target_names
from conv1d_lsp.interpreter.conditions import test
from conv1d_lsp.interpreter.forgetting import unknown_iterator
from conv1d_lsp.interpreter.functions import capture
from conv1d_lsp.interpreter.iteration import element, elements, iterator_over
from conv1d_lsp.interpreter.iterators import End, Pulled, element_of, iterator_record, over_items, pull
from conv1d_lsp.interpreter.joining import joined
from conv1d_lsp.interpreter.literals import key_of, set_of
from conv1d_lsp.interpreter.loops import lasts_too_long
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.many import one_of_many
from conv1d_lsp.interpreter.names import LocalNames
from conv1d_lsp.interpreter.values import DictObject, IteratorObject, ListObject, Ref, Value
from conv1d_lsp.interpreter.values.either import NO_GUARDS
from conv1d_lsp.interpreter.values.objects import Key


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
    if not _over(
        m, node.for_in, rows, lambda: element_of(m, record.sources[0]), lambda: items.append(m.evaluate(node.elt))
    ):
        m.write(ref, unknown_iterator(element=one_of_many(items[0]) if len(items) == 1 else None))
        return None
    m.write(ref, over_items(tuple(items)))
    return pull(m, ref)


def _append_result(m: Machine, node: cst.GeneratorExp, items: list[Value]) -> None:
    items.append(m.evaluate(node.elt))


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
    known = _run(m, node.for_in, lambda: items.append(m.evaluate(node.elt)))
    if known:
        return ListObject(tuple(items))
    return ListObject(None, element=one_of_many(items[0]) if len(items) == 1 else None)


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

    known = _run(m, node.for_in, step)
    return m.new(DictObject(items if known else {}, known and keyed))


def _run(m: Machine, clause: cst.CompFor, step: Callable[[], None]) -> bool:
    """Execute `step` for each item in a scope of its own; False if the items or the conditions are not known."""
    outer = m.scope
    m.scope = m.new_scope(outer, LocalNames(frozenset(_targets(clause))), "comprehension")
    try:
        return _clause(m, clause, step)
    finally:
        m.scope = outer


def _targets(clause: cst.CompFor) -> set[str]:
    names = set(target_names(clause.target))
    return names | _targets(clause.inner_for_in) if clause.inner_for_in is not None else names


def _clause(m: Machine, clause: cst.CompFor, step: Callable[[], None]) -> bool:
    source = m.evaluate(clause.iter)
    items = elements(m, source)
    return _over(m, clause, items, lambda: element(m, source, counter_name(clause.target)), step)


def _over(
    m: Machine,
    clause: cst.CompFor,
    items: tuple[Value, ...] | None,
    some: Callable[[], Value],
    step: Callable[[], None],
) -> bool:
    """some: gives any one item, where they are not known one by one."""
    if items is None:
        _summarised(m, clause, some, step)
        return False
    known = True
    begun = m.counters.copy()
    for number, item in enumerate(items):
        if lasts_too_long(m, begun):
            _summarised(m, clause, partial(_one_of, items[number:]), step)
            return False
        assign(m, clause.target, item)
        known = _item(m, clause, step) and known
    return known


def _one_of(items: Sequence[Value]) -> Value:
    return joined((NO_GUARDS, each) for each in items)


def _summarised(m: Machine, clause: cst.CompFor, some: Callable[[], Value], step: Callable[[], None]) -> None:
    """Once for all items, which are like `some`. What is known of that one holds for no other."""
    known = m.state.known
    m.summarised_loops += 1
    try:
        assign(m, clause.target, some())
        _item(m, clause, step)
    finally:
        m.summarised_loops -= 1
    m.state.known = known


def _item(m: Machine, clause: cst.CompFor, step: Callable[[], None]) -> bool:
    holds = _holds(m, clause)
    if holds is False:
        return True
    known = holds is not None
    if clause.inner_for_in is not None:
        return _clause(m, clause.inner_for_in, step) and known
    step()
    return known
