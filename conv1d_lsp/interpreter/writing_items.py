"""Writing into an array in place, `X[i] = w`, `X += a`: whether the place is there, and whether it fits."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.arrays.kinds import kind_named
from conv1d_lsp.interpreter.faults import WrittenApart
from conv1d_lsp.interpreter.indexing import indexed
from conv1d_lsp.interpreter.indexing_by_arrays import chooses
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import NONE, OF_OBJECTS, Array, TupleValue, Value
from conv1d_lsp.shapes import Dim, Shape, Truth


def check_written(m: Machine, owner: Value, index: Value, value: Value, target: cst.CSTNode) -> None:
    """Report a place that is not there, and an array that can't be spread over it."""
    if isinstance(owner, Array) and owner.library == "numpy":
        m.each([index, value], lambda pair: _checked(m, owner, pair, target))


def check_grown(m: Machine, owner: Value, result: Value, node: cst.CSTNode) -> None:
    """Report `x += a` where the sum is larger than `x`: an array can't grow. One number is no array, and can."""
    if not isinstance(owner, Array) or owner.library != "numpy" or not owner.shape.axes:
        return
    if not isinstance(result, Array) or not result.shape.ranked or result.dtype in OF_OBJECTS:
        return
    axes, grown = owner.shape.known_axes, result.shape.known_axes
    if len(axes) != len(grown) or any(_grew(a, b) for a, b in zip(axes, grown, strict=True)):
        m.report(WrittenApart(owner.shape, result.shape), node, inputs=[owner, result])


def _grew(before: Dim, after: Dim) -> bool:
    return before.value is not None and after.value is not None and before.value != after.value


def _checked(m: Machine, owner: Array, pair: Sequence[Value], target: cst.CSTNode) -> Value:
    index, value = pair
    parts = index.items if isinstance(index, TupleValue) else (index,)
    if chooses(parts):
        return NONE
    place = indexed(m, owner, index, target)
    if not isinstance(place, Array) or not isinstance(value, Array) or value.library != "numpy":
        return NONE
    if not place.shape.ranked or not value.shape.ranked or _may_hold(owner, place.shape):
        return NONE
    if not _fits(value.shape.known_axes, place.shape.known_axes):
        m.report(WrittenApart(place.shape, value.shape), target, inputs=[owner, value])
    return NONE


def _may_hold(owner: Array, place: Shape) -> bool:
    """Whether one place of the array may hold a whole array: of objects it may."""
    return not place.known_axes and kind_named(owner.dtype or "") is None


def _fits(value: Sequence[Dim], place: Sequence[Dim]) -> bool:
    """NumPy's rule: axes of 1 in front do not count, others are equal or 1; into one place goes one number."""
    extra = max(len(value) - len(place), 0)
    if any(_differs(size, 1) for size in value[:extra]):
        return False
    pairs = zip(reversed(value), reversed(place), strict=False)
    return not any(_differs(mine, 1) and mine.equals(room) is Truth.NO for mine, room in pairs)


def _differs(size: Dim, number: int) -> bool:
    return (size >= number) is Truth.NO or (size > number) is Truth.YES
