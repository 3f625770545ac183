"""Functions that take one or more axes away, and those that run along one: sums, means, extremes, order."""

from __future__ import annotations

from collections.abc import Callable

from conv1d_lsp.arrays.declaration import (
    AXES_SINCE,
    LAST,
    ONE,
    Given,
    Library,
    Listed,
    axes_of,
    function,
    place,
    places,
    total,
    whole,
)
from conv1d_lsp.arrays.demands import refused
from conv1d_lsp.arrays.misfits import NoSuchAxis
from conv1d_lsp.shapes import Dim, Open, Shape, Truth, dim

TEN = dim(10)

_COMMON = "sum mean max min prod std var any all"
_TF = "sum mean max min prod any all logsumexp"
_NAN = "nansum nanmean nanmax nanmin nanprod nanstd nanvar nanmedian"


def reduced(a: Given, axis: Given = None, keepdims: Given = False) -> Shape | None:
    """(…, axis, …) -> the same without `axis`; without any axis, a scalar."""
    if not isinstance(a, Shape) or not a.ranked or not isinstance(keepdims, bool):
        return None
    gone = tuple(range(len(a.known_axes))) if axis is None else places(axis, a)
    if gone is None:
        return None
    axes = [dim(1) if index in gone else size for index, size in enumerate(a.known_axes)]
    return Shape(tuple(size for index, size in enumerate(axes) if keepdims or index not in gone))


def ufunc_reduced(a: Given, axis: Given = None, keepdims: Given = False) -> Shape | None:
    """The same in NumPy, most of whose functions take no list of axes."""
    if isinstance(axis, Listed):
        raise refused("axis", axis, "an integer or a tuple of integers")
    return reduced(a, axis, keepdims)


def largest(a: Given, axis: Given = None, keepdims: Given = False) -> Shape | None:
    """The same along one axis."""
    if isinstance(a, Shape) and a.ranked and keepdims is True:
        place(axis, a, since=(3, 14))
    return None if isinstance(axis, tuple) else reduced(a, axis, keepdims)


def averaged(a: Given, axis: Given = None) -> Shape | None:
    """A mean along one axis, or of all numbers."""
    if isinstance(axis, tuple):
        raise refused("axis", axis, "one axis, or None")
    return reduced(a, axis)


def tf_largest(a: Given, axis: Given) -> Shape | None:
    """The same in TensorFlow, which does not look at the axis of a vector."""
    try:
        return largest(a, axis)
    except NoSuchAxis:
        if isinstance(a, Shape) and a.rank.value == 1:
            return None
        raise


def moments(a: Given, axes: Given, keepdims: Given = False) -> tuple[Shape, ...] | None:
    """Mean and variance."""
    result = reduced(a, axes, keepdims)
    return None if result is None else (result, result)


def quantiles(a: Given, q: Given, axis: Given = None, keepdims: Given = False) -> Shape | None:
    """With an axis in front for several of them."""
    result = reduced(a, axis, keepdims)
    if result is None or isinstance(q, Shape):
        return None
    several = isinstance(q, tuple) and len(q) > 1
    return Shape((dim(len(q)), *result.known_axes)) if several and isinstance(q, tuple) else result


def quantiles_up_to(most: int) -> Callable[..., Shape | None]:
    """The same in NumPy, which looks whether the numbers are from 0 to the most that there is."""

    def found(a: Given, q: Given, axis: Given = None, keepdims: Given = False) -> Shape | None:
        for each in q if isinstance(q, tuple) else (q,):
            number = each if isinstance(each, float) else whole(each)
            if number is not None and not 0 <= number <= most:
                raise refused("q", q, f"numbers from 0 to {most}")
        return quantiles(a, q, axis, keepdims)

    return found


def norm(
    a: Given,
    ord: Given = "euclidean",
    axis: Given = None,
    keepdims: Given = False,
    library: Library = Library.NUMPY,
) -> Shape | None:
    """The usual norm of all numbers or along axes; others than that are not told."""
    several = isinstance(axis, tuple) and len(axis) != 2
    usual = ord == "euclidean" or whole(ord) == 2 or (ord is None and library is not Library.TENSORFLOW)
    if several or not usual:
        return None
    return reduced(a, axis, keepdims)


def numpy_norm(a: Given, ord: Given = None, axis: Given = None, keepdims: Given = False) -> Shape | None:
    """The norm of all numbers, of a vector along an axis, or of matrices along two."""
    axes = axes_of(a)
    if axes is None or isinstance(axis, Listed):
        return None
    if ord is not None and axis is None and len(axes) not in (1, 2):
        raise refused("a", a, "a vector or a matrix, where `ord` is given")
    if isinstance(axis, tuple) and len(axis) != 2:
        raise refused("axis", axis, "one axis or two")
    return reduced(a, axis, keepdims)


