"""NumPy's functions over places side by side: windows, convolution, spectra, interpolation."""

from __future__ import annotations

from collections.abc import Mapping

from conv1d_lsp.arrays.declaration import LAST, Given, axes_of, function, place, sizes, whole
from conv1d_lsp.arrays.demands import of_ranks, refused
from conv1d_lsp.arrays.misfits import TooFew
from conv1d_lsp.shapes import Dim, Shape, Truth, dim


def sliding_window_view(a: Given, window_shape: Given, axis: Given = None) -> Shape | None:
    """(…, n, …) -> (…, n - window + 1, …, window), for one axis or several."""
    lengths, axes = sizes(window_shape), axes_of(a)
    if lengths is None or axes is None or not isinstance(a, Shape) or any(each.value is None for each in lengths):
        return None
    if axis is None:
        along: list[int | None] = list(range(len(axes))) if len(lengths) == len(axes) else []
    else:
        along = [place(each, a) for each in (axis if isinstance(axis, tuple) else (axis,))]
    result = list(axes)
    if len(along) != len(lengths):
        return None
    for index, length in zip(along, lengths, strict=True):
        if index is None or (length >= 0) is not Truth.YES:
            return None
        if (result[index] >= length) is Truth.NO:
            raise TooFew(a, index, length, dim(1))
        if (result[index] >= length) is not Truth.YES:
            return None
        result[index] = result[index] - length + 1
    return Shape((*result, *lengths))


def convolved(a: Given, b: Given, mode: Given = "full") -> Shape | None:
    """Two vectors of n and m -> n + m - 1 numbers; the longer with "same", n - m + 1 with "valid"."""
    left, right = of_ranks(a, 0, 1), axes_of(b)
    if left is None or right is None or len(right) > 1:
        return None
    one, other = ((axes[0] if axes else dim(1)).value for axes in (left, right))
    if not one or not other or not isinstance(mode, str):
        return None
    lengths = overlaps(one, other)
    return Shape.of((lengths[mode],)) if mode in lengths else None


def correlated(a: Given, b: Given, mode: Given = "valid") -> Shape | None:
    return convolved(a, b, mode)


def overlaps(one: int, other: int) -> Mapping[str, int]:
    """How many places two vectors of these lengths have beside each other, by mode."""
    longer, shorter = max(one, other), min(one, other)
    return {"full": longer + shorter - 1, "same": longer, "valid": longer - shorter + 1}


def spectrum(a: Given, n: Given = None, axis: Given = LAST) -> Shape | None:
    """(…, n, …) -> the same; or as long as is said."""
    found = _line(a, n, axis)
    return None if found is None else found[0].with_axes({found[1]: found[2]})


def half_spectrum(a: Given, n: Given = None, axis: Given = LAST) -> Shape | None:
    """(…, n, …) -> (…, n // 2 + 1, …)."""
    found = _line(a, n, axis)
    return None if found is None else found[0].with_axes({found[1]: found[2] // 2 + 1})


def from_half_spectrum(a: Given, n: Given = None, axis: Given = LAST) -> Shape | None:
    """(…, m, …) -> (…, 2 * (m - 1), …), or as long as is said."""
    found = _line(a, n, axis)
    if found is None or found[0][found[1]].value == 1:
        return None
    return found[0].with_axes({found[1]: (found[2] - 1) * 2 if n is None else found[2]})


def _line(a: Given, n: Given, axis: Given) -> tuple[Shape, int, Dim] | None:
    """The array, the axis, and how many numbers along it are taken. Raises NotTaken."""
    if not isinstance(a, Shape) or not a.ranked or not a.known_axes:
        return None
    index = place(axis, a)
    if index is None or not (n is None or isinstance(n, Dim)):
        return None
    length = a[index] if n is None else n
    if isinstance(n, Dim) and (n >= 1) is Truth.NO:
        raise refused("n", n, "a number of at least 1")
    return (a, index, length) if (length >= 1) is Truth.YES else None


def frequencies(n: Given) -> Shape | None:
    return Shape((n,)) if isinstance(n, Dim) and whole(n) is not None else None


def half_frequencies(n: Given) -> Shape | None:
    return Shape((n // 2 + 1,)) if isinstance(n, Dim) and whole(n) is not None else None


SLIDING = (
    function(
        sliding_window_view, "numpy.lib.stride_tricks.sliding_window_view(x=a, window_shape, axis, subok, writeable)"
    ),
    function(convolved, "numpy.convolve(a, v=b, mode)"),
    function(correlated, "numpy.correlate(a, v=b, mode)"),
    function(
        spectrum,
        "numpy.fft.fft numpy.fft.ifft(a, n, axis, norm, out)",
        "scipy.fft.fft scipy.fft.ifft scipy.fftpack.fft scipy.fftpack.ifft(x=a, n, axis, ...)",
        "scipy.fft.dct scipy.fft.idct scipy.fft.dst scipy.fftpack.dct scipy.fftpack.idct(x=a, type, n, axis, ...)",
    ),
    function(half_spectrum, "numpy.fft.rfft(a, n, axis, norm, out)", "scipy.fft.rfft(x=a, n, axis, ...)"),
    function(from_half_spectrum, "numpy.fft.irfft(a, n, axis, norm, out)", "scipy.fft.irfft(x=a, n, axis, ...)"),
    function(frequencies, "numpy.fft.fftfreq scipy.fft.fftfreq scipy.fftpack.fftfreq(n, d)"),
    function(half_frequencies, "numpy.fft.rfftfreq scipy.fft.rfftfreq(n, d)"),
)
