"""SciPy's filters: designed, applied, and signals of another rate."""

from __future__ import annotations

from math import gcd

from conv1d_lsp.arrays.declaration import LAST, ONE, ZERO, Given, Result, axes_of, function, place, unchanged, whole
from conv1d_lsp.arrays.demands import refused
from conv1d_lsp.arrays.misfits import NoSuchAxis, RanksApart
from conv1d_lsp.shapes import Dim, Shape, Truth, dim

_BANDS = ("band", "bandpass", "pass", "bp", "bandstop", "bands", "stop", "bs")
_SINGLE = ("low", "lowpass", "lp", "l", "high", "highpass", "hp", "h")


def resampled(a: Given, num: Given, t: Given = None, axis: Given = ZERO) -> Shape | None:
    """(…, n, …) -> (…, num, …)."""
    if not isinstance(a, Shape) or not a.ranked or not isinstance(num, Dim) or t is not None:
        return None
    try:
        index = place(axis, a)
    except NoSuchAxis:
        if len(a.known_axes) == 1:  # SciPy does not look at it there
            return None
        raise
    if index is None:
        return None
    return a.with_axes({index: num})


def resampled_poly(a: Given, up: Given, down: Given, axis: Given = ZERO) -> Shape | None:
    """(…, n, …) -> as many as n * up / down are, the next whole number."""
    more, less = whole(up), whole(down)
    if not isinstance(a, Shape) or not a.ranked or more is None or less is None or min(more, less) < 1:
        return None
    index, common = place(axis, a), gcd(more, less)
    if index is None:
        return None
    more, less = more // common, less // common
    return a.with_axes({index: (a[index] * more + (less - 1)) // less})


def decimated(a: Given, q: Given, axis: Given = LAST) -> Shape | None:
    """(…, n, …) -> every q-th place."""
    return resampled_poly(a, ONE, q, axis)


def designed(n: Given, wn: Given = None, btype: Given = "low", output: Given = "ba") -> Result:
    """The coefficients of a filter of order n: numerator and denominator, or sections of six."""
    order = whole(n)
    if order is None or order < 1 or not isinstance(btype, str) or btype not in (*_BANDS, *_SINGLE):
        return None
    total = 2 * order if btype in _BANDS else order
    pair = isinstance(wn, Shape | tuple)
    if pair is not (btype in _BANDS) or output not in ("ba", "sos"):
        return None
    if output == "sos":
        return Shape.of(((total + 1) // 2, 6))
    return Shape.of((total + 1,)), Shape.of((total + 1,))


def notched(wo: Given) -> Result:
    """A second-order filter."""
    return Shape.of((3,)), Shape.of((3,))


def taps(n: Given) -> Shape | None:
    """A window, or a filter without feedback: n numbers."""
    return Shape((n,)) if isinstance(n, Dim) and (n >= 1) is Truth.YES else None


def filtered(a: Given, zi: Given = None, axis: Given = LAST) -> Shape | None:
    """The same shape; with states of the filter also those, which are not followed."""
    if not isinstance(a, Shape) or not a.ranked or zi is not None or not a.known_axes:
        return None
    return None if place(axis, a) is None else a


def filtered_both_ways(
    a: Given, num: Given = None, den: Given = None, axis: Given = LAST, padtype: Given = "odd", padlen: Given = None
) -> Shape | None:
    """The same shape. The signal is continued at both ends by three times the coefficients, and must be longer."""
    if not isinstance(a, Shape) or not a.ranked or not a.known_axes or (index := place(axis, a)) is None:
        return None
    lengths = [axes[0].value for each in (num, den) if (axes := axes_of(each)) is not None and len(axes) == 1]
    known = [each for each in lengths if each is not None]
    if padlen is None and padtype == "odd" and len(known) == 2 and (a[index] > 3 * max(known)) is Truth.NO:
        raise refused("a", a, f"longer than {3 * max(known)} along axis {index}")
    return a


def smoothed(
    a: Given, window: Given, order: Given, axis: Given = LAST, mode: Given = "interp", deriv: Given = ZERO
) -> Shape | None:
    """`savgol_filter`: the same shape. Raises NotTaken where the window is longer than the signal."""
    length, degree = whole(window), whole(order)
    if not isinstance(a, Shape) or not a.ranked or not a.known_axes or (index := place(axis, a)) is None:
        return None
    if length is not None and degree is not None and degree >= length:
        raise refused("order", order, f"less than the window, {length}")
    if mode == "interp" and length is not None and (a[index] >= length) is Truth.NO:
        raise refused("window", window, f"at most {a[index]}, the size of axis {index}")
    return a


def median(a: Given, size: Given = None) -> Shape | None:
    """`medfilt`: the same shape. Raises NotTaken for a window of even size."""
    sizes = size if isinstance(size, tuple) else (size,)
    if any(number is not None and number % 2 == 0 for number in map(whole, sizes)):
        raise refused("size", size, "odd")
    return a if isinstance(a, Shape) and a.axes != () else None


def spread(a: Given, b: Given, mode: Given = "full") -> Shape | None:
    """`scipy.signal.convolve`: of as many axes each; "same" is the size of the first. Raises RanksApart."""
    left, right = axes_of(a), axes_of(b)
    if left is None or right is None or not isinstance(a, Shape) or not isinstance(b, Shape):
        return None
    if len(left) != len(right):
        raise RanksApart((a, b))
    if mode == "same":
        return a
    if mode == "full":
        return Shape(tuple(one + other - 1 for one, other in zip(left, right, strict=True)))
    if mode != "valid":
        return None
    for longer, shorter in ((left, right), (right, left)):
        if all((one >= other) is Truth.YES for one, other in zip(longer, shorter, strict=True)):
            return Shape(tuple(one - other + 1 for one, other in zip(longer, shorter, strict=True)))
    return None


def analytic(a: Given, n: Given = None, axis: Given = LAST) -> Shape | None:
    """`hilbert`: the same shape, or n numbers."""
    if not isinstance(a, Shape) or not a.ranked or not a.known_axes or (index := place(axis, a)) is None:
        return None
    if n is None:
        return a
    return a.with_axes({index: n}) if isinstance(n, Dim) and (n >= 1) is Truth.YES else None


def responses(count: Given = None) -> Result:
    """`freqz`: frequencies and what the filter makes of them."""
    size = dim(512) if count is None else count
    return (Shape((size,)), Shape((size,))) if isinstance(size, Dim) and size.value is not None else None


def accumulated(a: Given, x: Given = None, axis: Given = LAST, initial: Given = None) -> Shape | None:
    """`cumulative_trapezoid`: one place less, unless it is told where to begin."""
    if not isinstance(a, Shape) or not a.ranked or not a.known_axes or (index := place(axis, a)) is None:
        return None
    if (a[index] >= 1) is not Truth.YES:
        return None
    return a.with_axes({index: a[index] - 1}) if initial is None else a


_WINDOWS = " ".join(
    f"scipy.signal.windows.{name}"
    for name in "hann hamming blackman bartlett boxcar triang cosine flattop nuttall parzen bohman".split()
)

_SAME = " ".join(
    [
        *(f"scipy.signal.{name}" for name in "wiener square sawtooth chirp order_filter medfilt2d gausspulse".split()),
        *(
            f"scipy.ndimage.{name}"
            for name in "gaussian_filter1d gaussian_filter uniform_filter1d uniform_filter median_filter shift "
            "maximum_filter1d minimum_filter1d convolve1d correlate1d sobel laplace prewitt percentile_filter "
            "maximum_filter minimum_filter grey_erosion grey_dilation generic_filter1d".split()
        ),
        *(f"scipy.special.{name}" for name in "expit logit softmax log_softmax erf gamma digamma xlogy".split()),
    ]
)

FILTERS = (
    function(resampled, "scipy.signal.resample(x=a, num, t, axis, window, domain)"),
    function(resampled_poly, "scipy.signal.resample_poly(x=a, up, down, axis, window, padtype, cval)"),
    function(decimated, "scipy.signal.decimate(x=a, q, n, ftype, axis, zero_phase)"),
    function(
        designed,
        "scipy.signal.butter(N=n, Wn=wn, btype, analog, output, fs)",
        "scipy.signal.bessel(N=n, Wn=wn, btype, analog, output, norm, fs)",
        "scipy.signal.cheby1(N=n, rp, Wn=wn, btype, analog, output, fs)",
        "scipy.signal.cheby2(N=n, rs, Wn=wn, btype, analog, output, fs)",
        "scipy.signal.ellip(N=n, rp, rs, Wn=wn, btype, analog, output, fs)",
        fields="b a",
    ),
    function(notched, "scipy.signal.iirnotch scipy.signal.iirpeak(w0=wo, Q, fs)", fields="b a"),
    function(
        taps,
        f"{_WINDOWS}(M=n, sym, ...)",
        "scipy.signal.windows.tukey(M=n, alpha, sym, ...)",
        "scipy.signal.get_window(window, Nx=n, fftbins)",
        "scipy.signal.firwin(numtaps=n, cutoff, ...)",
    ),
    function(filtered, "scipy.signal.lfilter(b, a=den, x=a, axis, zi)", "scipy.signal.sosfilt(sos, x=a, axis, zi)"),
    function(
        filtered_both_ways,
        "scipy.signal.filtfilt(b=num, a=den, x=a, axis, padtype, padlen, ...)",
        "scipy.signal.sosfiltfilt(sos, x=a, axis, padtype, padlen)",
    ),
    function(
        smoothed,
        "scipy.signal.savgol_filter(x=a, window_length=window, polyorder=order, deriv, delta, axis, mode, cval)",
    ),
    function(median, "scipy.signal.medfilt(volume=a, kernel_size=size)"),
    function(
        spread,
        "scipy.signal.convolve scipy.signal.correlate(in1=a, in2=b, mode, method)",
        "scipy.signal.fftconvolve scipy.signal.oaconvolve(in1=a, in2=b, mode)",
    ),
    function(analytic, "scipy.signal.hilbert(x=a, N=n, axis)"),
    function(filtered, "scipy.signal.detrend(data=a, axis, ...)"),
    function(
        responses,
        "scipy.signal.freqz(b, a, worN=count, ...)",
        "scipy.signal.sosfreqz(sos, worN=count, ...)",
        fields="w h",
    ),
    function(
        accumulated,
        "scipy.integrate.cumulative_trapezoid(y=a, x, dx, axis, initial)",
    ),
    function(unchanged, f"{_SAME}(*)"),
)
