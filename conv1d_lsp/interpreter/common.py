"""What several tensors or arrays have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from conv1d_lsp.interpreter.values import OBJECTS, OF_OBJECTS, RAGGED, Array, Tensor, Value
from conv1d_lsp.interpreter.values.either import possibilities
from conv1d_lsp.shapes import Dim, Number, Shape, Unclear


def in_common(values: Iterable[Value], why: Unclear) -> Tensor | Array | None:
    """What tensors, or arrays, with as many axes each have in common: the sizes that are the same in all; None for
    others."""
    found = [choice for each in values for choice in possibilities(each)]
    tensors = [each for each in found if isinstance(each, Tensor | Array)]
    kinds = {(type(each), None if each.shape.axes is None else len(each.shape.axes)) for each in tensors}
    if len(tensors) < len(found) or len(kinds) != 1 or not tensors[0].shape.ranked:
        return None
    columns = zip(*(each.shape for each in tensors), strict=True)
    shape = Shape(tuple(column[0] if all(map(column[0].same, column)) else why for column in columns))
    first = tensors[0]
    return Tensor(shape, None) if isinstance(first, Tensor) else _array_in_common(first, shape, tensors)


def _array_in_common(first: Array, shape: Shape, arrays: Sequence[Tensor | Array]) -> Array | None:
    """None for arrays of different libraries, and for lists of lists among them."""
    known = [each for each in arrays if isinstance(each, Array)]
    kinds = {(each.library, each.dtype if each.dtype in OF_OBJECTS else None) for each in known}
    dtype = first.dtype if all(each.dtype == first.dtype for each in arrays) else None
    return Array(shape, first.site, first.label, dtype, first.library) if len(kinds) == 1 else None


def one_of_arrays(old: Array, new: Array) -> Array | None:
    """Two arrays of which one has names for sizes that can't be told of the other; None if they differ otherwise."""
    if old.library != new.library or old.dtype != new.dtype or old.content is not new.content:
        return None
    if old.shape.axes is None or new.shape.axes is None or len(old.shape.axes) != len(new.shape.axes):
        return None
    axes = [_less_told(a, b) for a, b in zip(old.shape.axes, new.shape.axes, strict=True)]
    told = tuple(axis for axis in axes if axis is not None)
    return Array(Shape(told), old.site, old.label, old.dtype, old.library) if len(told) == len(axes) else None


def _less_told(left: Dim, right: Dim) -> Dim | None:
    if left.same(right):
        return left
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Unclear) and isinstance(other, Number) and other.value is None:
            return one
    return None


def of_objects(arrays: Iterable[Tensor | Array]) -> str | None:
    """OBJECTS or RAGGED, if one of them holds such things."""
    found = {each.dtype for each in arrays if isinstance(each, Array)}
    return OBJECTS if OBJECTS in found else RAGGED if RAGGED in found else None
