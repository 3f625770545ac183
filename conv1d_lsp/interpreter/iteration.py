"""What iterating over a value gives, where it is known item by item."""

from __future__ import annotations

from conv1d_lsp.interpreter.arguments import NO_ARGUMENTS
from conv1d_lsp.interpreter.classes import lookup
from conv1d_lsp.interpreter.counters import counter
from conv1d_lsp.interpreter.forgetting import unknown_iterator
from conv1d_lsp.interpreter.iterators import (
    End,
    Pulled,
    drain,
    element_of,
    iterator_record,
    over_items,
    over_list,
)
from conv1d_lsp.interpreter.joining import joined
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.outside import item_of
from conv1d_lsp.interpreter.values import (
    OF_OBJECTS,
    PANDAS,
    Array,
    Constant,
    Dataset,
    DictObject,
    Either,
    FrameObject,
    Function,
    Instance,
    Integer,
    IteratorObject,
    ListObject,
    Range,
    Ref,
    TupleValue,
    Unknown,
    UserClass,
    Value,
    View,
    integer,
)
from conv1d_lsp.interpreter.values.either import NO_GUARDS
from conv1d_lsp.shapes import Number, Shape

#: Longer loops are not unrolled.
MOST_ITEMS = 1024


def elements(m: Machine, value: Value) -> tuple[Value, ...] | None:
    """The items in order, or None where they are not known one by one. An iterator gives them up."""
    value = m.visible(value)
    match value:
        case TupleValue():
            return value.items if len(value.items) <= MOST_ITEMS else None
        case Range():
            known = value.known()
            return tuple(map(integer, known)) if known is not None and len(known) <= MOST_ITEMS else None
        case Constant(value=str() as text):
            return tuple(map(Constant, text)) if len(text) <= MOST_ITEMS else None
        case Ref():
            record = m.record(value)
            if isinstance(record, IteratorObject):
                return drain(m, value)
            if isinstance(record, Instance):
                return _of_instance(m, value, record)
            if isinstance(record, ListObject):
                if record.kind in ("set", "frozenset") and record.items and len(record.items) > 1:
                    return None  # its order is Python's own
                few = record.items is not None and len(record.items) <= MOST_ITEMS
                return record.items if few else None
            if isinstance(record, FrameObject):
                return _columns(m, record)
            if isinstance(record, DictObject) and record.complete:
                return tuple(key for key, _ in record.items.values())
        case Array():
            return _array_elements(value)
        case UserClass() if value.members:
            return tuple(m.attribute(value, name, value.node) for name in value.members)
    return None


def members(m: Machine, value: Value) -> tuple[Value, ...] | None:
    """The items in any order: of a set too."""
    record = m.record(value) if isinstance(value, Ref) else None
    return (
        record.items if isinstance(record, ListObject) and record.kind in ("set", "frozenset") else elements(m, value)
    )


def iterator_over(m: Machine, value: Value) -> Ref:
    """`iter(value)`."""
    value = m.visible(value)
    if isinstance(value, Ref) and iterator_record(m, value) is not None:
        return value
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(record, Instance) and isinstance(value, Ref):
        made = _own_iterator(m, value, record)
        return m.new(unknown_iterator()) if made is None else made
    if isinstance(value, Ref) and isinstance(record, ListObject) and record.kind in ("list", "deque"):
        return m.new(over_list(value))
    items = elements(m, value)
    if items is not None:
        return m.new(over_items(items))
    return m.new(
        unknown_iterator(numbers=value) if isinstance(value, Range) else unknown_iterator(element=element(m, value))
    )


def _of_instance(m: Machine, ref: Ref, record: Instance) -> tuple[Value, ...] | None:
    made = _own_iterator(m, ref, record)
    return None if made is None else drain(m, made)


def _own_iterator(m: Machine, ref: Ref, record: Instance) -> Ref | None:
    """What an instance's `__iter__` gives; one that it is itself asks its `__next__`."""
    if record.cls is None or not isinstance(lookup(m, record.cls, "__iter__"), Function):
        return None
    made = m.visible(m.call(m.attribute(ref, "__iter__", record.cls.node), NO_ARGUMENTS, record.cls.node))
    inner = m.record(made) if isinstance(made, Ref) else None
    if not isinstance(made, Ref) or not m.state.alive:
        return None
    if isinstance(inner, Instance):
        known = inner.cls is not None and isinstance(lookup(m, inner.cls, "__next__"), Function)
        return m.new(IteratorObject(_next_of_instance, sources=(made,))) if known else None
    return iterator_over(m, made)


