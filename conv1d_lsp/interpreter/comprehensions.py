"""Comprehensions and generator expressions, unrolled where what they run over is known."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from conv1d_lsp.interpreter.assignment import assign, target_names
from conv1d_lsp.interpreter.conditions import test
from conv1d_lsp.interpreter.iteration import element, elements
from conv1d_lsp.interpreter.joining import joined
from conv1d_lsp.interpreter.literals import key_of, set_of
from conv1d_lsp.interpreter.loops import LONGEST_LOOP
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.names import LocalNames
from conv1d_lsp.interpreter.values import DictObject, ListObject, Value
from conv1d_lsp.interpreter.values.either import NO_GUARDS
from conv1d_lsp.interpreter.values.objects import Key


def list_comprehension(m: Machine, node: cst.ListComp | cst.GeneratorExp) -> Value:
    return m.new(_collected(m, node))


def set_comprehension(m: Machine, node: cst.SetComp) -> Value:
    return m.new(set_of(_collected(m, node).items))


def _collected(m: Machine, node: cst.ListComp | cst.SetComp | cst.GeneratorExp) -> ListObject:
    items: list[Value] = []
    known = _run(m, node.for_in, lambda: items.append(m.evaluate(node.elt)))
    if known:
        return ListObject(tuple(items))
    return ListObject(None, element=items[0] if len(items) == 1 else None)


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
    if items is None:
        _summarised(m, clause, element(m, source), step)
        return False
    known = True
    begun = m.counters.steps
    for number, item in enumerate(items):
        if m.counters.steps - begun > LONGEST_LOOP >> (2 * m.summarised_loops):
            _summarised(m, clause, joined((NO_GUARDS, each) for each in items[number:]), step)
            return False
        assign(m, clause.target, item)
        known = _item(m, clause, step) and known
    return known


def _summarised(m: Machine, clause: cst.CompFor, some: Value, step: Callable[[], None]) -> None:
    """Once for all items, which are like `some`."""
    m.summarised_loops += 1
    try:
        assign(m, clause.target, some)
        _item(m, clause, step)
    finally:
        m.summarised_loops -= 1


def _item(m: Machine, clause: cst.CompFor, step: Callable[[], None]) -> bool:
    known = True
    for condition in clause.ifs:
        holds, _, _ = test(m, condition.test)
        if holds is False:
            return known
        known = known and holds is not None
    if clause.inner_for_in is not None:
        return _clause(m, clause.inner_for_in, step) and known
    step()
    return known
