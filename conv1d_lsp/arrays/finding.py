"""NumPy's functions that find places and values: how many there are, depends on the numbers."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import Given, Pack, Result, function, place, sizes, total, whole
from conv1d_lsp.arrays.demands import refused
from conv1d_lsp.arrays.making import listed, same
from conv1d_lsp.arrays.pairs import pair
from conv1d_lsp.shapes import Dim, Shape, Unclear, dim

_SOME = Unclear("how many there are depends on the numbers")


def some(a: Given) -> Shape | None:
    """A vector of some length."""
    return None if same(a) is None else Shape((_SOME,))


def trimmed(a: Given) -> Shape | None:
    """A vector without what is 0 at its ends; of more axes only newer releases of NumPy take any away."""
    array = same(a)
    return Shape((_SOME,)) if array is not None and array.rank.value == 1 else None


def some_of_both(a: Given, b: Given) -> Shape | None:
    return None if same(a) is None or same(b) is None else Shape((_SOME,))


def places_of(a: Given) -> Result:
    """For each axis the places along it: as many vectors of one length."""
    axes = same(a)
    return Pack((Shape((_SOME,)),) * len(axes.known_axes)) if axes is not None and axes.ranked else None


def where(condition: Given, a: Given = None, b: Given = None) -> Result:
    """The shape of all three together; of a condition alone, its places."""
    if a is None and b is None:
        return places_of(condition)
    return None if a is None or b is None else pair(pair(listed(condition), listed(a)), listed(b))


def rows_of_places(a: Given) -> Shape | None:
    """A row for each place, with a number for each axis."""
    axes = same(a)
    return Shape((_SOME, dim(len(axes.known_axes)))) if axes is not None and axes.ranked else None


def distinct(
    a: Given,
    return_index: Given = False,
    return_inverse: Given = False,
    return_counts: Given = False,
    axis: Given = None,
) -> Result:
    """The values that there are; with what is asked for beside them, which is a vector each."""
    array = same(a)
    flags = (return_index, return_inverse, return_counts)
    if array is None or not array.ranked or not all(isinstance(flag, bool) for flag in flags):
        return None
    along = None if axis is None else place(axis, array)
    if axis is not None and along is None:
        return None
    values = Shape((_SOME,)) if along is None else array.with_axes({along: _SOME})
    if not any(flags):
        return values
    inverse = Shape((total(array.known_axes) if along is None else array[along],))
    if return_inverse is True and len(array.known_axes) != 1:
        return None  # releases of NumPy differ
    beside = ((return_index, Shape((_SOME,))), (return_inverse, inverse), (return_counts, Shape((_SOME,))))
    return Pack((values, *(shape for wanted, shape in beside if wanted)))


def counted(a: Given, minlength: Given = None) -> Shape | None:
    """How often each whole number is there."""
    array = same(a)
    if array is not None and array.ranked and len(array.known_axes) != 1:
        raise refused("a", a, "a vector")
    return None if array is None else Shape((_SOME,))


def compressed(a: Given, condition: Given, axis: Given = None) -> Shape | None:
    """The places along an axis where the condition holds; without an axis, of all numbers in a row."""
    if not isinstance(a, Shape) or not a.ranked or condition is None:
        return None
    along = None if axis is None else place(axis, a)
    return Shape((_SOME,)) if axis is None else None if along is None else a.with_axes({along: _SOME})


def searched(a: Given, b: Given) -> Shape | None:
    """A place in a sorted vector for each number."""
    vector, wanted = same(a), same(b)
    if vector is not None and vector.ranked and len(vector.known_axes) != 1:
        raise refused("a", a, "a vector")
    return wanted


def contained(a: Given, b: Given) -> Shape | None:
    """Of each number whether it is in the other array."""
    return None if b is None else same(a)


def triangle_places(n: Given, k: Given = None, m: Given = None, rows: Given = None, *, upper: bool) -> Result:
    """The places of a triangle of a matrix."""
    height, width = whole(n), whole(n) if m is None else whole(m)
    offset = 0 if k is None else whole(k)
    if height is None or width is None or offset is None or max(height, width) > 10_000:
        return None
    lower = sum(min(max(row + (0 if upper else 1) + offset, 0), width) for row in range(height))
    return Pack((Shape((dim(height * width - lower if upper else lower),)),) * 2)


def upper_places(n: Given, k: Given = None, m: Given = None) -> Result:
    return triangle_places(n, k, m, upper=True)


def lower_places(n: Given, k: Given = None, m: Given = None) -> Result:
    return triangle_places(n, k, m, upper=False)


def diagonal_places(n: Given, ndim: Given = None) -> Result:
    count = 2 if ndim is None else whole(ndim)
    return Pack((Shape((n,)),) * count) if isinstance(n, Dim) and count is not None and 0 < count < 33 else None


def all_places(dimensions: Given) -> Shape | None:
    """For each axis an array of the whole shape."""
    axes = sizes(dimensions)
    return Shape((dim(len(axes)), *axes)) if axes is not None and isinstance(dimensions, tuple) else None


def spread_out(arrays: tuple[Given, ...]) -> Result:
    """Vectors, each along an axis of its own."""
    vectors = [same(each) for each in arrays]
    known = [each.known_axes[0] for each in vectors if each is not None and each.rank.value == 1]
    if len(known) < len(vectors) or any(_may_be_truths(each) for each in arrays):
        return None
    rank = len(known)
    return Pack(
        Shape(tuple(size if other == index else dim(1) for other in range(rank))) for index, size in enumerate(known)
    )


def _may_be_truths(value: Given) -> bool:
    """Of truths there are as many places as are true."""
    return isinstance(value, tuple) and any(isinstance(each, bool) for each in value)


def unravelled(indices: Given, shape: Given) -> Result:
    """For each axis of a shape, which place along it the indices mean."""
    where_, axes = same(indices), sizes(shape)
    return None if where_ is None or not where_.ranked or axes is None else Pack((where_,) * len(axes))


FINDING = (
    function(where, "numpy.where(condition, x=a, y=b)"),
    function(places_of, "numpy.nonzero .nonzero(a)"),
    function(rows_of_places, "numpy.argwhere(a)"),
    function(some, "numpy.flatnonzero(a)"),
    function(trimmed, "numpy.trim_zeros(filt=a, ...)"),
    function(distinct, "numpy.unique(ar=a, return_index, return_inverse, return_counts, axis, ...)"),
    function(some_of_both, "numpy.setdiff1d(ar1=a, ar2=b, assume_unique)", "numpy.union1d(ar1=a, ar2=b)"),
    function(some_of_both, "numpy.setxor1d(ar1=a, ar2=b, assume_unique)", "numpy.extract(condition=a, arr=b)"),
    function(some_of_both, "numpy.intersect1d(ar1=a, ar2=b, assume_unique)"),
    function(counted, "numpy.bincount(x=a, weights, minlength)"),
    function(compressed, "numpy.compress(condition, a, axis, out)", ".compress(a, condition, axis, out)"),
    function(searched, "numpy.searchsorted(a, v=b, side, sorter)", ".searchsorted(a, v=b, side, sorter)"),
    function(contained, "numpy.isin(element=a, test_elements=b, assume_unique, invert, ...)"),
    function(upper_places, "numpy.triu_indices(n, k, m)"),
    function(lower_places, "numpy.tril_indices(n, k, m)"),
    function(diagonal_places, "numpy.diag_indices(n, ndim)"),
    function(all_places, "numpy.indices(dimensions, dtype)"),
    function(spread_out, "numpy.ix_(*arrays)"),
    function(unravelled, "numpy.unravel_index(indices, shape, order)"),
)
