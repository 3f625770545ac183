"""Methods of lists, deques and tuples."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.conditions import equal
from conv1d_lsp.interpreter.iteration import element, elements
from conv1d_lsp.interpreter.joining import joined, says_nothing
from conv1d_lsp.interpreter.keyed import SETS
from conv1d_lsp.interpreter.library.ordering import sorted_items
from conv1d_lsp.interpreter.library.sets import SET_METHODS
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.many import items_inside, one_of_many
from conv1d_lsp.interpreter.values import (
    NONE,
    Constant,
    DictObject,
    Integer,
    ListObject,
    Ref,
    TupleValue,
    Value,
    integer,
    is_none,
)
from conv1d_lsp.interpreter.values.either import NO_GUARDS
from conv1d_lsp.interpreter.values.literal_keys import text_key
from conv1d_lsp.shapes import Dim, Truth, Unclear, dim

ListMethod = Callable[[Machine, Ref, ListObject, Arguments], Value]

#: Methods that leave a list as it is.
_READING = frozenset("__contains__ __eq__ __getitem__ __iter__ __len__".split())

#: What a loop that is not unrolled may do any number of times.
_CHANGING = frozenset(
    "append add insert extend pop update remove discard clear appendleft extendleft popleft rotate".split()
)


def make_deque(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`collections.deque(items, maxlen=3)`."""
    items = elements(m, arguments.positional[0]) if arguments.positional else ()
    limit = arguments.get(1, "maxlen")
    most = limit.known if isinstance(limit, Integer) else None
    ref = m.new(record := ListObject((), "deque", None, most))
    no_limit = limit is None or is_none(limit)
    _put(m, ref, record, items if no_limit or most is not None else None)
    return ref


def list_method(m: Machine, ref: Ref, record: ListObject, name: str, arguments: Arguments) -> Value | None:
    """`items.append(x)` and the like; None for a method that is not known."""
    if m.summarised_loops and name in _CHANGING:
        return _in_summary(m, ref, record, name, arguments)
    if record.kind in SETS and name in SET_METHODS:
        return SET_METHODS[name](m, ref, record, arguments)
    method = _LIST_METHODS.get(name)
    if method is None and name not in _READING:
        _forget(m, ref, record, arguments)
    return None if method is None else method(m, ref, record, arguments)


def _in_summary(m: Machine, ref: Ref, record: ListObject, name: str, arguments: Arguments) -> Value:
    """In a loop that is not unrolled the length is not known; what is in it stays known where it is all alike."""
    if name in ("append", "add", "appendleft", "insert") and arguments.positional:
        return _put_more(m, ref, record, one_of_many(arguments.positional[-1]), dim(1))
    if name in ("extend", "extendleft") and arguments.positional:
        return extend_list(m, ref, record, arguments.positional[0])
    if name in ("pop", "popleft"):
        inside = items_inside(record)
        m.write(ref, replace(record, items=None, length=_less(record)))
        return (
            joined((NO_GUARDS, each) for each in inside) if inside else m.unknown("an item of a list that is not known")
        )
    return _forget(m, ref, record, arguments)


def _put_more(m: Machine, ref: Ref, record: ListObject, some: Value | None, count: Dim) -> Value:
    """So many more items somewhere in a list, all like `some`; None where it is not known what they are like."""
    known = some is not None and (record.items is not None or record.element is not None)
    inside = [*items_inside(record), *([] if some is None else [some])]
    element = joined((NO_GUARDS, each) for each in inside) if known else None
    plain = record.kind == "list" or (record.kind == "deque" and record.most is None)
    m.write(ref, replace(record, items=None, element=element, length=record.count + count if plain else None))
    return NONE


def _less(record: ListObject) -> Dim | None:
    """One item less."""
    return record.count - 1 if record.kind == "list" and (record.count >= 1) is Truth.YES else None


