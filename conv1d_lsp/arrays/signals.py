"""Functions of signals: Fourier transforms, frames, segments."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import LAST, Given, Library, Result, axes_of, function, place, whole
from conv1d_lsp.arrays.demands import at_least, of_one_shape, of_ranks, refused
from conv1d_lsp.arrays.misfits import NotTaken, SizesDiffer, TooFew
from conv1d_lsp.arrays.sliding import overlaps
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, Truth, dim


def rfft(a: Given, length: Given = None, library: Library = Library.KERAS) -> Result:
    """(…, n) -> (…, n // 2 + 1): real and imaginary parts in `keras.ops`, complex numbers in TensorFlow."""
    axes = axes_of(a)
    if isinstance(length, tuple):
        length = length[0] if len(length) == 1 else "several"
    if not axes or (length is not None and not isinstance(length, Dim)):
        return None
    result = Shape((*axes[:-1], (axes[-1] if length is None else length) // 2 + 1))
    return result if library is Library.TENSORFLOW else (result, result)


def irfft(a: Given, length: Given = None) -> Shape | None:
    """Real and imaginary parts (…, n) -> (…, 2 * (n - 1))."""
    pair = _pair(a, 1)
    if pair is None or (length is not None and not isinstance(length, Dim)):
        return None
    axes = pair[0].known_axes
    return Shape((*axes[:-1], (axes[-1] - 1) * 2 if length is None else length))


def fft(a: Given) -> tuple[Shape, ...] | None:
    """Real and imaginary parts of one shape -> the same; transformed along the last axis."""
    return _transformed(a, 1)


def fft2(a: Given) -> tuple[Shape, ...] | None:
    """The same along the last two axes."""
    return _transformed(a, 2)


def _transformed(a: Given, axes: int) -> tuple[Shape, ...] | None:
    pair = _pair(a, axes)
    if pair is not None and any(isinstance(size, Open) for size in pair[0].known_axes[-axes:]):
        raise refused("a", pair[0], "of known size " + ("along its last axis" if axes == 1 else "along its last axes"))
    return pair


def _pair(a: Given, least: int) -> tuple[Shape, ...] | None:
    """Real and imaginary parts. Raises RanksApart, SizesDiffer, OtherRank."""
    if isinstance(a, Shape) and a.ranked:
        raise refused("a", a, "a pair of tensors, the real and the imaginary part")
    if not isinstance(a, tuple) or len(a) != 2:
        return None
    first, second = a
    if not isinstance(first, Shape) or not isinstance(second, Shape) or not first.ranked or not second.ranked:
        return None
    of_one_shape(first, second)
    at_least(first, least)
    return (first, second) if first.same(second) else None


def complex_fft(a: Given) -> Shape | None:
    return a if isinstance(a, Shape) and a.ranked and a.known_axes else None


def sequences(a: Given, length: Given, stride: Given) -> Shape | None:
    """(…, n) -> (…, sequences, length)."""
    axes, window, step = axes_of(a), whole(length), whole(stride)
    if not axes or window is None or step is None or step < 1 or window < 1:
        return None
    count = (axes[-1] - window) // step + 1
    if (count >= 0) is Truth.NO:
        raise TooFew(Shape(axes), -1, dim(window), dim(1))
    if not isinstance(axes[-1], Open) and (count >= 0) is not Truth.YES:
        return None
    return Shape((*axes[:-1], count, dim(window)))


def stft(a: Given, length: Given, stride: Given, fft_length: Given, center: Given = True) -> Result:
    """(…, n) -> real and imaginary parts (…, frames, fft_length // 2 + 1)."""
    axes, window, step, size = axes_of(a), whole(length), whole(stride), whole(fft_length)
    if not axes or window is None or step is None or size is None or step < 1 or not 0 < window <= size:
        return None
    if not isinstance(center, bool):
        return None
    padded = size // 2 * 2 if center else 0
    frames = (axes[-1] + padded - size) // step + 1
    if (frames >= 0) is Truth.NO:
        raise TooFew(Shape(axes), -1, dim(size), dim(1))
    if not isinstance(axes[-1], Open) and (frames >= 0) is not Truth.YES:
        return None
    result = Shape((*axes[:-1], frames, dim(size // 2 + 1)))
    return (result, result)


def istft(
    a: Given, length: Given, stride: Given, fft_length: Given, total: Given = None, center: Given = True
) -> Shape | None:
    """Real and imaginary parts (…, frames, frequencies) -> (…, n)."""
    pair = _pair(a, 2)
    step, size = whole(stride), whole(fft_length)
    if pair is None or step is None or size is None or not isinstance(center, bool):
        return None
    axes = pair[0].known_axes
    made = (axes[-2] - 1) * step + (size - (size // 2 * 2 if center else 0))
    if total is not None and not isinstance(total, Dim):
        return None
    return Shape((*axes[:-2], made if total is None else total))


def frame(a: Given, length: Given, stride: Given, pad_end: Given = False, axis: Given = LAST) -> Shape | None:
    """(…, n, …) -> (…, frames, length, …)."""
    window, step = whole(length), whole(stride)
    if not isinstance(a, Shape) or not a.ranked or not a.known_axes or window is None or step is None or step < 1:
        return None
    index = place(axis, a) if isinstance(pad_end, bool) else None
    if index is None:
        return None
    count = _frames(a[index], window, step, padded=pad_end is True)
    if count is None:
        return None
    return Shape((*a.known_axes[:index], count, Shape.of((window,))[0], *a.known_axes[index + 1 :]))


def _frames(size: Dim, window: int, step: int, *, padded: bool) -> Dim | None:
    if isinstance(size, Open):
        return OPEN
    if padded:
        return (size + (step - 1)) // step
    return (size - window) // step + 1 if (size >= window) is Truth.YES else None


def tf_stft(a: Given, length: Given, stride: Given, fft_length: Given = None, pad_end: Given = False) -> Shape | None:
    """(…, n) -> (…, frames, fft_length // 2 + 1); the length is the next power of 2 if it is not given."""
    window = whole(length)
    frames = frame(a, length, stride, pad_end)
    if frames is None or window is None or window < 1:
        return None
    size = 1 << (window - 1).bit_length() if fft_length is None else whole(fft_length)
    return None if size is None else Shape((*frames.known_axes[:-1], Shape.of((size // 2 + 1,))[0]))


def window(a: Given) -> Shape | None:
    """So many numbers; a tensor can't say how many. Raises NotTaken."""
    if isinstance(a, Shape):
        raise NotTaken("a", "a symbolic tensor", "a number", since=(3, 15))
    return Shape((a,)) if isinstance(a, Dim) else None


def overlapped(a: Given, stride: Given) -> Shape | None:
    """(…, frames, length) -> (…, n)."""
    axes = at_least(a, 2)
    if axes is None or not isinstance(stride, Dim):
        return None
    return Shape((*axes[:-2], (axes[-2] - 1) * stride + axes[-1]))


def correlated(a: Given, b: Given, mode: Given = "valid") -> Shape | None:
    """Two vectors of n and m -> n - m + 1 numbers, n with "same", n + m - 1 with "full"."""
    left, right = of_ranks(a, 1), axes_of(b)
    if left is None or right is None:
        return None
    if len(right) != 1:
        raise refused("b", b, "a vector")
    for name, axes in (("a", left), ("b", right)):
        if isinstance(axes[0], Open):
            raise refused(name, Shape(axes), "a vector of known size")
    if isinstance(mode, str) and mode not in ("valid", "same", "full"):
        raise refused("mode", mode, "'valid', 'same' or 'full'")
    sizes = left[0].value, right[0].value
    if sizes[0] is None or sizes[1] is None or not isinstance(mode, str):
        return None
    return Shape.of((overlaps(sizes[0], sizes[1])[mode],))


def segments(a: Given, ids: Given, count: Given = None) -> Shape | None:
    """(n, …) -> (segments, …)."""
    axes, own = axes_of(a), axes_of(ids)
    if not axes or not own or (count is not None and not isinstance(count, Dim)):
        return None
    if len(own) > 1:
        raise refused("ids", ids, "a vector")
    if axes[0].equals(own[0]) is Truth.NO:
        raise SizesDiffer((Shape(axes), Shape(own)), 0)
    return Shape((OPEN if count is None else count, *axes[1:]))


SIGNALS = (
    function(
        rfft,
        "keras.ops.rfft(x=a, fft_length=length)",
        "tensorflow.signal.rfft(input_tensor=a, fft_length=length, name)",
    ),
    function(irfft, "keras.ops.irfft(x=a, fft_length=length)"),
    function(fft, "keras.ops.fft(x=a)"),
    function(fft2, "keras.ops.fft2 keras.ops.ifft2(x=a)"),
    function(complex_fft, "tensorflow.signal.fft tensorflow.signal.ifft(input=a, name)"),
    function(
        window,
        "keras.ops.bartlett keras.ops.blackman keras.ops.hamming keras.ops.hanning(x=a)",
        "keras.ops.kaiser(x=a, beta)",
        "numpy.bartlett numpy.blackman numpy.hamming numpy.hanning(M=a)",
        "numpy.kaiser(M=a, beta)",
        "tensorflow.signal.hann_window tensorflow.signal.hamming_window(window_length=a, periodic, dtype, name)",
    ),
    function(overlapped, "tensorflow.signal.overlap_and_add(signal=a, frame_step=stride, name)"),
    function(correlated, "keras.ops.correlate(x1=a, x2=b, mode)"),
    function(sequences, "keras.ops.extract_sequences(x=a, sequence_length=length, sequence_stride=stride)"),
    function(
        stft,
        "keras.ops.stft(x=a, sequence_length=length, sequence_stride=stride, fft_length, window, center)",
    ),
    function(
        istft,
        "keras.ops.istft(x=a, sequence_length=length, sequence_stride=stride, fft_length, length=total, window, "
        "center)",
    ),
    function(
        frame,
        "tensorflow.signal.frame(signal=a, frame_length=length, frame_step=stride, pad_end, pad_value, axis, name)",
    ),
    function(
        tf_stft,
        "tensorflow.signal.stft(signals=a, frame_length=length, frame_step=stride, fft_length, window_fn, pad_end)",
    ),
    function(
        segments,
        "keras.ops.segment_sum keras.ops.segment_max keras.ops.segment_min keras.ops.segment_prod"
        "(data=a, segment_ids=ids, num_segments=count, sorted)",
        since=(3, 5),
    ),
)
