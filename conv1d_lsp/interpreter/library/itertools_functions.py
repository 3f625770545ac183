"""What `itertools` gives."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.conditions import equal
from conv1d_lsp.interpreter.iteration import elements, iterator_over
from conv1d_lsp.interpreter.iterators import End, Pulled, element_of, over_items, pull
from conv1d_lsp.interpreter.library.iterating import Builtin, count_from, filtering
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.operators import binary
from conv1d_lsp.interpreter.truthiness import decided
from conv1d_lsp.interpreter.values import NONE, Integer, IteratorObject, Ref, TupleValue, Value

#: More combinations are not listed.
MOST_COMBINED = 1024

Rows = Iterable[tuple[Value, ...] | Value]


def _chain(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if not arguments.complete:
        return m.new(_unclear())
    return _chained(m, m.new(over_items(arguments.positional)))


def _chain_from(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return _chained(m, iterator_over(m, arguments.positional[0])) if arguments.positional else m.new(_unclear())


def _chained(m: Machine, rows: Ref) -> Value:
    """The items of each of `rows`, one after the other: the row at hand is the last of the sources."""

    def next_item(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
        while True:
            got = pull(m, record.sources[-1]) if len(record.sources) > 1 else End.END
            if not isinstance(got, End):
                return got
            row = pull(m, rows)
            if row is None or isinstance(row, End):
                return row
            record = replace(record, sources=(rows, iterator_over(m, row)))
            m.write(ref, record)

    return m.new(IteratorObject(next_item, sources=(rows,)))


def _unclear() -> IteratorObject:
    return IteratorObject(lambda *given: None)


def _count(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    given = [arguments.get(0, "start"), arguments.get(1, "step")]
    numbers = [value.known if isinstance(value, Integer) else None for value in given]
    if any(value is not None and number is None for value, number in zip(given, numbers, strict=True)):
        return m.new(_unclear())
    start, step = numbers
    return m.new(count_from(start or 0, 1 if step is None else step))


def _cycle(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    items = elements(m, arguments.positional[0]) if arguments.positional else None
    return m.new(_unclear() if items is None else IteratorObject(_next_around, items))


def _next_around(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
    if not record.items:
        return End.END
    m.write(ref, replace(record, position=record.position + 1))
    return record.items[record.position % len(record.items)]


def _repeat(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    times = arguments.get(1, "times")
    if not arguments.positional:
        return m.new(_unclear())
    if times is None:
        return m.new(IteratorObject(_next_around, arguments.positional[:1]))
    known = times.known if isinstance(times, Integer) else None
    if known is None or known > MOST_COMBINED:
        return m.new(replace(_unclear(), element=arguments.positional[0]))
    return m.new(over_items(arguments.positional[:1] * max(known, 0)))


def _islice(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if len(arguments.positional) < 2:
        return m.new(_unclear())
    values, *bounds = arguments.positional
    numbers = [each.known if isinstance(each, Integer) else None for each in bounds]
    plain = all(each is NONE or number is not None for each, number in zip(bounds, numbers, strict=True))
    part = slice(*numbers)
    source = iterator_over(m, values)
    if not plain or (part.step is not None and part.step < 1):
        return m.new(replace(_unclear(), element=element_of(m, source)))

    def next_part(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
        """`position` counts what was taken from the source so far."""
        taken = record.position
        wanted = taken if taken == 0 else taken - 1 + (part.step or 1)
        wanted = max(wanted, part.start or 0)
        if part.stop is not None and wanted >= part.stop:
            return End.END
        got: Pulled = None
        for _ in range(wanted - taken + 1):
            got = pull(m, source)
            if got is None or isinstance(got, End):
                return got
        m.write(ref, replace(record, position=wanted + 1))
        return got

    return m.new(IteratorObject(next_part, sources=(source,), element=element_of(m, source)))


def _starmap(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if len(arguments.positional) != 2:
        return m.new(_unclear())
    function = arguments.positional[0]

    def next_result(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
        got = pull(m, record.sources[0])
        if got is None or isinstance(got, End):
            return got
        row = elements(m, got)
        return None if row is None else m.call(function, Arguments(row), node)

    return m.new(IteratorObject(next_result, sources=(iterator_over(m, arguments.positional[1]),)))


def _filterfalse(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return filtering(m, arguments, node, wanted=False)


def _while(*, taking: bool) -> Builtin:
    """`takewhile` and `dropwhile`; `position` is 1 once the condition has failed."""

    def make(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
        if len(arguments.positional) != 2:
            return m.new(_unclear())
        function = arguments.positional[0]

        def next_item(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
            while True:
                got = pull(m, record.sources[0]) if not (taking and record.position) else End.END
                if got is None or isinstance(got, End) or record.position:
                    return got
                holds = decided(m, m.visible(m.call(function, Arguments((got,)), node)))
                if holds is None:
                    return None
                if not holds:
                    record = replace(record, position=1)
                    m.write(ref, record)
                    if not taking:
                        return got
                elif taking:
                    return got

        return m.new(IteratorObject(next_item, sources=(iterator_over(m, arguments.positional[1]),)))

    return make


def _listed(work: Callable[..., Rows]) -> Builtin:
    """A function of finitely many items, which are known when the first one is asked for."""

    def make(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
        given = arguments.positional
        sources = tuple(iterator_over(m, value) for value in given if not isinstance(value, Integer))
        numbers = [value.known for value in given if isinstance(value, Integer)]
        if not arguments.complete or None in numbers:
            return m.new(_unclear())

        def rows(m: Machine) -> Rows | None:
            columns = [elements(m, source) for source in sources]
            return None if None in columns else work(*columns, *numbers, **arguments.keywords)

        return _later(m, rows)

    return make


def _later(m: Machine, rows: Callable[[Machine], Rows | None]) -> Value:
    """An iterator whose items are all worked out when the first one is asked for."""

    def first_item(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
        given = rows(m)
        found = None if given is None else tuple(itertools.islice(given, MOST_COMBINED + 1))
        if found is None or len(found) > MOST_COMBINED:
            return None
        m.tick(len(found))
        m.write(ref, over_items(tuple(TupleValue(row) if isinstance(row, tuple) else row for row in found)))
        return pull(m, ref)

    return m.new(IteratorObject(first_item))


def _product(*columns: Sequence[Value], repeat: Value | None = None) -> Rows:
    times = repeat.known if isinstance(repeat, Integer) else 1
    return itertools.product(*columns, repeat=min(times or 0, 8))


def _batched(items: Sequence[Value], count: int) -> Rows:
    return (tuple(items[start : start + count]) for start in range(0, len(items), max(count, 1)))


def _zip_longest(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Takes an item of each at a time: a list among them may change meanwhile."""
    if not arguments.complete or arguments.keywords.keys() - {"fillvalue"}:
        return m.new(_unclear())
    fill = arguments.keywords.get("fillvalue", NONE)

    def next_row(m: Machine, ref: Ref, record: IteratorObject) -> Pulled:
        got = [pull(m, source) for source in record.sources]
        if all(isinstance(each, End) for each in got):
            return End.END
        row = tuple(fill if isinstance(each, End) else each for each in got)
        known = tuple(each for each in row if each is not None)
        return TupleValue(known) if len(known) == len(row) else None

    return m.new(IteratorObject(next_row, sources=tuple(iterator_over(m, each) for each in arguments.positional)))