def _next_of_instance(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
    """`__next__`: where no path of it goes on, it raised `StopIteration`."""
    owner = record.sources[0]
    inner = m.record(owner)
    if not isinstance(inner, Instance) or inner.cls is None:
        return None
    before, loops = m.state, m.summarised_loops
    m.state = before.fork()
    value = m.call(m.attribute(owner, "__next__", inner.cls.node), NO_ARGUMENTS, inner.cls.node)
    if m.state.alive:
        return value
    m.state = m.join(before, [before.fork()])
    return End.END if loops == m.summarised_loops else None


def _array_elements(value: Array) -> tuple[Value, ...] | None:
    if not value.shape.ranked or not value.shape.known_axes:
        return None
    length = value.shape[0].value
    if length is None or length > 64:
        return None
    return (item_of_array(value),) * length


def item_of_array(value: Array) -> Value:
    """`array[0]`, whichever item it is."""
    if value.dtype in OF_OBJECTS and len(value.shape.axes or ()) < 2:
        return Unknown("an item of an array of lists", value.site)
    shape = Shape(value.shape.axes[1:]) if value.shape.axes else value.shape
    return Array(shape, value.site, value.label, value.dtype, "numpy" if value.library == PANDAS else value.library)


def _columns(m: Machine, record: FrameObject) -> tuple[Value, ...] | None:
    """The names of the columns of a table."""
    from conv1d_lsp.interpreter.framed import name_of

    few = record.columns is not None and len(record.columns) <= MOST_ITEMS
    return tuple(map(name_of, record.columns or ())) if few else None


def element(m: Machine, value: Value, name: str = "i") -> Value:
    """Any one item, where they are not known one by one. name: what the number of a range is called."""
    match value:
        case Range():
            return counter(m, value, name)
        case Array() if value.shape.axes:
            return item_of_array(value)
        case View():
            from conv1d_lsp.interpreter.library.tables.iterating import any_group

            return any_group(m, value)
        case Dataset():
            from conv1d_lsp.interpreter.library.elements import element_at_hand

            return element_at_hand(m, value)
        case Ref():
            record = m.record(value)
            if isinstance(record, IteratorObject):
                return element_of(m, value, name)
            if isinstance(record, FrameObject):
                from conv1d_lsp.interpreter.framed import SOME_COLUMN

                return Unknown(SOME_COLUMN)
            if isinstance(record, ListObject) and record.element is not None:
                return record.element
            if isinstance(record, ListObject) and record.items:
                return joined((NO_GUARDS, each) for each in record.items)
        case Either():
            return Unknown("an item of one of several things")
    return Unknown("an item of something that is not known")


def unpacked(m: Machine, value: Value, count: int) -> tuple[Value, ...]:
    """`a, b = value`: that many values; unknown ones where it can't be told."""
    items = elements(m, value)
    if items is not None and len(items) == count:
        return items
    reason = "what is unpacked is not known"
    if items is not None and isinstance(value, TupleValue):
        m.raised("ValueError")
    if isinstance(value, Unknown):
        if value.symbol is not None:
            return tuple(item_of(m, value, integer(index)) for index in range(count))
        reason = value.reason
    return tuple(Unknown(reason, getattr(value, "site", None)) for _ in range(count))


def length(m: Machine, value: Value) -> Integer | None:
    """`len(value)`, if it can be told."""
    match value:
        case TupleValue():
            return integer(len(value.items))
        case Constant(value=str() | bytes() as text):
            return integer(len(text))
        case Range():
            return _how_many(value)
        case Array() if value.shape.axes:
            return Integer(value.shape[0])
        case UserClass() if value.members:
            return integer(len(value.members))
        case Ref():
            record = m.record(value)
            if isinstance(record, ListObject) and isinstance(record.count, Number):
                return Integer(record.count)
            if isinstance(record, FrameObject):
                return Integer(record.rows)
            if isinstance(record, DictObject) and record.complete:
                return integer(len(record.items))
    return None


def _how_many(numbers: Range) -> Integer | None:
    """How many numbers a range has; by name it is taken to have some."""
    known = numbers.known()
    if known is not None:
        return integer(len(known))
    step = numbers.step.value
    if step is None or step < 1 or not isinstance(numbers.stop - numbers.start, Number):
        return None
    return Integer((numbers.stop - numbers.start + (step - 1)) // step)
