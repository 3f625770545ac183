"""Loops: unrolled over what is known, brought to a fixed point over what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.assignment import assign, counter_name
from conv1d_lsp.interpreter.conditions import test
from conv1d_lsp.interpreter.executing import Counters, Left, LoopExits
from conv1d_lsp.interpreter.findings import Finding, Notes
from conv1d_lsp.interpreter.forgetting import unknown_iterator
from conv1d_lsp.interpreter.growing import Lengths, lengths_after, lengths_named
from conv1d_lsp.interpreter.iteration import element, elements, length
from conv1d_lsp.interpreter.iterators import items_of_list, iterator_record, list_items, over_items, pulled
from conv1d_lsp.interpreter.joining import joined
from conv1d_lsp.interpreter.knowledge import suppose
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import RAISED, State
from conv1d_lsp.interpreter.numbers_wanted import numbers_wanted
from conv1d_lsp.interpreter.rounds import Round, teaches_nothing
from conv1d_lsp.interpreter.told import believed_of, told_in_header
from conv1d_lsp.interpreter.values import Function, IteratorObject, Range, Ref, Unknown, Value
from conv1d_lsp.interpreter.values.either import NO_GUARDS
from conv1d_lsp.interpreter.widening import Renamed, sizes_named, widened
from conv1d_lsp.shapes import Dim

#: A `while` whose condition stays known is executed this often before it is summarised.
MOST_ROUNDS = 64

#: Steps after which a loop that still goes on is summarised; inside a summarised loop a quarter of that.
LONGEST_LOOP = 16_000

#: The same for a loop that calls no layer: what it counts or collects seldom decides a shape.
LONGEST_IDLE_LOOP = 4_000

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
        _bind(m, node, item)
        _round(m, node, exits)
        broken.extend(exits.breaks)
        exits.breaks.clear()

    iterator = iterator_record(m, source)
    if isinstance(source, Ref) and list_items(m, source) is not None:
        broken += _turns(m, node, items_of_list(m, source), turn)
    elif isinstance(source, Range) and (numbers := elements(m, source)) is not None:
        broken += _turns_of_range(m, node, source, numbers, turn)
    elif iterator is None:
        items = elements(m, source)
        if items is None:
            numbers_wanted(m, source, "for", node.iter)
            m.state = base
            _after(m, node.orelse, base, _summarise_over(m, node, source))
            return
        broken += _turns(m, node, iter(items), turn)
    elif iterator.run is not None and isinstance(source, Ref):
        m.write(source, unknown_iterator())
        _over_generator(m, iterator, turn, broken, closes=_is_temporary(node, iterator))
        if m.state.alive:
            m.write(source, over_items(()))
    elif isinstance(source, Ref):
        broken += _turns(m, node, pulled(m, source), turn)
    _after(m, node.orelse, base, broken)


def _over_generator(
    m: Machine, iterator: IteratorObject, turn: Callable[[Value], None], broken: list[State], *, closes: bool
) -> None:
    """Execute a generator. closes: it ends with the loop, and its `finally` is executed where that is left."""
    before = len(m.exits.closed)

    def give(item: Value) -> Sequence[Left]:
        left, returned = len(broken), len(m.exits.returns)
        turn(item)
        if not closes:
            return ()
        gone = [Left(state, broken.append) for state in broken[left:]]
        del broken[left:]
        returns = m.exits.returns
        gone += [Left(state, _returning(returns, value)) for state, value in returns[returned:]]
        del returns[returned:]
        return gone

    assert iterator.run is not None
    iterator.run(m, give)
    closed = m.exits.closed[before:]
    del m.exits.closed[before:]
    for left in closed:
        left.land(left.state)


def _returning(returns: list[tuple[State, Value]], value: Value) -> Callable[[State], None]:
    return lambda state: returns.append((state, value))


def _is_temporary(node: cst.For, iterator: IteratorObject) -> bool:
    """Whether the loop alone holds the generator: `for x in generate(…)`."""
    function = iterator.function
    called = node.iter.func if isinstance(node.iter, cst.Call) else None
    name = called.attr.value if isinstance(called, cst.Attribute) else getattr(called, "value", None)
    return isinstance(function, Function) and function.name == name


def _turns(m: Machine, node: cst.For, items: Iterator[Value | None], turn: Callable[[Value], None]) -> list[State]:
    """A turn for each item, while they are known; the rest is summarised, and its states after a `break` returned.

    None stands for items that are not known.
    """
    begun, models = m.counters.copy(), len(m.models)
    for item in items:
        if item is None or lasts_too_long(m, begun) or _makes_too_many(m, begun, models):
            some = [*([] if item is None else [item]), *(each for each in items if each is not None)]
            return _summarise_any(
                m,
                node,
                joined((NO_GUARDS, each) for each in some) if some else Unknown("an item of a list that changes"),
            )
        turn(item)
        if not m.state.alive:
            break
    return []


def _turns_of_range(
    m: Machine, node: cst.For, source: Range, numbers: Sequence[Value], turn: Callable[[Value], None]
) -> list[State]:
    """A turn for each number, while that does not last too long; the rest is summarised."""
    begun, models = m.counters.copy(), len(m.models)
    for done, number in enumerate(numbers):
        if lasts_too_long(m, begun) or _makes_too_many(m, begun, models):
            return _summarise_over(m, node, replace(source, start=source.start + source.step * done))
        turn(number)
        if not m.state.alive:
            break
    return []


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


def _after(m: Machine, otherwise: cst.Else | None, base: State, broken: list[State]) -> None:
    """What holds after the loop: it ran to its end (and then the `else`), or it was left by a `break`."""
    if otherwise is not None and m.state.alive:
        m.execute_block(otherwise.body)
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
            _after(m, node.orelse, base, broken)
            return
        if known is None:
            break
        _round(m, node, exits)
        broken += exits.breaks
        exits.breaks.clear()
        if not m.state.alive:
            _after(m, node.orelse, base, broken)
            return
        if broken or m.counters.steps - begun > LONGEST_LOOP >> (2 * m.summarised_loops + 2):
            break  # some paths left: which round comes next is no longer certain
    broken += _summarise(m, node, lambda: suppose(m, node.test, True))
    m.state.guards = base.guards
    endless = node.orelse is not None and test(m, node.test)[0] is True
    _after(m, None if endless else node.orelse, base, broken)


def _summarise_over(m: Machine, node: cst.For, source: Value) -> list[State]:
    """Summarise a loop over something whose items are not taken one by one."""
    return _summarise(m, node, partial(_bind_any, m, node, source), source)


def _bind_any(m: Machine, node: cst.For, source: Value) -> None:
    _bind(m, node, element(m, source, counter_name(node.target)))


def _summarise_any(m: Machine, node: cst.For, some: Value) -> list[State]:
    """Summarise a loop whose items are all like `some`."""
    return _summarise(m, node, lambda: _bind(m, node, some))


def _bind(m: Machine, node: cst.For, item: Value) -> None:
    """The target of one round."""
    assign(m, node.target, believed_of(m, item, told_in_header(m, node.body), node.target))


def _summarise(
    m: Machine, node: cst.For | cst.While, begin: Callable[[], None], source: Value | None = None
) -> list[State]:
    """Execute the body for any number of rounds, none included, until a round teaches nothing new.

    source: what it runs over, if it is known that this is all. The state after it holds after a `break`
    too; those after a `break` alone are returned, for an `else`. A fault in the body is reported only if both the first
    round and the last one raise.
    """
    entry = m.state
    known = entry
    first = Notes()
    m.summarised_loops += 1
    try:
        for number in range(MOST_PASSES):
            forks = m.counters.fork
            named = () if known is entry else sizes_named(m, entry, known)
            done, lengths = _pass(m, node, begin, entry, known, named)
            notes = done.notes
            first = first if number else notes
            ended = m.state
            after = m.join(entry, [known.fork() if known is entry else known, ended])
            after.guards = entry.guards
            if teaches_nothing(m, done, entry, known, after):
                rounds = _rounds(m, entry, ended, source)
                certain = rounds is not None and rounds.value is not None and rounds.value > 0
                # what holds at the start of a round is known by now
                known = ended.fork() if certain else m.join(entry, [entry.fork(), ended])
                lengths_after(entry, ended, lengths, None if done.broken else rounds, forks, known)
                break
            known = widened(m, node, entry, known, after)
    finally:
        m.summarised_loops -= 1
    notes.partly.clear()
    notes.findings = _in_both(first.findings, notes.findings)
    m.notes.extend(notes)
    m.state = m.join(entry, [known])
    m.state.guards = entry.guards
    return done.broken if node.orelse is not None else []


def _rounds(m: Machine, entry: State, ended: State, source: Value | None) -> Dim | None:
    """How many rounds there are unless a `break` ends them; None where that is not known."""
    if source is None:
        return None
    if isinstance(source, Ref) and entry.objects.get(source.address) is not ended.objects.get(source.address):
        return None  # a list that changes meanwhile
    count = length(m, source)
    return None if count is None else count.dim


def _pass(
    m: Machine,
    node: cst.For | cst.While,
    begin: Callable[[], None],
    entry: State,
    start: State,
    named: Sequence[Renamed],
) -> tuple[Round, Lengths]:
    """The body once from `start`, but for variables that are `named`; leaves the state after it.

    entry: the state before the loop. Gives how long lists were at the start too.
    """
    m.state = start.fork()
    for variable, _, value in named:
        m.state.write_variable(variable, value)
    lengths = lengths_named(m, entry, m.state)
    exits = LoopExits()
    outer, m.reads, last_scope = m.reads, set(), m.counters.scope
    with m.aside() as notes:
        begin()
        _round(m, node, exits)
    m.state = m.join(start, [m.state, *exits.breaks])
    m.state.guards = start.guards
    m.state.alive = True
    if RAISED not in start.variables:
        m.state.delete_variable(RAISED)  # there may be no round at all
    m.reads |= {(variable, id(old)) for variable, old, new in named if (variable, id(new)) in m.reads}
    done = Round(notes, m.reads, last_scope, exits.breaks)
    m.reads = outer | done.reads
    return done, lengths


def _in_both(first: list[Finding], last: list[Finding]) -> list[Finding]:
    seen = {(finding.site.node, type(finding.fault)) for finding in first}
    return [finding for finding in last if (finding.site.node, type(finding.fault)) in seen]
