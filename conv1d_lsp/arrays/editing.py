"""NumPy's functions that take places out of an array, or put numbers in."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import Given, axes_of, function, place, sizes, total, whole
from conv1d_lsp.arrays.demands import refused
from conv1d_lsp.arrays.making import same
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear, dim


def delete(a: Given, places: Given, axis: Given = None) -> Shape | None:
    """(…, n, …) -> without some places along an axis; without an axis, of all numbers in a row."""
    array = same(a)
    if array is None or not array.ranked:
        return None
    flat = array if axis is not None else Shape((total(array.known_axes),))
    along = 0 if axis is None else place(axis, array)
    if along is None:
        return None
    return flat.with_axes({along: _left(flat[along], places)})


def _left(size: Dim, places: Given) -> Dim:
    """How many of so many places are left. Raises NotTaken."""
    unclear = Unclear("how many places are taken out")
    given = places if isinstance(places, tuple) else (places,)
    known = [whole(each) for each in given if not isinstance(each, bool)]
    numbers = [each for each in known if each is not None]
    if len(numbers) < len(given):
        return unclear
    if size.value is None:
        return size - 1 if len(numbers) == 1 and (size >= 1) is Truth.YES else size if not numbers else unclear
    count = size.value
    if any(not -count <= each < count for each in numbers):
        raise refused("places", places, f"places along an axis of {count}")
    return dim(count - len({each % count for each in numbers}))


def insert(a: Given, places: Given, values: Given, axis: Given = None) -> Shape | None:
    """(…, n, …) -> with some numbers more along an axis; without an axis, in all numbers in a row."""
    array, new = same(a), same(values)
    if array is None or not array.ranked or new is None or not new.ranked:
        return None
    flat = array if axis is not None else Shape((total(array.known_axes),))
    along = 0 if axis is None else place(axis, array)
    if along is None or not flat.known_axes:
        return None
    more = _more(places, new, len(flat.known_axes))
    return flat.with_axes({along: Unclear("how many places are put in") if more is None else flat[along] + more})


def _more(places: Given, new: Shape, rank: int) -> Dim | None:
    """How many are put in."""
    if isinstance(places, tuple):
        numbers = [whole(each) for each in places]
        several = len(places) > 1 and None not in numbers
        return dim(len(places)) if several and not new.known_axes else None
    if whole(places) is None:
        return None
    if not new.known_axes:
        return dim(1)
    return new.known_axes[0] if rank == 1 and len(new.known_axes) == 1 else None


def append_all(a: Given, b: Given) -> Shape | None:
    """The numbers of both in a row."""
    left, right = same(a), same(b)
    if left is None or right is None or not left.ranked or not right.ranked:
        return None
    return Shape((total(left.known_axes) + total(right.known_axes),))


def resized(a: Given, shape: Given) -> Shape | None:
    """As often the same numbers as the shape has room for."""
    axes = sizes(shape)
    return None if axes is None or axes_of(same(a)) is None else Shape(axes)


def strided(a: Given, shape: Given = None) -> Shape | None:
    """The shape that is asked for: nobody looks at the array."""
    axes = axes_of(a) if shape is None else sizes(shape)
    return None if axes is None else Shape(axes)


EDITING = (
    function(delete, "numpy.delete(arr=a, obj=places, axis)"),
    function(insert, "numpy.insert(arr=a, obj=places, values, axis)"),
    function(resized, "numpy.resize(a, new_shape=shape)"),
    function(strided, "numpy.lib.stride_tricks.as_strided(x=a, shape, ...)"),
)
