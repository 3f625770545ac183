"""SciPy's statistics: numbers along an axis, and data made comparable."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import LAST, ZERO, Given, Result, function, place
from conv1d_lsp.arrays.reductions import reduced
from conv1d_lsp.shapes import Shape


def scored(a: Given, axis: Given = ZERO) -> Shape | None:
    """`zscore`: the same shape."""
    if not isinstance(a, Shape) or not a.ranked or not a.known_axes:
        return None
    return a if axis is None or place(axis, a) is not None else None


def summed_up(a: Given, axis: Given = ZERO, keepdims: Given = False) -> Shape | None:
    """A number for all places along the axis; without any axis, one for all. Of a single number, no axis is asked."""
    return None if isinstance(a, Shape) and a.axes == () else reduced(a, axis, keepdims)


def summed_up_all(a: Given, axis: Given = None, keepdims: Given = False) -> Shape | None:
    """The same, where nothing is said, for all places."""
    return summed_up(a, axis, keepdims)


def integrated(a: Given, axis: Given = LAST) -> Shape | None:
    """The area below a signal."""
    return None if isinstance(axis, tuple) else reduced(a, axis)


def related(a: Given) -> Result:
    """`pearsonr` of two signals: a number, and how sure it is."""
    return (Shape(()), Shape(())) if isinstance(a, Shape) and a.ranked and len(a.known_axes) == 1 else None


MOMENTS = (
    function(scored, "scipy.stats.zscore(a, axis, ddof, nan_policy)"),
    function(
        summed_up,
        "scipy.stats.skew(a, axis, bias, nan_policy, keepdims)",
        "scipy.stats.kurtosis(a, axis, fisher, bias, nan_policy, keepdims)",
        "scipy.stats.sem(a, axis, ddof, nan_policy, keepdims)",
        "scipy.stats.gmean scipy.stats.hmean(a, axis, dtype, weights, nan_policy, keepdims)",
        "scipy.stats.entropy(pk=a, qk, base, axis, nan_policy, keepdims)",
        "scipy.stats.trim_mean(a, proportiontocut, axis, nan_policy, keepdims)",
    ),
    function(summed_up_all, "scipy.stats.iqr(x=a, axis, rng, scale, nan_policy, interpolation, keepdims)"),
    function(
        integrated,
        "scipy.integrate.trapezoid(y=a, x, dx, axis)",
        "scipy.integrate.simpson(y=a, x, dx, axis)",
    ),
    function(
        related,
        "scipy.stats.pearsonr(x=a, y, ...)",
        "scipy.stats.spearmanr(a, b, ...)",
        fields="statistic pvalue",
    ),
)