def along(a: Given, axis: Given = None) -> Shape | None:
    """A running sum, an order: the same shape. Without an axis, all numbers in a row."""
    if not isinstance(a, Shape) or not a.ranked:
        return None
    if axis is None:
        return Shape((total(a.known_axes),))
    return None if place(axis, a) is None else a


def unchecked_along(a: Given, axis: Given = None) -> Shape | None:
    """The same where nobody looks whether there is such an axis."""
    try:
        return along(a, axis)
    except NoSuchAxis:
        return None


def top(a: Given, k: Given) -> tuple[Shape, ...] | None:
    """(…, n) -> values and indices, both (…, k)."""
    if not isinstance(a, Shape) or not a.ranked or not a.known_axes or not isinstance(k, Dim):
        return None
    fits = isinstance(a[-1], Open) or (a[-1] >= k) is Truth.YES
    result = a.with_axes({-1: k})
    return (result, result) if fits else None


def differences(a: Given, n: Given = ONE, axis: Given = LAST, library: Library = Library.NUMPY) -> Shape | None:
    """Between neighbours, `n` times over: (…, steps, …) -> (…, steps - n, …)."""
    if not isinstance(a, Shape) or not a.ranked or not a.known_axes:
        return None
    if library is Library.NUMPY and whole(n) == 0:
        return a
    index, times = place(axis, a), whole(n)
    if index is None or times is None or times < 0:
        return None
    size = a[index]
    if isinstance(size, Open) or (size >= times) is Truth.YES:
        return a.with_axes({index: size - times})
    return a.with_axes({index: 0}) if (size >= times) is Truth.NO else None


def areas(a: Given, axis: Given = LAST) -> Shape | None:
    """The axis goes; nobody looks whether there is such an axis."""
    if not isinstance(a, Shape) or not a.ranked:
        return None
    index = whole(axis)
    if axis is None or not a.known_axes:
        return a
    if index is None:
        return None
    gone = index % len(a.known_axes)
    return Shape(tuple(size for each, size in enumerate(a.known_axes) if each != gone))


def counts(a: Given, bins: Given = TEN) -> tuple[Shape, ...] | None:
    """How many numbers there are in each bin, and the bins' edges."""
    if isinstance(bins, float) or (isinstance(bins, Dim) and (bins >= 0) is Truth.NO):
        raise refused("bins", bins, "an integer of at least 0")
    if not isinstance(a, Shape) or not isinstance(bins, Dim):
        return None
    return Shape((bins,)), Shape((bins + 1,))


def parted(a: Given, kth: Given, axis: Given = LAST) -> Shape | None:
    """The same shape; without an axis, all numbers in a row."""
    if isinstance(kth, float | str | tuple):
        raise refused("kth", kth, "an integer")
    return unchecked_along(a, axis) if axis is None else (a if isinstance(a, Shape) else None)


def numpy_parted(a: Given, axis: Given) -> Shape | None:
    """The same shape; without an axis, all numbers in a row."""
    return along(a, axis)


def keys_ordered(keys: Given, axis: Given = LAST) -> Shape | None:
    """The order of several vectors, the last one first of all."""
    first = keys[0] if isinstance(keys, tuple) and keys else None
    alone = isinstance(first, Shape) and first.rank.value == 1 and whole(axis) in (0, -1)
    return first if alone and isinstance(first, Shape) else None


def together(a: Given, b: Given) -> Shape | None:
    """One answer for both."""
    return Shape(()) if isinstance(a, Shape) and isinstance(b, Shape | Dim | float) else None


def _all(root: str, *names: str) -> str:
    return " ".join(f"{root}{name}" for text in names for name in text.split())


