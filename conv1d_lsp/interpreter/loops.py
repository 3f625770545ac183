"""Loops: unrolled over what is known, brought to a fixed point over what is not."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from conv1d_lsp.interpreter.assignment import assign
from conv1d_lsp.interpreter.conditions import test
from conv1d_lsp.interpreter.findings import Finding, Notes
from conv1d_lsp.interpreter.iteration import element, elements
from conv1d_lsp.interpreter.joining import same
from conv1d_lsp.interpreter.machine import LoopExits, Machine
from conv1d_lsp.interpreter.memory import State
from conv1d_lsp.interpreter.values import DictObject, Instance, ListObject, ObjectRecord, Ref, Unknown

#: A `while` whose condition stays known is executed this often before it is summarised.
MOST_ROUNDS = 256

#: Rounds until what still changes in a summarised loop becomes unknown.
ROUNDS_TO_WIDEN = 2


def execute_for(m: Machine, node: cst.For) -> None:
    from conv1d_lsp.interpreter.expressions import evaluate

    source = m.visible(evaluate(m, node.iter))
    items = elements(m, source)
    if items is None:
        some = element(m, source)
        _summarise(m, node, lambda: assign(m, node.target, some))
        return
    base, exits = m.state, LoopExits()
    m.state = base.fork()
    broken: list[State] = []
    for item in items:
        assign(m, node.target, item)
        _round(m, node, exits)
        broken += exits.breaks
        exits.breaks.clear()
        if not m.state.alive:
            break
    _after(m, node, base, broken)


def _round(m: Machine, node: cst.For | cst.While, exits: LoopExits) -> None:
    """The body once; `continue` goes on with the next round."""
    from conv1d_lsp.interpreter.statements import execute_block

    start = m.state
    m.state = start.fork()
    m.exits.loops.append(exits)
    try:
        execute_block(m, node.body)
    finally:
        m.exits.loops.pop()
    ways = [m.state, *exits.continues]
    exits.continues.clear()
    living = sum(state.alive for state in ways)
    m.state = m.join(start, ways)
    if living > 1:
        m.state.guards = start.guards


def _after(m: Machine, node: cst.For | cst.While, base: State, broken: list[State]) -> None:
    """What holds after the loop: it ran to its end (and then the `else`), or it was left by a `break`."""
    from conv1d_lsp.interpreter.statements import execute_block

    if node.orelse is not None and m.state.alive:
        execute_block(m, node.orelse.body)
    ways = [m.state, *broken]
    living = [state for state in ways if state.alive]
    m.state = m.join(base, ways)
    if len(living) > 1:
        m.state.guards = base.guards


def execute_while(m: Machine, node: cst.While) -> None:
    base, exits = m.state, LoopExits()
    m.state = base.fork()
    broken: list[State] = []
    for _ in range(MOST_ROUNDS):
        known, _, _ = test(m, node.test)
        if known is False:
            _after(m, node, base, broken)
            return
        if known is None:
            break
        _round(m, node, exits)
        broken += exits.breaks
        exits.breaks.clear()
        if not m.state.alive:
            _after(m, node, base, broken)
            return
        if broken:
            break  # some paths left: which round comes next is no longer certain
    inner = m.state
    _summarise(m, node, lambda: None)
    m.state = m.join(base, [_upon(m.state, inner), *broken])
    m.state.guards = base.guards


def _upon(state: State, inner: State) -> State:
    """A state that a summary made of `inner`, as a fork of what `inner` was forked from."""
    state.origin = inner.origin
    return state


def _summarise(m: Machine, node: cst.For | cst.While, begin: Callable[[], None]) -> None:
    """Execute the body for any number of rounds, none included.

    A fault in it is reported only if both the first round and any later one raise.
    """
    entry = m.state
    m.summarised_loops += 1
    try:
        first = _pass(m, node, begin, entry)
        known = entry
        for _ in range(ROUNDS_TO_WIDEN):
            after = m.join(entry, [known if known is not entry else entry.fork(), m.state])
            after.guards = entry.guards
            known = after
            known.origin = entry
            m.state = known
            last = _pass(m, node, begin, known)
        known = _widened(entry, known, m.state)
        m.state = known
        last = _pass(m, node, begin, known)
    finally:
        m.summarised_loops -= 1
    last.findings = _in_both(first.findings, last.findings)
    m.notes.extend(last)
    m.state = m.join(entry, [known, m.state])
    m.state.guards = entry.guards


def _pass(m: Machine, node: cst.For | cst.While, begin: Callable[[], None], start: State) -> Notes:
    """The body once from `start`; leaves the state after it."""
    m.state = start.fork()
    exits = LoopExits()
    with m.aside() as notes:
        begin()
        _round(m, node, exits)
    ways = [m.state, *exits.breaks]
    m.state = m.join(start, ways)
    m.state.guards = start.guards
    m.state.alive = True
    return notes


def _in_both(first: list[Finding], last: list[Finding]) -> list[Finding]:
    seen = {(finding.site.node, type(finding.fault)) for finding in first}
    return [finding for finding in last if (finding.site.node, type(finding.fault)) in seen]


def _widened(entry: State, known: State, after: State) -> State:
    """What still changes from round to round is unknown."""
    result = known.fork()
    result.origin = entry
    result.written_variables, result.written_objects = set(known.written_variables), set(known.written_objects)
    for variable in sorted(after.written_variables | known.written_variables):
        old, new = known.variables.get(variable), after.variables.get(variable)
        if old is not None and new is not None and not same(old, new):
            result.write_variable(variable, Unknown("it changes in a loop that is not unrolled"))
    for address in sorted(after.written_objects | known.written_objects):
        old_record, new_record = known.objects.get(address), after.objects.get(address)
        if old_record is not None and new_record is not None and old_record is not new_record:
            result.write_object(Ref(address), _forgotten(new_record))
    return result


def _forgotten(record: ObjectRecord) -> ObjectRecord:
    match record:
        case ListObject():
            return ListObject(None, record.kind)
        case DictObject():
            return DictObject({}, complete=False)
        case Instance():
            return Instance(record.cls, {}, hidden=True)
    return _weakened(record)


def _weakened(record: ObjectRecord) -> ObjectRecord:
    from dataclasses import replace

    from conv1d_lsp.interpreter.values import LayerObject, ModelObject

    if isinstance(record, LayerObject):
        return replace(record, built=None, many=True)
    assert isinstance(record, ModelObject)
    return replace(record, uncertain=True, inputs=None, outputs=None, unbuilt_reason=None)