def _accumulate(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if not arguments.positional:
        return m.new(_unclear())
    source, function = iterator_over(m, arguments.positional[0]), arguments.get(1, "func")
    initial = arguments.keywords.get("initial")

    def rows(m: Machine) -> Rows | None:
        items = elements(m, source)
        values = [*([] if initial in (None, NONE) else [initial]), *(items or ())]
        results: list[Value] = []
        for value in values:
            assert value is not None
            if not results:
                results.append(value)
            elif function in (None, NONE):
                pair = [results[-1], value]
                results.append(m.each(pair, lambda two: binary(m, cst.Add, two[0], two[1], node)))
            else:
                assert function is not None
                results.append(m.call(function, Arguments((results[-1], value)), node))
        return None if items is None else results

    return _later(m, rows)


def _groupby(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Runs of items with equal keys. The groups are lists here: nobody keeps them past the next one."""
    source = iterator_over(m, arguments.positional[0]) if arguments.positional else m.new(_unclear())
    measure = arguments.get(1, "key")

    def rows(m: Machine) -> Rows | None:
        groups: list[tuple[Value, list[Value]]] = []
        items = elements(m, source)
        for item in items or ():
            key = item if measure in (None, NONE) or measure is None else m.call(measure, Arguments((item,)), node)
            same = equal(m, groups[-1][0], key) if groups else False
            if same is None:
                return None
            if not same:
                groups.append((key, []))
            groups[-1][1].append(item)
        return None if items is None else [(key, m.new(over_items(tuple(run)))) for key, run in groups]

    return _later(m, rows)


def _tee(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    items = elements(m, arguments.positional[0]) if arguments.positional else None
    count = arguments.get(1, "n")
    copies = 2 if count is None else count.known if isinstance(count, Integer) else None
    if copies is None or copies > MOST_COMBINED:
        return m.unknown("copies of an iterator", node)
    return TupleValue(tuple(m.new(_unclear() if items is None else over_items(items)) for _ in range(copies)))


ITERTOOLS: dict[str, Builtin] = {
    "itertools.chain": _chain,
    "itertools.chain.from_iterable": _chain_from,
    "itertools.count": _count,
    "itertools.cycle": _cycle,
    "itertools.repeat": _repeat,
    "itertools.islice": _islice,
    "itertools.starmap": _starmap,
    "itertools.filterfalse": _filterfalse,
    "itertools.takewhile": _while(taking=True),
    "itertools.dropwhile": _while(taking=False),
    "itertools.accumulate": _accumulate,
    "itertools.groupby": _groupby,
    "itertools.tee": _tee,
    "itertools.product": _listed(_product),
    "itertools.permutations": _listed(itertools.permutations),
    "itertools.combinations": _listed(itertools.combinations),
    "itertools.combinations_with_replacement": _listed(itertools.combinations_with_replacement),
    "itertools.zip_longest": _zip_longest,
    "itertools.pairwise": _listed(itertools.pairwise),
    "itertools.batched": _listed(_batched),
}
