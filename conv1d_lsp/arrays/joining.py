"""Functions of several arrays: joined along an axis, stacked on a new one, multiplied as matrices."""

from __future__ import annotations

from collections.abc import Sequence

from conv1d_lsp.arrays.declaration import ArrayFunction, Given, whole
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, Truth, broadcast, dim


def _shapes(values: Given) -> list[Shape] | None:
    """The shapes of a list of arrays, all of one rank."""
    if not isinstance(values, tuple) or not values:
        return None
    shapes = [value for value in values if isinstance(value, Shape) and value.ranked]
    if len(shapes) < len(values) or len({len(shape.known_axes) for shape in shapes}) > 1:
        return None
    return shapes


def _agreed(sizes: Sequence[Dim]) -> Dim | None:
    """The size of an axis that all share; None where they differ or may differ."""
    known = [size for size in sizes if not isinstance(size, Open)]
    if any(size.equals(known[0]) is not Truth.YES for size in known):
        return None
    return known[0] if known else OPEN


def joined(values: Given, axis: Given) -> Shape | None:
    """Arrays of one rank -> the same with their sizes along `axis` added up. None where they do not fit."""
    shapes, position = _shapes(values), whole(axis)
    if shapes is None or position is None or not -len(shapes[0].known_axes) <= position < len(shapes[0].known_axes):
        return None
    along = position % len(shapes[0].known_axes)
    result: list[Dim] = []
    for index, sizes in enumerate(zip(*(shape.known_axes for shape in shapes), strict=True)):
        size = _total(sizes) if index == along else _agreed(sizes)
        if size is None:
            return None
        result.append(size)
    return Shape(tuple(result))


def _total(sizes: Sequence[Dim]) -> Dim:
    if any(isinstance(size, Open) for size in sizes):
        return OPEN
    return sum(sizes, start=dim(0))


def _numpy_concatenate(arrays: Given, axis: Given = dim(0)) -> Shape | None:  # noqa: B008 (a size is immutable)
    return joined(arrays, axis)


def _tensorflow_concat(values: Given, axis: Given, name: Given = None) -> Shape | None:
    return joined(values, axis)


def _keras_concatenate(xs: Given, axis: Given = dim(-1)) -> Shape | None:  # noqa: B008
    result = joined(xs, axis)
    first = xs[0] if isinstance(xs, tuple) and xs else None
    if result is None or not isinstance(first, Shape) or not isinstance(axis, Dim) or axis.value is None:
        return result
    along = axis.value % len(result.known_axes)
    sizes = zip(first.known_axes, result.known_axes, strict=True)
    return Shape(tuple(size if index == along else mine for index, (mine, size) in enumerate(sizes)))


def _backend_concatenate(tensors: Given, axis: Given = dim(-1)) -> Shape | None:  # noqa: B008
    return joined(tensors, axis)


def _stack(values: Given, axis: Given = dim(0), name: Given = None) -> Shape | None:  # noqa: B008
    shapes, position = _shapes(values), whole(axis)
    if shapes is None or position is None or not isinstance(values, tuple):
        return None
    sizes = [_agreed(column) for column in zip(*(shape.known_axes for shape in shapes), strict=True)]
    rank = len(sizes)
    if not -rank - 1 <= position <= rank:
        return None
    axes = [size for size in sizes if size is not None]
    if len(axes) < rank:
        return None
    axes.insert(position if position >= 0 else rank + 1 + position, dim(len(values)))
    return Shape(tuple(axes))


def _arrays_stack(arrays: Given, axis: Given = dim(0)) -> Shape | None:  # noqa: B008
    return _stack(arrays, axis)


def _matmul(a: Given, b: Given) -> Shape | None:
    """(…, n, k), (…, k, m) -> (…, n, m), where everything before the last two axes is broadcast."""
    if not isinstance(a, Shape) or not isinstance(b, Shape) or not a.ranked or not b.ranked:
        return None
    left, right = a.known_axes, b.known_axes
    if len(left) < 2 or len(right) < 2 or left[-1].equals(right[-2]) is Truth.NO:
        return None
    batch = broadcast(Shape(left[:-2]), Shape(right[:-2]))
    return None if batch is None else Shape((*batch.known_axes, left[-2], right[-1]))


def _turned(value: Given) -> Given:
    """The last two axes change places."""
    if not isinstance(value, Shape) or not value.ranked or len(value.known_axes) < 2:
        return None
    *batch, rows, columns = value.known_axes
    return Shape((*batch, columns, rows))


def _tf_matmul(
    a: Given, b: Given, transpose_a: Given = False, transpose_b: Given = False, name: Given = None
) -> Shape | None:
    if not isinstance(transpose_a, bool) or not isinstance(transpose_b, bool):
        return None
    return _matmul(_turned(a) if transpose_a else a, _turned(b) if transpose_b else b)


def _keras_matmul(x1: Given, x2: Given) -> Shape | None:
    return _matmul(x1, x2)


def _dot(a: Given, b: Given) -> Shape | None:
    """(…, k), (…, k, m) -> (…, …, m): the last axis against the last but one; against the only one of a vector."""
    if not isinstance(a, Shape) or not isinstance(b, Shape) or not a.ranked or not b.ranked:
        return None
    left, right = a.known_axes, b.known_axes
    if not left or not right:
        return Shape(left + right)
    along = right[-2] if len(right) > 1 else right[-1]
    if left[-1].equals(along) is Truth.NO:
        return None
    return Shape((*left[:-1], *right[:-2], *(right[-1:] if len(right) > 1 else ())))


JOINS = (
    ArrayFunction(("numpy.concatenate",), (), _numpy_concatenate),
    ArrayFunction(("tensorflow.concat",), (), _tensorflow_concat),
    ArrayFunction(("keras.ops.concatenate",), (), _keras_concatenate),
    ArrayFunction(("keras.backend.concatenate",), (), _backend_concatenate),
    ArrayFunction(("tensorflow.stack",), (), _stack),
    ArrayFunction(("numpy.stack", "keras.ops.stack"), (), _arrays_stack),
    ArrayFunction(("numpy.matmul",), (), _matmul),
    ArrayFunction(("tensorflow.matmul", "tensorflow.linalg.matmul"), (), _tf_matmul),
    ArrayFunction(("keras.ops.matmul",), (), _keras_matmul),
    ArrayFunction(("numpy.dot",), ("dot",), _dot),
)
