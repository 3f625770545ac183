"""Broadcasting: how shapes of different rank and size combine, aligned at the right."""

from __future__ import annotations

from collections.abc import Sequence

from conv1d_lsp.shapes.dims import Dim, Open, Unclear, dim
from conv1d_lsp.shapes.shape import Shape
from conv1d_lsp.shapes.truth import Truth


def broadcast(left: Shape, right: Shape) -> Shape | None:
    """The shape of an element-wise operation; None where the shapes certainly do not fit.

    Source: NumPy's broadcasting rules. An open axis beside a size above 1 takes that size, as in Keras.
    """
    if left.axes is None:
        return left
    if right.axes is None:
        return right
    rank = max(len(left.axes), len(right.axes))
    axes: list[Dim] = []
    for a, b in zip(_padded(left.axes, rank), _padded(right.axes, rank), strict=True):
        axis = _axis(a, b)
        if axis is None:
            return None
        axes.append(axis)
    return Shape(tuple(axes))


def _padded(axes: Sequence[Dim], rank: int) -> list[Dim]:
    return [dim(1)] * (rank - len(axes)) + list(axes)


def _axis(a: Dim, b: Dim) -> Dim | None:
    if a.value == 1:
        return b
    if b.value == 1 or a.same(b):
        return a
    equal = a.equals(b)
    if equal is Truth.NO and (a == 1) is Truth.NO and (b == 1) is Truth.NO:
        return None
    for one, other in ((a, b), (b, a)):
        if isinstance(one, Open) and (other == 1) is Truth.NO:
            return other
    if equal is Truth.YES:
        return a
    return Unclear("it depends on how two sizes broadcast")
