"""NumPy's functions of statistics and curves: correlations, histograms, polynomials, slopes."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import Given, Pack, Result, axes_of, function, place, whole
from conv1d_lsp.arrays.demands import of_ranks, refused
from conv1d_lsp.arrays.making import same
from conv1d_lsp.arrays.misfits import SizesDiffer
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear, dim


def correlated(a: Given, b: Given = None, rowvar: Given = True) -> Shape | None:
    """(variables, observations) -> (variables, variables); of one variable, a number."""
    mine, other = axes_of(same(a)), None if b is None else axes_of(same(b))
    if mine is None or (b is not None and other is None) or not isinstance(rowvar, bool):
        return None
    if len(mine) > 2:
        raise refused("a", a, "no more than 2 axes")
    if other is not None and len(other) > 2:
        raise refused("b", b, "no more than 2 axes")
    if not rowvar and any(len(axes) == 2 and (axes[0] >= 2) is not Truth.YES for axes in (mine, other or ())):
        return None  # releases of NumPy differ
    pairs = [_variables(axes, rowvar) for axes in (mine, other) if axes is not None]
    if len(pairs) == 2 and pairs[0][1].equals(pairs[1][1]) is not Truth.YES:
        return None
    count = pairs[0][0] if len(pairs) == 1 else pairs[0][0] + pairs[1][0]
    if count.value == 1:
        return Shape(())
    return Shape((count, count)) if (count >= 2) is Truth.YES else None


def _variables(axes: tuple[Dim, ...], rowvar: bool) -> tuple[Dim, Dim]:
    """How many variables, and how often each was observed."""
    if len(axes) < 2:
        return dim(1), (*axes, dim(1))[0]
    return (axes[0], axes[1]) if rowvar else (axes[1], axes[0])


def counts(a: Given, bins: Given = None) -> Result:
    """How many numbers there are in each bin, and the bins' edges."""
    number = _bins(bins)
    return None if same(a) is None or number is None else Pack((Shape((number,)), Shape((number + 1,))))


def edges(a: Given, bins: Given = None) -> Shape | None:
    number = _bins(bins)
    return None if same(a) is None or number is None else Shape((number + 1,))


def _bins(bins: Given) -> Dim | None:
    if bins is None:
        return dim(10)
    if isinstance(bins, Dim):
        if (bins >= 1) is Truth.NO:
            raise refused("bins", bins, "a number of at least 1")
        return bins if (bins >= 1) is Truth.YES else None
    ends = axes_of(same(bins)) if isinstance(bins, tuple | Shape) else None
    return ends[0] - 1 if ends is not None and len(ends) == 1 and (ends[0] >= 2) is Truth.YES else None


def counts_of_pairs(a: Given, b: Given, bins: Given = None) -> Result:
    number = _bins(bins) if bins is None or isinstance(bins, Dim) else None
    if same(a) is None or same(b) is None or number is None:
        return None
    return Pack((Shape((number, number)), Shape((number + 1,)), Shape((number + 1,))))


def fitted(a: Given, b: Given, degree: Given, full: Given = False, cov: Given = False) -> Shape | None:
    """Places, values, a degree -> the coefficients; a column for each column of values."""
    places, values = axes_of(same(a)), axes_of(same(b))
    if places is None or values is None or full is not False or cov is not False or whole(degree) is None:
        return None
    if len(places) != 1 or len(values) not in (1, 2):
        return None
    if places[0].equals(values[0]) is Truth.NO:
        raise SizesDiffer((Shape(places), Shape(values)), 0)
    return Shape(((whole(degree) or 0) + dim(1), *values[1:]))


def valued(a: Given, b: Given) -> Shape | None:
    """Coefficients, places -> a value for each place."""
    axes = axes_of(same(a))
    return None if axes is None or len(axes) != 1 else same(b)


def slopes(a: Given, varargs: tuple[Given, ...] = (), axis: Given = None) -> Result:
    """An array of the same shape for each axis; one alone for one axis."""
    array = same(a)
    if array is None or not array.ranked or isinstance(axis, tuple):
        return None
    rank = len(array.known_axes)
    along = range(rank) if axis is None else [place(axis, array)]
    if any(each is None or (array[each] >= 2) is not Truth.YES for each in along):
        return None
    if any(not isinstance(each, Dim | float) for each in varargs) or len(varargs) not in (0, 1, len(along)):
        return None
    return array if len(along) == 1 else Pack((array,) * rank) if rank else None


def areas(a: Given, x: Given = None, axis: Given = None) -> Shape | None:
    """The axis goes."""
    array = same(a)
    if array is None or not array.ranked or not array.known_axes or x is not None:
        return None
    along = place(dim(-1) if axis is None else axis, array)
    if along is None:
        return None
    return Shape(tuple(size for index, size in enumerate(array.known_axes) if index != along))


def differences_in_a_row(a: Given, to_end: Given = None, to_begin: Given = None) -> Shape | None:
    array = axes_of(same(a))
    if array is None or len(array) != 1 or to_end is not None or to_begin is not None:
        return None
    return Shape((array[0] - 1,)) if (array[0] >= 1) is Truth.YES else None


def in_bins(a: Given, bins: Given) -> Shape | None:
    """For each number its bin."""
    if (ends := same(bins)) is not None:
        of_ranks(ends, 1)
    return same(a)


def interpolated(a: Given, xp: Given, fp: Given) -> Shape | None:
    """A value for each place that is asked for."""
    known, values = same(xp), same(fp)
    if known is not None and values is not None and known.equals(values) is Truth.NO:
        raise refused("fp", fp, "as many values as there are places")
    return same(a)


def roots(a: Given) -> Shape | None:
    axes = axes_of(same(a))
    return None if axes is None or len(axes) != 1 else Shape((Unclear("how many leading zeros there are"),))


STATISTICS = (
    function(correlated, "numpy.corrcoef(x=a, y=b, rowvar, ...)", "numpy.cov(m=a, y=b, rowvar)"),
    function(counts, "numpy.histogram(a, bins, range, density, weights)"),
    function(edges, "numpy.histogram_bin_edges(a, bins, range, weights)"),
    function(counts_of_pairs, "numpy.histogram2d(x=a, y=b, bins, range, density, weights)"),
    function(fitted, "numpy.polyfit(x=a, y=b, deg=degree, rcond, full, w, cov)"),
    function(valued, "numpy.polyval(p=a, x=b)"),
    function(roots, "numpy.roots(p=a)"),
    function(slopes, "numpy.gradient(f=a, *varargs, axis, edge_order)"),
    function(areas, "numpy.trapezoid(y=a, x, dx, axis)"),
    function(differences_in_a_row, "numpy.ediff1d(ary=a, to_end, to_begin)"),
    function(in_bins, "numpy.digitize(x=a, bins, right)"),
    function(interpolated, "numpy.interp(x=a, xp, fp, left, right, period)"),
)
