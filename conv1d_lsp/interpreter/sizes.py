"""Sizes and shapes as the values that Python sees."""

from __future__ import annotations

from collections.abc import Sequence

from conv1d_lsp.interpreter.values import (
    NONE,
    OPEN_SIZE,
    Array,
    Constant,
    Integer,
    Tensor,
    TupleValue,
    Unknown,
    Value,
    is_none,
)
from conv1d_lsp.shapes import OPEN, Dim, Number, Open, Shape, Unclear


def shape_value(shape: Shape, why: str, opened: Constant = NONE) -> Value:
    """`.shape`: a tuple of sizes; open axes are None, which is `opened`."""
    if not shape.ranked:
        return Unknown(shape.why.reason)
    return TupleValue(tuple(size_value(axis, why, opened) for axis in shape.known_axes))


def sizes_of(value: Tensor | Array) -> Value:
    """`.shape`; the open axes of a symbolic tensor that a program has made are told from other Nones."""
    symbolic = isinstance(value, Tensor) and value.node is not None
    return shape_value(value.shape, "the size of an axis", OPEN_SIZE if symbolic else NONE)


def size_value(axis: object, why: str, opened: Constant = NONE) -> Value:
    """The size of an axis as Python sees it."""
    if isinstance(axis, Open):
        return opened
    if isinstance(axis, Number):
        return Integer(axis)
    return Unknown(axis.reason if isinstance(axis, Unclear) else why)


def shape_of_items(items: Sequence[Value]) -> Shape | None:
    """`(None, 100, 3)` as a shape; None if something in it is no size."""
    axes: list[Dim] = []
    for item in items:
        if isinstance(item, Integer | Unknown):
            axes.append(item.dim)
        elif is_none(item):
            axes.append(OPEN)
        else:
            return None
    return Shape(tuple(axes))
