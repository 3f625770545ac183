"""SciPy's spectra: segments of a signal, and the frequencies in each."""

from __future__ import annotations

from msgspec import Struct

from conv1d_lsp.arrays.declaration import LAST, Given, Result, axes_of, function, place
from conv1d_lsp.arrays.misfits import NoSuchAxis
from conv1d_lsp.shapes import Dim, Shape, Truth, dim

#: How long a segment is where nothing is said.
_SEGMENT = dim(256)


class _Segments(Struct, frozen=True):
    """Segments along an axis: their length, by how much they overlap, how many frequencies each has."""

    shape: Shape
    axis: int
    length: Dim
    overlap: Dim
    frequencies: Dim

    @property
    def step(self) -> Dim:
        return self.length - self.overlap


def _segments(
    a: Given, window: Given, nperseg: Given, noverlap: Given, nfft: Given, one_sided: Given, axis: Given, share: int
) -> _Segments | None:
    """None where that can't be told. share: the part of a segment that overlaps, where nothing is said."""
    if not isinstance(a, Shape) or not a.ranked or not a.known_axes or (index := place(axis, a)) is None:
        return None
    stated: Given = nperseg
    if stated is None and isinstance(window, Shape):
        axes = axes_of(window)
        stated = axes[0] if axes else None
    wanted = _SEGMENT if stated is None else stated
    size = a[index]
    if not isinstance(wanted, Dim) or not isinstance(one_sided, bool):
        return None
    fits = size >= wanted
    length = wanted if fits is Truth.YES else size if fits is Truth.NO else None
    if length is None or (length >= 1) is not Truth.YES:
        return None
    overlap = length // share if noverlap is None else noverlap
    points = length if nfft is None else nfft
    if not isinstance(overlap, Dim) or not isinstance(points, Dim):
        return None
    if (length > overlap) is not Truth.YES or (points >= length) is not Truth.YES:
        return None
    return _Segments(a, index, length, overlap, points // 2 + 1 if one_sided else points)


def spectrogram(
    a: Given,
    window: Given = None,
    nperseg: Given = None,
    noverlap: Given = None,
    nfft: Given = None,
    one_sided: Given = True,
    axis: Given = LAST,
    mode: Given = "psd",
) -> Result:
    """(…, n, …) -> frequencies, times, and (…, frequencies, …, times)."""
    if mode not in ("psd", "complex", "magnitude", "angle", "phase"):
        return None
    found = _segments(a, window, nperseg, noverlap, nfft, one_sided, axis, 8)
    if found is None:
        return None
    return _by_time(found, (found.shape[found.axis] - found.overlap) // found.step)


def stft(
    a: Given,
    window: Given = None,
    nperseg: Given = None,
    noverlap: Given = None,
    nfft: Given = None,
    one_sided: Given = True,
    boundary: Given = "zeros",
    padded: Given = True,
    axis: Given = LAST,
) -> Result:
    """The same; the signal is made longer at both ends, and filled up to a whole number of segments."""
    try:
        found = _segments(a, window, nperseg, noverlap, nfft, one_sided, axis, 2)
    except NoSuchAxis:
        return None  # SciPy goes on
    if found is None or not isinstance(padded, bool) or not (boundary is None or isinstance(boundary, str)):
        return None
    size, length, step = found.shape[found.axis], found.length.value, found.step.value
    if size.value is None or length is None or step is None:
        return None
    count = size.value + (2 * (length // 2) if boundary is not None else 0)
    if padded:
        count += -(count - length) % step % length
    return _by_time(found, (dim(count) - found.overlap) // found.step)


def _by_time(found: _Segments, times: Dim) -> tuple[Shape, ...]:
    inside = found.shape.with_axes({found.axis: found.frequencies})
    return Shape((found.frequencies,)), Shape((times,)), Shape((*inside.known_axes, times))


def density(
    a: Given,
    window: Given = None,
    nperseg: Given = None,
    noverlap: Given = None,
    nfft: Given = None,
    one_sided: Given = True,
    axis: Given = LAST,
) -> Result:
    """`welch`: (…, n, …) -> frequencies, and (…, frequencies, …)."""
    found = _segments(a, window, nperseg, noverlap, nfft, one_sided, axis, 2)
    if found is None:
        return None
    return Shape((found.frequencies,)), found.shape.with_axes({found.axis: found.frequencies})


def density_of_all(
    a: Given, window: Given = None, nfft: Given = None, one_sided: Given = True, axis: Given = LAST
) -> Result:
    """`periodogram`: the same, of one segment as long as the signal."""
    if not isinstance(a, Shape) or not a.ranked or not a.known_axes or (index := place(axis, a)) is None:
        return None
    if nfft is not None:
        return None
    return density(a, None, a[index], dim(0), None, one_sided, axis)


def cross_density(
    a: Given,
    b: Given,
    window: Given = None,
    nperseg: Given = None,
    noverlap: Given = None,
    nfft: Given = None,
    axis: Given = LAST,
) -> Result:
    """`csd`, `coherence` of two signals of one shape."""
    if not isinstance(a, Shape) or not isinstance(b, Shape) or not a.same(b):
        return None
    return density(a, window, nperseg, noverlap, nfft, True, axis)


SPECTRA = (
    function(
        spectrogram,
        "scipy.signal.spectrogram(x=a, fs, window, nperseg, noverlap, nfft, detrend, return_onesided=one_sided, "
        "scaling, axis, mode)",
        fields="f t Sxx",
    ),
    function(
        stft,
        "scipy.signal.stft(x=a, fs, window, nperseg, noverlap, nfft, detrend, return_onesided=one_sided, boundary, "
        "padded, axis, scaling)",
        fields="f t Zxx",
    ),
    function(
        density,
        "scipy.signal.welch(x=a, fs, window, nperseg, noverlap, nfft, detrend, return_onesided=one_sided, scaling, "
        "axis, average)",
        fields="f Pxx",
    ),
    function(
        density_of_all,
        "scipy.signal.periodogram(x=a, fs, window, nfft, detrend, return_onesided=one_sided, scaling, axis)",
        fields="f Pxx",
    ),
    function(
        cross_density,
        "scipy.signal.coherence(x=a, y=b, fs, window, nperseg, noverlap, nfft, detrend, axis)",
        fields="f Pxy",
    ),
)
