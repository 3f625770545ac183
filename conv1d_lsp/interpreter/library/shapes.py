"""Tuples of sizes read as shapes."""

from __future__ import annotations

from collections.abc import Sequence

from conv1d_lsp.interpreter.values import Constant, Integer, Unknown, Value
from conv1d_lsp.shapes import OPEN, Dim, Shape


def shape_of_items(items: Sequence[Value]) -> Shape | None:
    """`(None, 100, 3)` as a shape; None if something in it is no size."""
    axes: list[Dim] = []
    for item in items:
        if isinstance(item, Integer | Unknown):
            axes.append(item.dim)
        elif isinstance(item, Constant) and item.value is None:
            axes.append(OPEN)
        else:
            return None
    return Shape(tuple(axes))
