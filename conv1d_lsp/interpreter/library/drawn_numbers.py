"""Whole numbers drawn at random: of so many that each number of the range is among them, whatever the seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from msgspec.structs import replace

from conv1d_lsp.interpreter.library.held_numbers import Held, held_in
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, Constant, Integer, Value
from conv1d_lsp.interpreter.values.plain import is_none

#: How often each is drawn, on average: that one is missing happens once in 100 million times, of ten.
_TIMES = 20

#: Of more numbers nothing is told.
_WIDEST = 200


def with_drawn(
    m: Machine, path: str, positional: Sequence[Value], keywords: Mapping[str, Value], result: Value
) -> Value:
    """The array that a function of `numpy.random` gives, with the numbers that are surely in it."""
    if not path.startswith("numpy.random.") or not isinstance(result, Array) or not result.shape.axes:
        return result
    sizes = [axis.value for axis in result.shape.axes]
    counts = [size for size in sizes if size is not None]
    held = _range(m, path.rpartition(".")[2], list(positional), keywords) if len(counts) == len(sizes) else None
    enough = held is not None and 0 < len(held) <= _WIDEST and prod(counts) >= _TIMES * len(held)
    return replace(result, holds=held) if enough else result


def _range(m: Machine, name: str, positional: list[Value], keywords: Mapping[str, Value]) -> Held | None:
    """What is drawn from, each number as likely as the others."""
    if name == "choice":
        plain = not keywords.keys() - {"a", "size"} and len(positional) <= 2
        given = positional[0] if positional else keywords.get("a")
        value = None if given is None else m.visible(given)
        if isinstance(value, Integer) and value.known is not None:
            return frozenset(range(value.known)) if plain and value.known <= _WIDEST else None
        return None if value is None or isinstance(value, Array) or not plain else held_in(m, value)
    if name not in ("randint", "integers"):
        return None
    low = _number(m, positional[0] if positional else keywords.get("low"))
    second = positional[1] if len(positional) > 1 else keywords.get("high")
    high = None if second is None or is_none(m.visible(second)) else _number(m, second)
    if low is None or (high is None and not (second is None or is_none(m.visible(second)))):
        return None
    first, last = (0, low) if high is None else (low, high)
    endpoint = keywords.get("endpoint", positional[4] if len(positional) > 4 else None)
    if endpoint is not None and not isinstance(endpoint, Constant):
        return None
    last += bool(isinstance(endpoint, Constant) and endpoint.value)
    return frozenset(range(first, last)) if last - first <= _WIDEST else None


def _number(m: Machine, value: Value | None) -> int | None:
    value = None if value is None else m.visible(value)
    return value.known if isinstance(value, Integer) else None
