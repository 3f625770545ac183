"""One answer out of several: what all choices agree on stays, the rest is unclear."""

from __future__ import annotations

from collections.abc import Sequence

from conv1d_lsp.shapes import Dim, Shape, Unclear


def joined_dims(dims: Sequence[Dim], why: str) -> Dim:
    first = dims[0]
    return first if all(first.same(other) for other in dims[1:]) else Unclear(why)


def joined_shapes(shapes: Sequence[Shape], why: str) -> Shape:
    if len(shapes) == 1:
        return shapes[0]
    ranks = {len(shape.axes) if shape.axes is not None else None for shape in shapes}
    if len(ranks) != 1 or None in ranks:
        return Shape.unknown(Unclear(why))
    return Shape(tuple(joined_dims(dims, why) for dims in zip(*shapes, strict=True)))
