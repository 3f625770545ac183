"""The counter of a loop that is not unrolled: a number by name, with what its range says of it."""

from __future__ import annotations

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Integer, Range
from conv1d_lsp.shapes import NOTHING_KNOWN, Dim, Number, Symbol


def counter(m: Machine, source: Range, name: str) -> Integer:
    """Any one number of a range: none before the first and none past the last. It has a name of its own.

    A step by name is taken for one upwards: a range downwards from 0 has no numbers.
    """
    upwards = source.step.value is None or source.step.value > 0
    first, beyond = (source.start, source.stop) if upwards else (source.stop + 1, source.start + 1)
    numbers = source.known()
    low, high = _ends(numbers) if numbers else (first.value, None if beyond.value is None else beyond.value - 1)
    m.counters.fork += 1
    symbol = Symbol(name, m.counters.fork, low=low, high=high, whole=True, passing=True)
    number = Number.of(symbol)
    _learn(m, number - first)
    _learn(m, beyond - number - 1)
    return Integer(number)


def _ends(numbers: range) -> tuple[int, int]:
    return min(numbers[0], numbers[-1]), max(numbers[0], numbers[-1])


def _learn(m: Machine, size: Dim) -> None:
    """It is 0 or more. Numbers are known by the name alone."""
    if isinstance(size, Number) and len(size.expression.terms) > 1:
        expression = size.expression.reduced
        m.learn(NOTHING_KNOWN.at_least(expression.constant, expression.terms))
