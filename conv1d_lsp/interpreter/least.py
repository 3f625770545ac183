"""The least value of a name for which a layer's call runs: below it, its input has too few steps."""

from __future__ import annotations

from collections.abc import Iterable

from conv1d_lsp.interpreter.findings import TensorEvent
from conv1d_lsp.layers import Configured, Refused
from conv1d_lsp.shapes import Number, Shape, Symbol

#: Larger values are not tried.
LARGEST_TRIED = 2**14


def least_value(event: TensorEvent) -> tuple[Symbol, int] | None:
    """The name that decides the length of a layer's input, and the least value for which the layer takes it.

    None where several names decide it, or every value from 1 on will do.
    """
    configured = None if event.layer is None else event.layer.configured
    if configured is None or event.called is None or event.called.workings is None:
        return None
    layer, inputs = event.called.workings
    if len(inputs) != 1 or not isinstance(inputs[0], Shape) or not inputs[0].ranked:
        return None
    lengths = [working.operands[0] for working in layer.workings(*inputs)]
    names = {name for each in lengths if isinstance(each, Number) for name in each.expression.symbols()}
    if len(names) != 1:
        return None
    name = names.pop()
    least = _least(configured, inputs[0], name)
    return None if least is None else (name, least)


def _least(configured: Configured, shape: Shape, name: Symbol) -> int | None:
    if not _refuses(configured, shape, name, 1):
        return None
    low, high = 1, 2
    while _refuses(configured, shape, name, high):
        low, high = high, 2 * high
        if high > LARGEST_TRIED:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _refuses(configured, shape, name, middle) else (low, middle)
    return high


def _refuses(configured: Configured, shape: Shape, name: Symbol, value: int) -> bool:
    axes = (
        Number(axis.expression.with_values({name: value})) if isinstance(axis, Number) else axis
        for axis in shape.known_axes
    )
    return isinstance(configured.call(Shape(tuple(axes))), Refused)


def needed(events: Iterable[TensorEvent], name: Symbol | None = None) -> str | None:
    """What all these calls need of the name that decides the most: "window >= 29"."""
    found = [each for event in events if (each := least_value(event)) is not None and name in (None, each[0])]
    strictest = max(found, key=lambda each: each[1], default=None)
    return None if strictest is None else f"{strictest[0]} >= {strictest[1]}"
