"""How long lists are that each round of a loop makes longer by the same number of items."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.many import made_before
from conv1d_lsp.interpreter.memory import State
from conv1d_lsp.interpreter.values import ListObject, Ref
from conv1d_lsp.shapes import Dim, Number, Symbol

#: How long lists are at the start of a round, by address.
Lengths = Mapping[int, Dim]


def lengths_named(m: Machine, entry: State, start: State) -> Lengths:
    """The lists that rounds have changed so far, with a name for how long each is at the start of the next one.

    entry: the state before the loop. start: the one that the round begins with, which gets the names.
    """
    found: dict[int, Dim] = {}
    for address in start.writes_since(entry)[1]:
        record, before = start.objects.get(address), entry.objects.get(address)
        if isinstance(record, ListObject) and isinstance(before, ListObject) and record.items is None:
            m.counters.fork += 1
            name = Symbol("len(list)", m.counters.fork, low=0, whole=True, passing=True)
            found[address] = Number.of(name)
            start.write_object(Ref(address), replace(record, length=found[address]))
    return found


def lengths_after(entry: State, ended: State, lengths: Lengths, rounds: Dim | None, forks: int, result: State) -> None:
    """Put down in `result` how long the lists are after so many rounds, all like one that `ended` so.

    rounds: None where it is not known how many there are. forks: how many there were before the round.
    """
    for address, at_start in lengths.items():
        before, after, record = (state.objects.get(address) for state in (entry, ended, result))
        if not isinstance(after, ListObject) or not isinstance(record, ListObject) or record.items is not None:
            continue
        assert isinstance(before, ListObject)
        more = after.count - at_start
        told = rounds is not None and made_before(more, forks)
        length = before.count + rounds * more if told and rounds is not None else None
        result.write_object(Ref(address), replace(record, length=length if isinstance(length, Number) else None))
