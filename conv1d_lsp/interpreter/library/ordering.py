"""Sorting, and the smallest and largest of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Any

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.concrete import NotKnown, calculate, known
from conv1d_lsp.interpreter.iteration import members
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.operators import number_of
from conv1d_lsp.interpreter.values import Constant, Unknown, Value, is_none
from conv1d_lsp.shapes import Dim, Number, Symbol, Truth

#: More numbers by name than these have no name together.
MOST_NAMED = 4

#: The place of calls of which nothing is told.
_NOWHERE = cst.Pass()


def sorted_items(
    m: Machine, items: Sequence[Value] | None, arguments: Arguments, node: cst.CSTNode | None = None
) -> tuple[Value, ...] | None:
    """The items in ascending order by `key=`, or in descending order; None where that can't be told.

    node: where it happens. Where nobody says so, nothing is told of what `key=` does.
    """
    reverse = arguments.keywords.get("reverse")
    if items is None or (reverse is not None and not isinstance(reverse, Constant)):
        return None
    try:
        measures = _measures(m, items, arguments.keywords.get("key"), node)
        backwards = isinstance(reverse, Constant) and bool(reverse.value)
        order = sorted(range(len(items)), key=measures.__getitem__, reverse=backwards)
    except (NotKnown, TypeError):
        return None
    return tuple(items[index] for index in order)


def _measures(m: Machine, items: Sequence[Value], key: Value | None, node: cst.CSTNode | None) -> list[Any]:
    """What the items are ordered by. Raises `NotKnown`."""
    if key is None or is_none(key):
        return [known(m, item) for item in items]
    with m.aside() if node is None else nullcontext():
        return [known(m, m.call(key, Arguments((item,)), node or _NOWHERE)) for item in items]


def extreme(
    function: Callable[..., Any], holds: Callable[[Dim, Dim], Truth]
) -> Callable[[Machine, Arguments, cst.CSTNode], Value]:
    """`min` and `max`, of several arguments or of the items of one."""

    def work(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
        values: Sequence[Value] | None = arguments.positional
        if len(arguments.positional) == 1:
            values = members(m, arguments.positional[0])
        if values is None or not arguments.complete:
            return m.unknown("an extreme of something that is not known", node)
        if not values:
            return arguments.keywords.get("default") or m.unknown("an extreme of nothing", node)
        if "key" in arguments.keywords:
            return _by_measure(m, function, values, arguments.keywords["key"], node)
        sizes = [value.number if isinstance(value, Unknown) else number_of(value) for value in values]
        for candidate, a in zip(values, sizes, strict=True):
            if isinstance(a, Dim) and all(isinstance(b, Dim) and holds(a, b) is Truth.YES for b in sizes):
                return candidate
        numbers = [size for size in sizes if isinstance(size, Number)]
        if len(numbers) == len(sizes) <= MOST_NAMED and any(size.value is None for size in numbers):
            return _named(m, function, numbers, node)
        return calculate(m, lambda *given: function(given), Arguments(tuple(values)), node)

    return work


def _named(m: Machine, function: Callable[..., Any], sizes: Sequence[Number], node: cst.CSTNode) -> Value:
    """`max(n, 3)` of sizes that can't be compared: a name of its own, with the bounds that it has for sure."""
    text = f"{function.__name__}({', '.join(map(str, sizes))})"
    symbols = [symbol for size in sizes for symbol in size.expression.symbols()]
    identity = m.new_fork(("named", text, tuple(sorted(symbol.identity for symbol in symbols))))
    constants = [size.value for size in sizes if size.value is not None]
    low = max(constants) if function is max and constants else None
    high = min(constants) if function is min and constants else None
    whole = all(symbol.whole for symbol in symbols)
    result = Number.of(Symbol(text, identity, low, high, whole=whole))
    return Unknown(f"`{text}` is not known", m.site(node), result)


def _by_measure(
    m: Machine, function: Callable[..., Any], values: Sequence[Value], key: Value, node: cst.CSTNode
) -> Value:
    try:
        measures = _measures(m, values, key, node)
        chosen: int = function(range(len(values)), key=measures.__getitem__)
        return values[chosen]
    except (NotKnown, TypeError):
        return m.unknown("an extreme by a measure that is not known", node)