REDUCTIONS = (
    function(
        ufunc_reduced,
        "numpy.sum numpy.mean numpy.prod numpy.nansum numpy.nanmean numpy.nanprod(a, axis, dtype, out, keepdims, ...)",
        f"{_all('numpy.', 'max min any all amax amin ptp nanmax nanmin')}(a, axis, out, keepdims, ...)",
        "numpy.std numpy.var numpy.nanstd numpy.nanvar(a, axis, dtype, out, ddof, keepdims, ...)",
        ".sum .mean .prod(a, axis, dtype, out, keepdims, ...)",
        ".max .min .any .all(a, axis, out, keepdims, ...)",
        ".std .var(a, axis, dtype, out, ddof, keepdims, ...)",
        "numpy.count_nonzero(a, axis)",
    ),
    function(
        reduced,
        "numpy.average(a, axis, weights)",
        "numpy.median numpy.nanmedian(a, axis, out, overwrite_input, keepdims, ...)",
        f"{_all('keras.ops.', 'sum mean std var any all amax amin logsumexp median ptp', _NAN)}(x=a, axis, keepdims)",
        "keras.ops.max keras.ops.min(x=a, axis, keepdims, initial)",
        "keras.ops.prod(x=a, axis, keepdims, dtype)",
        f"{_all('tensorflow.reduce_', _TF)}(input_tensor=a, axis, keepdims, name)",
        f"{_all('tensorflow.math.reduce_', _TF, 'std variance euclidean_norm')}(input_tensor=a, axis, keepdims, name)",
        f"{_all('keras.backend.', _COMMON)}(x=a, axis, keepdims)",
        "keras.ops.count_nonzero(x=a, axis)",
        "tensorflow.math.count_nonzero(input=a, axis, keepdims, dtype, name)",
    ),
    function(
        largest,
        "numpy.argmax numpy.argmin .argmax .argmin(a, axis, out, keepdims)",
        "numpy.nanargmax numpy.nanargmin(a, axis, out, keepdims)",
        f"{_all('keras.ops.', 'argmax argmin nanargmax nanargmin')}(x=a, axis, keepdims)",
    ),
    function(averaged, "keras.ops.average(x=a, axis)"),
    function(
        tf_largest,
        f"{_all('tensorflow.', 'argmax argmin math.argmax math.argmin')}(input=a, axis:0, output_type, name)",
        "keras.backend.argmax keras.backend.argmin(x=a, axis:-1)",
    ),
    function(
        moments, "keras.ops.moments(x=a, axes, keepdims)", "tensorflow.nn.moments(x=a, axes, shift, keepdims, name)"
    ),
    function(
        quantiles,
        f"{_all('keras.ops.', 'quantile nanquantile percentile nanpercentile')}(x=a, q, axis, method, keepdims)",
    ),
    function(
        quantiles_up_to(1),
        "numpy.quantile numpy.nanquantile(a, q, axis, out, overwrite_input, method, keepdims, ...)",
    ),
    function(
        quantiles_up_to(100),
        "numpy.percentile numpy.nanpercentile(a, q, axis, out, overwrite_input, method, keepdims, ...)",
    ),
    function(numpy_norm, "numpy.linalg.norm(x=a, ord, axis, keepdims)"),
    function(norm, "keras.ops.norm(x=a, ord, axis, keepdims)", "tensorflow.norm(tensor=a, ord, axis, keepdims, name)"),
    function(
        along,
        f"{_all('numpy.', 'cumsum cumprod nancumsum nancumprod')} .cumsum .cumprod(a, axis, dtype)",
        "keras.ops.cumsum keras.ops.cumprod(x=a, axis, dtype)",
        "keras.ops.sort keras.ops.argsort(x=a, axis:-1)",
        "numpy.sort numpy.argsort .argsort(a, axis:-1, kind, order)",
        "tensorflow.sort tensorflow.argsort(values=a, axis:-1, direction, ...)",
        since=AXES_SINCE,
    ),
    function(
        unchecked_along,
        "keras.ops.nancumsum keras.ops.nancumprod(x=a, axis, dtype)",
        "tensorflow.cumsum tensorflow.math.cumsum tensorflow.math.cumprod(x=a, axis:0, exclusive, reverse, name)",
        "keras.backend.cumsum keras.backend.cumprod(x=a, axis:0)",
    ),
    function(
        top,
        "keras.ops.top_k(x=a, k, sorted)",
        "tensorflow.math.top_k tensorflow.nn.top_k(input=a, k:1, sorted, index_type, name)",
        fields="values indices",
    ),
    function(areas, "keras.ops.trapezoid(y=a, x, dx, axis)"),
    function(numpy_parted, "numpy.argpartition .argpartition numpy.partition(a, kth, axis:-1, kind, order)"),
    function(keys_ordered, "numpy.lexsort(keys, axis)"),
    function(counts, "keras.ops.histogram(x=a, bins, range)"),
    function(parted, "keras.ops.argpartition(x=a, kth, axis)"),
    function(together, "keras.ops.allclose(x1=a, x2=b, rtol, atol, equal_nan)"),
    function(differences, "numpy.diff keras.ops.diff(a, n, axis)"),
)