def _append(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    if record.items is not None:
        _put(m, ref, record, (*record.items, *arguments.positional))
    elif arguments.positional:
        _put_more(m, ref, record, arguments.positional[0], dim(1))
    return NONE


def _put(m: Machine, ref: Ref, record: ListObject, items: tuple[Value, ...] | None) -> None:
    """Other items; a deque with a limit keeps the last ones."""
    if items is not None and record.most is not None:
        items = items[max(0, len(items) - record.most) :]
    m.write(ref, replace(record, items=items, element=None, length=None))


def extend_list(m: Machine, ref: Ref | Value, record: ListObject, more: Value) -> Value:
    """`items.extend(more)`, `items += more`."""
    assert isinstance(ref, Ref)
    items = elements(m, more)
    if items is not None and record.items is not None and not m.summarised_loops:
        _put(m, ref, record, record.items + items)
        return NONE
    added = m.record(more) if isinstance(more, Ref) else None
    if items is not None:
        some = joined((NO_GUARDS, one_of_many(each)) for each in items) if items else record.element
        return _put_more(m, ref, record, some, dim(len(items)))
    if isinstance(added, ListObject):
        return _put_more(m, ref, record, added.element, added.count)
    some = one_of_many(element(m, more))
    return _put_more(m, ref, record, None if says_nothing(some) else some, Unclear("how many items are added"))


def _extend(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    return extend_list(m, ref, record, arguments.positional[0]) if arguments.positional else NONE


def _append_left(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    items = None if record.items is None else (*arguments.positional, *record.items)[: record.most]
    m.write(ref, replace(record, items=items, element=None, length=None))
    return NONE


def _extend_left(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    more = elements(m, arguments.positional[0]) if arguments.positional else None
    items = None if record.items is None or more is None else (*more[::-1], *record.items)[: record.most]
    m.write(ref, replace(record, items=items, element=None, length=None))
    return NONE


def _pop_left(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    return _pop(m, ref, record, Arguments((integer(0),)))


def _rotate(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    steps = arguments.positional[0] if arguments.positional else integer(1)
    by = steps.known if isinstance(steps, Integer) else None
    if not record.items or by is None:
        return _forget(m, ref, record, arguments)
    first = len(record.items) - by % len(record.items)
    m.write(ref, replace(record, items=(*record.items[first:], *record.items[:first])))
    return NONE


def _insert(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    position = arguments.positional[0] if len(arguments.positional) == 2 else None
    index = position.known if isinstance(position, Integer) else None
    if record.items is None or index is None:
        return _forget(m, ref, record, arguments)
    items = list(record.items)
    items.insert(index, arguments.positional[1])
    m.write(ref, replace(record, items=tuple(items)))
    return NONE


def _pop(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    index: int | None = -1
    if arguments.positional:
        position = arguments.positional[0]
        index = position.known if isinstance(position, Integer) else None
    if record.items is None or index is None or not -len(record.items) <= index < len(record.items):
        m.write(ref, replace(record, items=None, length=_less(record)))
        return record.element or m.unknown("an item of a list that is not known")
    items = list(record.items)
    value = items.pop(index)
    m.write(ref, replace(record, items=tuple(items)))
    return m.visible(value)


def _reverse(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    m.write(ref, replace(record, items=None if record.items is None else record.items[::-1]))
    return NONE


def _clear(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    m.write(ref, replace(record, items=(), element=None, length=None))
    return NONE


def _sort(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    items = sorted_items(m, record.items, arguments)
    element, length = (None, None) if items is not None else (record.element, record.count)
    m.write(ref, replace(record, items=items, element=element, length=length))
    return NONE


def _copy(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    return m.new(record)


def _forget(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    m.write(ref, replace(record, items=None, element=None, length=None))
    return NONE


def _remove(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    position = _position(m, record.items, arguments)
    if position is None or record.items is None:
        return _forget(m, ref, record, arguments)
    m.write(ref, replace(record, items=(*record.items[:position], *record.items[position + 1 :])))
    return NONE


def _position(m: Machine, items: Sequence[Value] | None, arguments: Arguments) -> int | None:
    """Where the first item is that equals the argument; None if that can't be told."""
    if len(arguments.positional) != 1:
        return None
    for position, item in enumerate(items or ()):
        outcome = equal(m, item, arguments.positional[0])
        if outcome is not False:
            return position if outcome else None
    return None


def _where(m: Machine, items: Sequence[Value] | None, arguments: Arguments) -> Value:
    position = _position(m, items, arguments)
    return m.unknown("a position that can't be told") if position is None else integer(position)


def _counted(m: Machine, items: Sequence[Value] | None, arguments: Arguments) -> Value:
    outcomes = [equal(m, item, arguments.positional[0]) for item in items or () if arguments.positional]
    if items is None or None in outcomes or len(arguments.positional) != 1:
        return m.unknown("how often something is in a list")
    return integer(sum(outcome is True for outcome in outcomes))


def _count(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    return _counted(m, record.items, arguments)


def _index(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    return _where(m, record.items, arguments)


_LIST_METHODS: dict[str, ListMethod] = {
    "append": _append,
    "extend": _extend,
    "insert": _insert,
    "pop": _pop,
    "reverse": _reverse,
    "clear": _clear,
    "copy": _copy,
    "index": _index,
    "count": _count,
    "sort": _sort,
    "remove": _remove,
    "appendleft": _append_left,
    "extendleft": _extend_left,
    "popleft": _pop_left,
    "rotate": _rotate,
}


def tuple_method(m: Machine, owner: TupleValue, name: str, arguments: Arguments) -> Value | None:
    """`sizes.index(3)`, `sizes.count(3)`, and what named tuples have; None for a method that is not known."""
    fields = zip(owner.names, owner.items, strict=False)
    if name == "index":
        return _where(m, owner.items, arguments)
    if name == "count":
        return _counted(m, owner.items, arguments)
    if name == "_replace" and owner.names and set(arguments.keywords) <= set(owner.names):
        return replace(owner, items=tuple(arguments.keywords.get(key, item) for key, item in fields))
    if name == "_asdict" and owner.names:
        return m.new(DictObject({text_key(key): (Constant(key), item) for key, item in fields}))
    return None
