"""Functions that say again what an array holds, or put arrays side by side as rows, columns or layers."""

from __future__ import annotations

from collections.abc import Callable

from conv1d_lsp.arrays.declaration import ArrayFunction, Given, sizes, total, whole
from conv1d_lsp.arrays.joining import joined
from conv1d_lsp.shapes import Dim, Shape, dim


def _tile(a: Given, reps: Given) -> Shape | None:
    """(…), (n, …) -> each axis as often as said; NumPy puts axes of 1 in front of the shorter one."""
    times = sizes(reps)
    if not isinstance(a, Shape) or not a.ranked or times is None:
        return None
    axes = a.known_axes
    rank = max(len(axes), len(times))
    axes = (dim(1),) * (rank - len(axes)) + axes
    times = (dim(1),) * (rank - len(times)) + times
    return Shape(tuple(axis * often for axis, often in zip(axes, times, strict=True)))


def _tf_tile(input: Given, multiples: Given, name: Given = None) -> Shape | None:
    return _tile(input, multiples)


def _keras_tile(x: Given, repeats: Given) -> Shape | None:
    return _tile(x, repeats)


def _backend_tile(x: Given, n: Given) -> Shape | None:
    return _tile(x, n)


def _repeat(a: Given, repeats: Given, axis: Given = None) -> Shape | None:
    """(…, n, …) -> (…, n * repeats, …); without an axis, all numbers in a row."""
    if not isinstance(a, Shape) or not a.ranked or not isinstance(repeats, Dim):
        return None
    if axis is None:
        return Shape((total(a.known_axes) * repeats,))
    position, axes = whole(axis), list(a.known_axes)
    if position is None or not -len(axes) <= position < len(axes):
        return None
    axes[position] = axes[position] * repeats
    return Shape(tuple(axes))


def _tf_repeat(input: Given, repeats: Given, axis: Given = None, name: Given = None) -> Shape | None:
    return _repeat(input, repeats, axis)


def _keras_repeat(x: Given, repeats: Given, axis: Given = None) -> Shape | None:
    return _repeat(x, repeats, axis)


def _repeat_elements(x: Given, rep: Given, axis: Given) -> Shape | None:
    return _repeat(x, rep, axis)


def _raised(widen: Callable[[tuple[Dim, ...]], tuple[Dim, ...]], tup: Given) -> tuple[Shape, ...] | None:
    if not isinstance(tup, tuple):
        return None
    shapes = [each for each in tup if isinstance(each, Shape) and each.ranked]
    return tuple(Shape(widen(each.known_axes)) for each in shapes) if len(shapes) == len(tup) and shapes else None


def _hstack(tup: Given) -> Shape | None:
    arrays = _raised(lambda axes: axes or (dim(1),), tup)
    return None if arrays is None else joined(arrays, dim(0 if len(arrays[0].known_axes) == 1 else 1))


def _vstack(tup: Given) -> Shape | None:
    return joined(_raised(lambda axes: (dim(1),) * (2 - len(axes)) + axes, tup), dim(0))


def _dstack(tup: Given) -> Shape | None:
    return joined(_raised(_three_axes, tup), dim(2))


def _three_axes(axes: tuple[Dim, ...]) -> tuple[Dim, ...]:
    """As `np.atleast_3d` does it: (n,) -> (1, n, 1), (n, m) -> (n, m, 1)."""
    if len(axes) < 2:
        return (dim(1), *(axes or (dim(1),)), dim(1))
    return (*axes, dim(1)) if len(axes) == 2 else axes


def _column_stack(tup: Given) -> Shape | None:
    return joined(_raised(lambda axes: (*axes, dim(1)) if len(axes) == 1 else axes, tup), dim(1))


REPEATS = (
    ArrayFunction(("numpy.tile",), (), _tile),
    ArrayFunction(("tensorflow.tile",), (), _tf_tile),
    ArrayFunction(("keras.ops.tile",), (), _keras_tile),
    ArrayFunction(("keras.backend.tile",), (), _backend_tile),
    ArrayFunction(("numpy.repeat",), ("repeat",), _repeat),
    ArrayFunction(("tensorflow.repeat",), (), _tf_repeat),
    ArrayFunction(("keras.ops.repeat",), (), _keras_repeat),
    ArrayFunction(("keras.backend.repeat_elements",), (), _repeat_elements),
    ArrayFunction(("numpy.hstack",), (), _hstack),
    ArrayFunction(("numpy.vstack",), (), _vstack),
    ArrayFunction(("numpy.dstack",), (), _dstack),
    ArrayFunction(("numpy.column_stack",), (), _column_stack),
)
