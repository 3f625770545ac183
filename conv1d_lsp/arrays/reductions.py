"""Functions that take one or more axes away: sums, means, extremes."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import ArrayFunction, Given, whole
from conv1d_lsp.shapes import Shape, dim

_NUMPY = "sum mean max min amax amin prod std var median any all argmax argmin nansum nanmean nanmax nanmin".split()
_OPS = "sum mean max min prod std var any all argmax argmin logsumexp".split()
_METHODS = tuple("sum mean max min prod std var any all argmax argmin".split())


def _reduced(a: Given, axis: Given = None, keepdims: Given = False) -> Shape | None:
    """(…, axis, …) -> the same without `axis`; without any axis, a scalar."""
    if not isinstance(a, Shape) or not a.ranked or not isinstance(keepdims, bool):
        return None
    rank = len(a.known_axes)
    given = axis if isinstance(axis, tuple) else (axis,)
    positions = list(range(rank)) if axis is None else [whole(each) for each in given]
    if any(each is None or not -rank <= each < rank for each in positions):
        return None
    gone = {each % rank for each in positions if each is not None}
    axes = [dim(1) if index in gone else size for index, size in enumerate(a.known_axes)]
    return Shape(tuple(size for index, size in enumerate(axes) if keepdims or index not in gone))


def _numpy(
    a: Given, axis: Given = None, dtype: Given = None, out: Given = None, keepdims: Given = False
) -> Shape | None:
    return _reduced(a, axis, keepdims)


def _tensorflow(input_tensor: Given, axis: Given = None, keepdims: Given = False, name: Given = None) -> Shape | None:
    return _reduced(input_tensor, axis, keepdims)


def _keras(x: Given, axis: Given = None, keepdims: Given = False) -> Shape | None:
    return _reduced(x, axis, keepdims)


REDUCTIONS = (
    ArrayFunction(tuple(f"numpy.{name}" for name in _NUMPY), _METHODS, _numpy),
    ArrayFunction(
        tuple(f"tensorflow.reduce_{name}" for name in ("sum", "mean", "max", "min", "prod", "any", "all", "logsumexp"))
        + tuple(f"tensorflow.math.reduce_{name}" for name in ("sum", "mean", "max", "min", "prod", "std", "variance")),
        (),
        _tensorflow,
    ),
    ArrayFunction(
        tuple(f"keras.ops.{name}" for name in _OPS)
        + tuple(f"keras.backend.{name}" for name in ("sum", "mean", "max", "min", "prod", "std", "var", "any", "all")),
        (),
        _keras,
    ),
)
