"""One declaration for one meaning: no name is declared twice, and what is apart in two libraries says why."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from conv1d_lsp.arrays import ArrayFunction
from conv1d_lsp.arrays.functions import declarations

#: Functions of one name that NumPy and `keras.ops` declare apart, and why.
APART = {
    "NumPy's reductions take no list of axes": """
        all amax amin any count_nonzero max mean min nanmax nanmean nanmin nanprod nanstd nansum nanvar prod ptp std sum
        var
        """,
    "only one of them looks whether there is such an axis, or as many axes": """
        argpartition average flipud nancumprod nancumsum trapezoid tril triu
        """,
    "NumPy broadcasts what `keras.ops` gives the shape of the first": """
        bitwise_and bitwise_or bitwise_xor clip isin ldexp left_shift right_shift select
        """,
    "NumPy takes lists, or arguments that `keras.ops` lacks": """
        array digitize empty full histogram nanpercentile nanquantile norm percentile qr quantile searchsorted where
        ones zeros
        """,
    "NumPy takes another shape": "empty_like full_like ones_like zeros_like",
    "NumPy makes an array of what is none": "copy",
    "NumPy's results have names": "eig eigh svd",
    "symbolic tensors are not looked at as closely, or give something else": """
        corrcoef correlate fft irfft lstsq rfft slogdet solve unravel_index
        """,
}


def test_no_name_is_declared_twice() -> None:
    counted = Counter(name for each in declarations() for name in set(each.names))
    assert [name for name, times in counted.items() if times > 1] == []


def test_what_is_declared_apart_says_why() -> None:
    apart = {
        name
        for name, libraries in by_name().items()
        if "numpy" in libraries and "keras.ops" in libraries and libraries["numpy"] is not libraries["keras.ops"]
    }
    assert apart == {name for names in APART.values() for name in names.split()}


def test_most_are_declared_together() -> None:
    both = [libraries for libraries in by_name().values() if {"numpy", "keras.ops"} <= libraries.keys()]
    together = [libraries for libraries in both if libraries["numpy"] is libraries["keras.ops"]]
    assert len(together) > 0.6 * len(both)


def by_name() -> Mapping[str, Mapping[str, ArrayFunction]]:
    """Each name with its declaration by library: what stands in the library itself, or in one of these modules."""
    found: dict[str, dict[str, ArrayFunction]] = defaultdict(dict)
    for each in declarations():
        for path in each.names:
            module, _, name = path.rpartition(".")
            if module in ("numpy", "numpy.linalg", "numpy.fft", "keras.ops"):
                found[name]["numpy" if module.startswith("numpy") else module] = each
    return found
