"""Sizes and shapes as the values that Python sees."""

from __future__ import annotations

from conv1d_lsp.interpreter.values import NONE, Integer, TupleValue, Unknown, Value
from conv1d_lsp.shapes import Number, Open, Shape, Unclear


def shape_value(shape: Shape, why: str) -> Value:
    """`.shape`: a tuple of sizes; open axes are None."""
    if not shape.ranked:
        return Unknown(shape.why.reason)
    return TupleValue(tuple(size_value(axis, why) for axis in shape.known_axes))


def size_value(axis: object, why: str) -> Value:
    """The size of an axis as Python sees it."""
    if isinstance(axis, Open):
        return NONE
    if isinstance(axis, Number):
        return Integer(axis)
    return Unknown(axis.reason if isinstance(axis, Unclear) else why)
