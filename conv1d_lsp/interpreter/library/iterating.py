"""Python's functions that give iterators or take one: `zip`, `map`, `next`, `any` and the like."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.iteration import element, elements, iterator_over, length, members
from conv1d_lsp.interpreter.iterators import (
    End,
    Pulled,
    element_of,
    iterator_record,
    over_items,
    pull,
    pulled,
    run_through,
)
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.many import one_of_many
from conv1d_lsp.interpreter.special_methods import call_special, has_special
from conv1d_lsp.interpreter.truthiness import decided
from conv1d_lsp.interpreter.values import (
    Constant,
    Integer,
    IteratorObject,
    ListObject,
    Range,
    Ref,
    TupleValue,
    Value,
    integer,
    is_none,
)
from conv1d_lsp.shapes import Unclear, dim

Builtin = Callable[[Machine, Arguments, cst.CSTNode], Value]


def make_iter(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`iter(values)`."""
    if len(arguments.positional) != 1:
        return m.unknown("an iterator that calls something", node)
    return iterator_over(m, arguments.positional[0])


def call_next(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`next(iterator)`, `next(iterator, default)`: at its end the first raises `StopIteration`."""
    given = m.visible(arguments.positional[0]) if arguments.positional else None
    if given is not None and has_special(m, given, "__next__"):
        return _next_of(m, given, arguments, node)
    if not isinstance(given, Ref) or iterator_record(m, given) is None:
        return m.unknown("the next item of something that is not known", node)
    got = pull(m, given)
    if got is None:
        return element_of(m, given) if len(arguments.positional) == 1 else m.unknown("a next item, if there is", node)
    if not isinstance(got, End):
        return got
    if len(arguments.positional) > 1:
        return arguments.positional[1]
    m.state.alive = False
    return m.unknown("there is no next item", node)


def _next_of(m: Machine, owner: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The answer of an instance's `__next__`; the default where no path of that goes on."""
    before = m.state
    m.state = before.fork()
    value = call_special(m, owner, "__next__", [], node)
    if m.state.alive or len(arguments.positional) == 1:
        return value if value is not None else m.unknown("the next item of something that is not known", node)
    m.state = m.join(before, [before.fork()])
    return arguments.positional[1]


def make_zip(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`zip(a, b)`. With `strict=True` it gives the same, or raises."""
    if not arguments.complete:
        return m.new(_turned_around(m, arguments))
    sources = tuple(iterator_over(m, value) for value in arguments.positional)
    some = TupleValue(tuple(element_of(m, source) for source in sources))
    return m.new(IteratorObject(_next_row, sources=sources, element=some))


def _turned_around(m: Machine, arguments: Arguments) -> IteratorObject:
    """`zip(*pairs)`: all the first parts, and all the second ones. (Tuples, in truth.)"""
    if arguments.positional or not isinstance(arguments.rest, TupleValue):
        return IteratorObject(_unclear)
    return over_items(tuple(m.new(ListObject(None, element=one_of_many(part))) for part in arguments.rest.items))


def _unclear(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
    return None


def _next_row(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
    row = next_row(m, record)
    return TupleValue(row) if isinstance(row, tuple) else row


def next_row(m: Machine, record: IteratorObject) -> tuple[Value, ...] | End | None:
    """One item of each source, up to the first that has no more."""
    items: list[Value] = []
    for source in record.sources:
        got = pull(m, source)
        if got is None or isinstance(got, End):
            return got
        items.append(got)
    return tuple(items) if items else End.END


def make_enumerate(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`enumerate(values, start)`."""
    start = arguments.get(1, "start") or integer(0)
    many = length(m, arguments.positional[0]) if arguments.positional else None
    source = iterator_over(m, arguments.positional[0]) if arguments.positional else m.new(over_items(()))
    some = element_of(m, source)
    if not isinstance(start, Integer):
        return m.new(IteratorObject(_unclear, element=TupleValue((m.unknown("a position", node), some))))
    numbers = Range(start.dim, Unclear("how many items there are") if many is None else start.dim + many.dim, dim(1))
    if start.known is None:
        return m.new(IteratorObject(_unclear, element=some, numbers=numbers))
    counter = m.new(count_from(start.known, 1))
    return m.new(IteratorObject(_next_row, sources=(counter, source), element=some, numbers=numbers))


def count_from(start: int, step: int) -> IteratorObject:
    """`itertools.count(start, step)`."""
    return IteratorObject(_next_number, (integer(start), integer(step)))


def _next_number(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
    start, step = record.items or ()
    assert isinstance(start, Integer) and isinstance(step, Integer)
    m.write(ref, replace(record, position=record.position + 1))
    return Integer(start.dim + step.dim * record.position)


def make_reversed(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`reversed(values)`."""
    given = arguments.positional[0] if arguments.positional else TupleValue(())
    some = element(m, given)
    items = elements(m, given)
    return m.new(IteratorObject(_unclear, element=some) if items is None else over_items(items[::-1]))


def make_map(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`map(function, values)`: the function is called when an item is asked for."""
    if len(arguments.positional) < 2 or not arguments.complete:
        return m.new(IteratorObject(_unclear))
    function, *columns = arguments.positional
    sources = tuple(iterator_over(m, value) for value in columns)

    def next_result(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
        row = next_row(m, record)
        if isinstance(row, tuple):
            return m.call(function, Arguments(row), node)
        if row is None:
            _give_any(m, ref, m.call(function, Arguments(tuple(element_of(m, each) for each in sources)), node))
        return row

    return m.new(IteratorObject(next_result, sources=sources))


def _give_any(m: Machine, ref: Ref, some: Value) -> None:
    record = iterator_record(m, ref)
    if record is not None:
        m.write(ref, replace(record, element=some))


def make_filter(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`filter(function, values)`."""
    return filtering(m, arguments, node, wanted=True)


def filtering(m: Machine, arguments: Arguments, node: cst.CSTNode, *, wanted: bool) -> Value:
    """The items for which the function gives something true; with `wanted=False`, something false."""
    if len(arguments.positional) != 2:
        return m.new(IteratorObject(_unclear))
    function, values = arguments.positional
    plain = is_none(function)

    def next_wanted(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
        while True:
            got = pull(m, record.sources[0])
            if got is None or isinstance(got, End):
                return got
            holds = decided(m, m.visible(got if plain else m.call(function, Arguments((got,)), node)))
            if holds is None:
                _give_any(m, ref, got)
                return None
            if holds is wanted:
                return got

    source = iterator_over(m, values)
    return m.new(IteratorObject(next_wanted, sources=(source,), element=element_of(m, source)))


def call_any(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`any(values)`."""
    outcomes = _outcomes(m, arguments, decides=True)
    if True in outcomes:
        return Constant(True)
    return m.unknown("a condition that can't be told", node) if None in outcomes else Constant(False)


def call_all(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`all(values)`."""
    outcomes = _outcomes(m, arguments, decides=False)
    if False in outcomes:
        return Constant(False)
    return m.unknown("a condition that can't be told", node) if None in outcomes else Constant(True)


def _outcomes(m: Machine, arguments: Arguments, decides: bool) -> list[bool | None]:
    """What the values come to; an iterator is asked for no more behind the first one that decides."""
    values = arguments.positional[0] if len(arguments.positional) == 1 else None
    record = iterator_record(m, values) if isinstance(values, Ref) else None
    if not isinstance(values, Ref) or record is None:
        items = None if values is None else members(m, values)
        return [None] if items is None else [decided(m, m.visible(item)) for item in items]
    outcomes: list[bool | None] = []

    def until(item: Value) -> bool | None:
        outcomes.append(decided(m, m.visible(item)))
        return None if outcomes[-1] is None else outcomes[-1] is decides

    known = run_through(m, values, record, until=until) is not None if record.run else _ask(m, values, until)
    return outcomes if known else [None]


def _ask(m: Machine, iterator: Ref, until: Callable[[Value], bool | None]) -> bool:
    """Whether all items that are asked for are known; behind one that perhaps is the last nothing is reported."""
    silent, known = m.silent, True
    for item in pulled(m, iterator):
        known = item is not None
        last = item is None or until(item)
        if last:
            break
        m.silent += last is None
    m.silent = silent
    return known


def reduce(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`functools.reduce(function, values, initial)`."""
    items = elements(m, arguments.positional[1]) if len(arguments.positional) > 1 else None
    if items is None:
        return m.unknown("a reduction of something that is not known", node)
    values = [*arguments.positional[2:3], *items]
    if not values:
        return m.unknown("a reduction of nothing", node)
    result = values[0]
    for value in values[1:]:
        result = m.call(arguments.positional[0], Arguments((result, value)), node)
    return result


ITERATING: dict[str, Builtin] = {
    "builtins.iter": make_iter,
    "builtins.next": call_next,
    "builtins.zip": make_zip,
    "builtins.enumerate": make_enumerate,
    "builtins.reversed": make_reversed,
    "builtins.map": make_map,
    "builtins.filter": make_filter,
    "builtins.any": call_any,
    "builtins.all": call_all,
    "functools.reduce": reduce,
}
