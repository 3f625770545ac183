"""Iterators: what `iter`, `zip`, `map`, generator expressions and generators give. Each item is given once.

An iterator is asked for its next item by its own `pull`, which puts a new record at its address. A generator gives its
items to its consumer while its body is executed (`run`), so that what both do happens in the order of Python's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum

from msgspec.structs import replace

from conv1d_lsp.interpreter.counters import counter
from conv1d_lsp.interpreter.executing import Left
from conv1d_lsp.interpreter.forgetting import unknown_iterator
from conv1d_lsp.interpreter.joining import joined
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import State
from conv1d_lsp.interpreter.values import IteratorObject, ListObject, Ref, TupleValue, Unknown, Value
from conv1d_lsp.interpreter.values.either import NO_GUARDS


class End(Enum):
    """There is no next item."""

    END = "end"


#: The next item; the end; None where it can't be told.
Pulled = Value | End | None

#: What a consumer does with an item; gives the paths on which it left, and nothing else holds the generator.
Consumer = Callable[[Value], Sequence[Left]]

#: More items are not taken one by one.
MOST_PULLED = 1024


def iterator_record(m: Machine, value: Value) -> IteratorObject | None:
    """The iterator behind a value, if it is one."""
    record = m.record(value) if isinstance(value, Ref) else None
    return record if isinstance(record, IteratorObject) else None


def pull(m: Machine, ref: Ref) -> Pulled:
    """The next item. Where that can't be told, nothing is known of those after it either."""
    m.tick()
    record = iterator_record(m, ref)
    got: Pulled = None if record is None else record.pull(m, ref, record)
    if got is None and (left := iterator_record(m, ref)) is not None:
        m.write(ref, unknown_iterator(left))
    return got if got is None or isinstance(got, End) else m.visible(got)


def over_items(items: tuple[Value, ...], position: int = 0) -> IteratorObject:
    """An iterator over what is known."""
    return IteratorObject(_next_item, items, position)


def _next_item(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
    items = record.items or ()
    if record.position >= len(items):
        return End.END
    m.write(ref, replace(record, position=record.position + 1))
    return items[record.position]


def pulled(m: Machine, ref: Ref) -> Iterator[Value | None]:
    """The items that are left, one by one; None, and then what any one is like, where they are not known."""
    for _ in range(MOST_PULLED):
        got = pull(m, ref)
        if isinstance(got, End):
            return
        if got is None:
            break
        yield got
    yield None
    yield element_of(m, ref)


def over_list(ref: Ref) -> IteratorObject:
    """An iterator over a list, which may change meanwhile."""
    return IteratorObject(_next_of_list, sources=(ref,))


def _next_of_list(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
    items = list_items(m, record.sources[0])
    if items is None:
        return None
    if record.position >= len(items):
        m.write(ref, over_items(()))
        return End.END
    m.write(ref, replace(record, position=record.position + 1))
    return items[record.position]


def list_items(m: Machine, ref: Ref) -> tuple[Value, ...] | None:
    """What a list holds now, if it is one whose items are known."""
    record = m.record(ref)
    return record.items if isinstance(record, ListObject) and record.kind in ("list", "deque") else None


def items_of_list(m: Machine, ref: Ref) -> Iterator[Value | None]:
    """The items of a list one by one, as long as it has more; None where that can't be told any more."""
    for position in range(MOST_PULLED):
        items = list_items(m, ref)
        if items is None:
            break
        if position >= len(items):
            return
        yield m.visible(items[position])
    yield None


def over_first(items: tuple[Value, ...]) -> IteratorObject:
    """An iterator of which the first items are known."""
    return IteratorObject(_next_of_first, items, element=joined((NO_GUARDS, item) for item in items))


def _next_of_first(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
    got = _next_item(m, ref, record)
    return None if isinstance(got, End) else got


def drain(m: Machine, ref: Ref) -> tuple[Value, ...] | None:
    """All items that are left; None where they are not known one by one."""
    record = iterator_record(m, ref)
    if record is not None and record.run is not None:
        return run_through(m, ref, record)
    if record is not None and record.pull is _next_item and record.items is not None:
        m.write(ref, replace(record, position=len(record.items)))
        return record.items[record.position :]
    items: list[Value] = []
    while len(items) < MOST_PULLED:
        got = pull(m, ref)
        if got is End.END:
            return tuple(items)
        if got is None:
            break
        items.append(got)
    any_one = [element_of(m, ref), *items]
    m.write(ref, unknown_iterator(element=joined((NO_GUARDS, item) for item in any_one)))
    return None


def _to_the_end(item: Value) -> bool | None:
    return False


def run_through(
    m: Machine,
    ref: Ref,
    record: IteratorObject,
    most: int = MOST_PULLED * 64,
    until: Callable[[Value], bool | None] = _to_the_end,
) -> tuple[Value, ...] | None:
    """All items of a generator, or the first ones: a list collects them, so that its paths are joined like any others.

    most: it is stopped after so many. until: whether it is stopped after an item; where that can't be told, what
    comes later perhaps never happens, and nothing is reported from it.
    """
    assert record.run is not None
    m.write(ref, over_items(()))
    collected = m.new(ListObject(()))
    loops = m.summarised_loops
    stopped: list[State] = []
    silent = m.silent

    def collect(value: Value) -> Sequence[Left]:
        old = m.record(collected)
        assert isinstance(old, ListObject)
        if old.items is not None and m.summarised_loops == loops:
            m.write(collected, ListObject((*old.items, value)))
            last = until(value)
            m.silent += last is None
            if last or len(old.items) + 1 >= most:
                stopped.append(m.leave())
            return ()
        inside = [*(old.items or ()), value] if old.element is None else [old.element, value]
        m.write(collected, ListObject(None, element=joined((NO_GUARDS, item) for item in inside)))
        return ()

    base = m.state
    m.state = base.fork()
    record.run(m, collect)
    m.silent = silent
    m.state = m.join(base, [*stopped, m.state])
    m.state.guards = base.guards
    result = m.record(collected)
    assert isinstance(result, ListObject)
    if result.items is None:
        m.write(ref, unknown_iterator(element=result.element))
    return result.items


def element_of(m: Machine, ref: Ref, name: str = "i") -> Value:
    """Any one item of an iterator whose items are not known one by one. name: what a number of a range is called."""
    record = iterator_record(m, ref)
    if record is not None and record.numbers is not None:
        number = counter(m, record.numbers, name)
        return number if record.element is None else TupleValue((number, record.element))
    if record is not None and record.element is not None:
        return record.element
    if record is not None and record.pull is _next_of_list:
        held = m.record(record.sources[0])
        if isinstance(held, ListObject) and (held.items or held.element is not None):
            return held.element or joined((NO_GUARDS, item) for item in held.items or ())
    if record is not None and record.items:
        return joined((NO_GUARDS, item) for item in record.items[record.position :])
    return Unknown("an item of something that is not known")
