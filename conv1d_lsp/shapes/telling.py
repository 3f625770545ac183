"""What is known of the names in shapes, in words: "`window` is at most 5"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conv1d_lsp.shapes.dims import Number
from conv1d_lsp.shapes.expression import Symbol
from conv1d_lsp.shapes.known import Interval, known_here
from conv1d_lsp.shapes.shape import Shape


def told_here(shapes: Iterable[Shape]) -> str | None:
    """What tests on the way here say of the names in these shapes; None where they say nothing."""
    known = known_here()
    texts = (_text(symbol, known.of((((symbol,), 1),))) for symbol in dict.fromkeys(_symbols(shapes)))
    return " and ".join(text for text in texts if text is not None) or None


def _symbols(shapes: Iterable[Shape]) -> Iterator[Symbol]:
    for shape in shapes:
        for axis in shape.axes or ():
            if isinstance(axis, Number):
                yield from sorted(axis.expression.symbols(), key=lambda symbol: symbol.order)


def _text(symbol: Symbol, interval: Interval) -> str | None:
    low, high = interval
    if low is None and high is None:
        return None
    if low == high:
        return f"`{symbol}` is {low}"
    if low is None:
        return f"`{symbol}` is at most {high}"
    return f"`{symbol}` is at least {low}" if high is None else f"`{symbol}` is between {low} and {high}"
