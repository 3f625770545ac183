"""Loops: unrolled over what is known, brought to a fixed point over what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import libcst as cst

from conv1d_lsp.interpreter.assignment import assign
from conv1d_lsp.interpreter.conditions import test
from conv1d_lsp.interpreter.executing import Counters, LoopExits
from conv1d_lsp.interpreter.findings import Finding, Notes
from conv1d_lsp.interpreter.forgetting import forgotten, unknown_iterator
from conv1d_lsp.interpreter.iteration import element, elements
from conv1d_lsp.interpreter.iterators import items_of_list, iterator_record, list_items, over_items, pulled
from conv1d_lsp.interpreter.joining import joined, same
from conv1d_lsp.interpreter.knowledge import suppose
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import State
from conv1d_lsp.interpreter.numbers_wanted import numbers_wanted
from conv1d_lsp.interpreter.rounds import Round, teaches_nothing
from conv1d_lsp.interpreter.values import (
    Either,
    ModelObject,
    ObjectRecord,
    Ref,
    Tensor,
    Unknown,
    Value,
)
from conv1d_lsp.interpreter.values.either import NO_GUARDS
from conv1d_lsp.shapes import Shape, Unclear

#: A `while` whose condition stays known is executed this often before it is summarised.
MOST_ROUNDS = 64

#: Steps after which a loop that still goes on is summarised; inside a summarised loop a quarter of that.
LONGEST_LOOP = 16_000

#: The same for a loop that calls no layer: what it counts or collects seldom decides a shape.
LONGEST_IDLE_LOOP = 4_000

_CHANGES = "it changes in a loop that is not unrolled"

#: The same for a loop that makes a model in its turns: more models of the same code seldom show more.
LONGEST_LOOP_OF_MODELS = 6_000

#: Passes through the body of a summarised loop. Two suffice for most: what changes is unknown after the first.
MOST_PASSES = 4


def execute_for(m: Machine, node: cst.For) -> None:
    source = m.visible(m.evaluate(node.iter))
    base, exits = m.state, LoopExits()
    m.state = base.fork()
    broken: list[State] = []

    def turn(item: Value) -> None:
        assign(m, node.target, item)
        _round(m, node, exits)
        broken.extend(exits.breaks)
        exits.breaks.clear()

    iterator = iterator_record(m, source)
    if isinstance(source, Ref) and list_items(m, source) is not None:
        _turns(m, node, items_of_list(m, source), turn)
    elif iterator is None:
        items = elements(m, source)
        if items is None:
            numbers_wanted(m, source, "for", node.iter)
            m.state = base
            _summarise_over(m, node, element(m, source))
            return
        _turns(m, node, iter(items), turn)
    elif iterator.run is not None and isinstance(source, Ref):
        m.write(source, unknown_iterator())
        iterator.run(m, turn)
        if m.state.alive:
            m.write(source, over_items(()))
    elif isinstance(source, Ref):
        _turns(m, node, pulled(m, source), turn)
    _after(m, node, base, broken)


def _turns(m: Machine, node: cst.For, items: Iterator[Value | None], turn: Callable[[Value], None]) -> None:
    """A turn for each item, while they are known; the rest is summarised. None stands for items that are not known."""
    begun, models = m.counters.copy(), len(m.models)
    for item in items:
        if item is None or lasts_too_long(m, begun) or _makes_too_many(m, begun, models):
            some = [*([] if item is None else [item]), *(each for each in items if each is not None)]
            _summarise_over(
                m,
                node,
                joined((NO_GUARDS, each) for each in some) if some else Unknown("an item of a list that changes"),
            )
            return
        turn(item)
        if not m.state.alive:
            return


def lasts_too_long(m: Machine, begun: Counters) -> bool:
    """Whether the rest of a loop is to be summarised. begun: the counters at its beginning."""
    longest = LONGEST_IDLE_LOOP if m.counters.graph == begun.graph else LONGEST_LOOP
    return m.counters.steps - begun.steps > longest >> (2 * m.summarised_loops)


def _makes_too_many(m: Machine, begun: Counters, models: int) -> bool:
    """The same for a loop before which there were so many `models`."""
    return len(m.models) > models and m.counters.steps - begun.steps > LONGEST_LOOP_OF_MODELS


def _round(m: Machine, node: cst.For | cst.While, exits: LoopExits) -> None:
    """The body once; `continue` goes on with the next round."""
    start = m.state
    m.state = start.fork()
    m.exits.loops.append(exits)
    try:
        m.execute_block(node.body)
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
    if node.orelse is not None and m.state.alive:
        m.execute_block(node.orelse.body)
    ways = [m.state, *broken]
    living = [state for state in ways if state.alive]
    m.state = m.join(base, ways)
    if len(living) > 1:
        m.state.guards = base.guards


def execute_while(m: Machine, node: cst.While) -> None:
    base, exits = m.state, LoopExits()
    m.state = base.fork()
    broken: list[State] = []
    begun = m.counters.steps
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
        if broken or m.counters.steps - begun > LONGEST_LOOP >> (2 * m.summarised_loops + 2):
            break  # some paths left: which round comes next is no longer certain
    _summarise(m, node, lambda: suppose(m, node.test, True))
    m.state = m.join(base, [m.state, *broken])
    m.state.guards = base.guards


def _summarise_over(m: Machine, node: cst.For, some: Value) -> None:
    """Summarise a loop whose items are all like `some`."""
    _summarise(m, node, lambda: assign(m, node.target, some))


def _summarise(m: Machine, node: cst.For | cst.While, begin: Callable[[], None]) -> None:
    """Execute the body for any number of rounds, none included, until a round teaches nothing new.

    A fault in it is reported only if both the first round and the last one raise.
    """
    entry = m.state
    known = entry
    first = Notes()
    m.summarised_loops += 1
    try:
        for number in range(MOST_PASSES):
            done = _pass(m, node, begin, known)
            notes = done.notes
            first = first if number else notes
            ended = m.state
            after = m.join(entry, [known.fork() if known is entry else known, ended])
            after.guards = entry.guards
            if teaches_nothing(m, done, entry, known, after):
                known = m.join(entry, [entry.fork(), ended])  # what holds at the start of a round is known by now
                break
            known = _widened(entry, known, after)
    finally:
        m.summarised_loops -= 1
    notes.partly.clear()
    notes.findings = _in_both(first.findings, notes.findings)
    m.notes.extend(notes)
    m.state = m.join(entry, [known])
    m.state.guards = entry.guards


def _pass(m: Machine, node: cst.For | cst.While, begin: Callable[[], None], start: State) -> Round:
    """The body once from `start`; leaves the state after it."""
    m.state = start.fork()
    exits = LoopExits()
    outer, m.reads, last_scope = m.reads, set(), m.counters.scope
    with m.aside() as notes:
        begin()
        _round(m, node, exits)
    m.state = m.join(start, [m.state, *exits.breaks])
    m.state.guards = start.guards
    m.state.alive = True
    done = Round(notes, m.reads, last_scope)
    m.reads = outer | done.reads
    return done


def _in_both(first: list[Finding], last: list[Finding]) -> list[Finding]:
    seen = {(finding.site.node, type(finding.fault)) for finding in first}
    return [finding for finding in last if (finding.site.node, type(finding.fault)) in seen]


def _widened(entry: State, known: State, after: State) -> State:
    """What a round changed is unknown from here on, but for tensors that keep their shape."""
    result = after.fork()
    result.guards = entry.guards
    variables, objects = after.writes_since(entry)
    for variable in variables:
        old, new = known.variables.get(variable), after.variables.get(variable)
        if old is None and new is not None:
            result.write_variable(variable, _of_an_earlier_round(entry, new))
        if old is None or new is None or same(old, new) or _is_named_now(old, new):
            continue
        result.write_variable(variable, _in_any_round(old, new))
    for address in objects:
        old_record, new_record = known.objects.get(address), after.objects.get(address)
        if old_record is not None and new_record is not None and old_record is not new_record:
            result.write_object(Ref(address), _forgotten(new_record))
    return result


def _is_named_now(old: Value, new: Value) -> bool:
    """Whether a round did no more than give what was not known a name."""
    return isinstance(new, Unknown) and new.nameless is not None and new.nameless is old


def _in_any_round(old: Value, new: Value) -> Value:
    """A variable that a round changed: of tensors with as many axes each, what they have in common."""
    values = [choice.value for each in (old, new) for choice in (each.choices if isinstance(each, Either) else ())]
    values += [each for each in (old, new) if not isinstance(each, Either)]
    tensors = [value for value in values if isinstance(value, Tensor)]
    ranks = {len(tensor.shape.known_axes) if tensor.shape.ranked else None for tensor in tensors}
    if len(tensors) < len(values) or None in ranks or len(ranks) > 1:
        return Unknown(_CHANGES)
    axes = (
        column[0] if all(axis.same(column[0]) for axis in column) else Unclear(_CHANGES)
        for column in zip(*(tensor.shape for tensor in tensors), strict=True)
    )
    return Tensor(Shape(tuple(axes)), None)


def _of_an_earlier_round(entry: State, value: Value) -> Value:
    """What the body is the first to bind, in the next round: which way was taken then says nothing of this one, and
    what was made then was made in every round."""
    choices = [choice.value for choice in value.choices] if isinstance(value, Either) else [value]
    if any(isinstance(each, Ref) and each.address not in entry.objects for each in choices):
        return Unknown("it is made anew in each round of a loop that is not unrolled")
    return joined((NO_GUARDS, each) for each in choices)


def _forgotten(record: ObjectRecord) -> ObjectRecord:
    """What is left of a record that each round changes; of a model not even what goes in and comes out."""
    left = forgotten(record)
    return replace(left, inputs=None, outputs=None) if isinstance(left, ModelObject) else left
