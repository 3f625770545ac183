"""Generators that are not consumed by one loop: asked for single items, handed on by `yield from`."""

from __future__ import annotations

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.disturbance import disturb
from conv1d_lsp.interpreter.forgetting import unknown_iterator
from conv1d_lsp.interpreter.iteration import iterator_over
from conv1d_lsp.interpreter.iterators import (
    Pulled,
    element_of,
    iterator_record,
    over_first,
    over_items,
    pull,
    pulled,
    run_through,
)
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import State
from conv1d_lsp.interpreter.values import NONE, IteratorObject, Ref, Unknown, Value

#: So many items of a generator are worked out when it is asked for one.
FIRST_ITEMS = 32


def next_of_generator(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
    """Its items at once, or the first ones. What it does outside of itself happens now, or some time later."""
    base = m.state
    m.state = base.fork()
    m.silent += 1
    with m.aside():
        items = run_through(m, ref, record, FIRST_ITEMS)
        some = element_of(m, ref) if items is None else None
    m.silent -= 1
    ran, m.state = m.state, base.fork()
    ran.alive = True
    m.state = m.join(base, [ran])
    m.state.guards = base.guards
    _blur(m, ran, base, ref)
    if items is None:
        m.write(ref, unknown_iterator(element=some))
        return None
    m.write(ref, over_items(items) if len(items) < FIRST_ITEMS else over_first(items))
    return pull(m, ref)


def _blur(m: Machine, ran: State, base: State, ref: Ref) -> None:
    variables, objects = ran.writes_since(base)
    for variable in sorted(variables):
        old = base.variables.get(variable)
        if old is not None and ran.variables.get(variable) is not old:
            m.state.write_variable(variable, Unknown("a generator changes it"))
    changed = [
        Ref(address)
        for address in sorted(objects)
        if address != ref.address
        and (old_record := base.objects.get(address)) is not None
        and ran.objects.get(address) is not old_record
    ]
    disturb(m, Arguments(tuple(changed)))


def yield_from(m: Machine, source: Value) -> Value:
    """Hand on all items of another iterable; gives what a generator returns."""
    give = m.exits.give
    if give is None:
        return m.unknown("what a generator gives")
    ref = iterator_over(m, m.visible(source))
    record = iterator_record(m, ref)
    if record is not None and record.run is not None:
        m.write(ref, over_items(()))
        result: Value = record.run(m, give)
        return result
    for item in pulled(m, ref):
        if not m.state.alive:
            break
        if item is None:
            m.summarised_loops += 1
            m.exits.closed += give(element_of(m, ref))
            m.summarised_loops -= 1
            break
        m.exits.closed += give(item)
    return NONE
