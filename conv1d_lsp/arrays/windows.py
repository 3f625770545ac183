"""Functions that slide a window over steps, height and width: convolutions and pooling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps

from conv1d_lsp.arrays.declaration import ONE, Given, Library, Result, axes_of, function, sizes, whole
from conv1d_lsp.arrays.demands import at_least, of_one_rank, refused
from conv1d_lsp.arrays.misfits import SizesDiffer, TooFew
from conv1d_lsp.settings import Release
from conv1d_lsp.shapes import Dim, Number, Open, Shape, Truth, dim

#: Since when a window that is too long by no more than the stride is refused.
CONVOLUTIONS: Release = (3, 14)
POOLING: Release = (3, 15)

#: Since when a kernel for other channels is refused.
CHANNELS_SINCE: Release = (3, 15)


def per_axis(value: Given, count: int) -> tuple[Dim, ...] | None:
    """A positive size for each axis; one number stands for all."""
    given = sizes(value)
    if given is None:
        return None
    given = given * count if isinstance(value, Dim) else given
    return given if len(given) == count and all((each >= 1) is Truth.YES for each in given) else None


def inner(value: Given, count: int, library: Library) -> Given:
    """TensorFlow's numbers for all axes without those of batch and channels, which are 1."""
    if library is Library.KERAS or not isinstance(value, tuple) or len(value) != count + 2:
        return value
    ends = (whole(value[0]), whole(value[-1]))
    return value[1:-1] if ends == (1, 1) else None


def slid(
    x: Shape,
    axes: Sequence[int],
    window: Sequence[Dim],
    stride: Sequence[Dim],
    padding: Given,
    dilation: Sequence[Dim],
    since: Release,
) -> list[Dim] | None:
    """The sizes of these axes behind a window. since: the first Keras 3 that refuses to give no places at all; before,
    a window that is too long by no more than the stride gave that. Raises TooFew."""
    result: list[Dim] = []
    for axis, length, step, apart in zip(axes, window, stride, dilation, strict=True):
        size = x[axis]
        if padding in ("same", "SAME", "causal"):
            result.append((size - 1) // step + 1)
            continue
        if padding not in ("valid", "VALID"):
            return None
        reach = (length - 1) * apart + 1
        if (size >= reach) is Truth.NO:
            new = (size + step >= reach) is not Truth.NO
            raise TooFew(x, axis, length, apart, since=since if new else None)
        result.append((size - reach) // step + 1)
    return result


def _kernel(x: Given, kernel: Given, place: int, library: Library, *, grouped: bool) -> tuple[Shape, Shape] | None:
    """Both of as many axes, and channels that the kernel takes: those of its axis `place`.

    grouped: whether TensorFlow takes a multiple of them. Raises SizesDiffer.
    """
    axes, own = axes_of(x), axes_of(kernel)
    if axes is None or own is None:
        return None
    if len(axes) != len(own) or len(axes) < 3:
        return None
    channels, wanted = axes[-1], own[place]
    several = grouped and library is not Library.KERAS
    if ((channels % wanted).zero if several else channels.equals(wanted)) is Truth.NO:
        raise SizesDiffer((Shape(axes), Shape(own)), -1, sizes=(channels, wanted), since=CHANNELS_SINCE)
    fits = isinstance(channels, Open) or channels.equals(wanted) is Truth.YES
    return (Shape(axes), Shape(own)) if fits else None


def _require_padding(padding: Given, library: Library, *more: str) -> None:
    known = ("valid", "same", *more)
    if library is Library.KERAS and isinstance(padding, str) and padding.lower() not in known:
        raise refused("padding", padding, f"{', '.join(map(repr, known[:-1]))} or {known[-1]!r}")


def _convolved(
    x: Given,
    kernel: Given,
    strides: Given,
    padding: Given,
    data_format: Given,
    dilation_rate: Given,
    library: Library,
    *,
    grouped: bool = False,
) -> tuple[Dim, ...] | None:
    """All axes but the last."""
    if data_format not in (None, "channels_last", "NWC", "NHWC"):
        return None
    if library is Library.KERAS:
        of_one_rank(x, kernel)
    pair = _kernel(x, kernel, -2, library, grouped=grouped)
    _require_padding(padding, library, "causal")
    if pair is None:
        return None
    count = len(pair[0].known_axes) - 2
    stride = per_axis(inner(strides, count, library), count)
    dilation = per_axis(ONE if dilation_rate is None else inner(dilation_rate, count, library), count)
    if stride is None or dilation is None or (padding == "causal" and count > 1):
        return None
    if any(each.value != 1 for each in stride) and any(each.value != 1 for each in dilation):
        return None
    if count > 1 and any(each.value != 1 for each in dilation) and any(isinstance(each, Open) for each in pair[0]):
        return None
    window = pair[1].known_axes[:-2]
    made = slid(pair[0], range(1, count + 1), window, stride, padding, dilation, CONVOLUTIONS)
    return None if made is None else (pair[0][0], *made)


def conv(
    x: Given,
    kernel: Given,
    strides: Given = ONE,
    padding: Given = "valid",
    data_format: Given = None,
    dilation_rate: Given = ONE,
    library: Library = Library.KERAS,
) -> Shape | None:
    """(batch, steps, channels), (window, channels, filters) -> (batch, steps, filters)."""
    axes = _convolved(x, kernel, strides, padding, data_format, dilation_rate, library, grouped=True)
    own = axes_of(kernel)
    return None if axes is None or own is None else Shape((*axes, own[-1]))


def depthwise_conv(
    x: Given,
    kernel: Given,
    strides: Given = ONE,
    padding: Given = "valid",
    data_format: Given = None,
    dilation_rate: Given = ONE,
    library: Library = Library.KERAS,
) -> Shape | None:
    """(batch, steps, channels), (window, channels, n) -> (batch, steps, channels * n)."""
    axes, own = _convolved(x, kernel, strides, padding, data_format, dilation_rate, library), axes_of(kernel)
    return None if axes is None or own is None else Shape((*axes, own[-1] * own[-2]))


def separable_conv(
    x: Given,
    kernel: Given,
    pointwise: Given,
    strides: Given = ONE,
    padding: Given = "valid",
    data_format: Given = None,
    dilation_rate: Given = ONE,
    library: Library = Library.KERAS,
) -> Shape | None:
    """The same, and then a kernel of size 1 over the channels."""
    made = depthwise_conv(x, kernel, strides, padding, data_format, dilation_rate, library)
    last = axes_of(pointwise)
    if made is None or last is None or len(last) != len(made.known_axes):
        return None
    return made.with_axes({-1: last[-1]}) if made[-1].equals(last[-2]) is Truth.YES else None


def conv_transpose(
    x: Given,
    kernel: Given,
    strides: Given = ONE,
    padding: Given = "valid",
    output_padding: Given = None,
    data_format: Given = None,
    dilation_rate: Given = ONE,
    library: Library = Library.KERAS,
) -> Shape | None:
    """(batch, steps, channels), (window, filters, channels) -> (batch, more steps, filters)."""
    plain = output_padding is None and data_format in (None, "channels_last") and whole(dilation_rate) == 1
    pair = _kernel(x, kernel, -1, library, grouped=False) if plain else None
    given = axes_of(x) or ()
    if library is Library.TENSORFLOW or any(not isinstance(size, Open) for size in given[1:-1]):
        _require_padding(padding, library)  # `keras.ops` reads it where it counts steps
    if pair is None or isinstance(pair[0][-1], Open):
        return None
    axes, own = pair[0].known_axes, pair[1].known_axes
    stride = per_axis(strides, len(axes) - 2)
    if stride is None or padding not in ("valid", "same"):
        return None
    if any(each.value is None for each in (*stride, *own)):
        return None
    over = [max((length.value or 0) - (step.value or 0), 0) for length, step in zip(own[:-2], stride, strict=True)]
    made = [
        size * step + (more if padding == "valid" else 0)
        for size, step, more in zip(axes[1:-1], stride, over, strict=True)
    ]
    return Shape((axes[0], *made, own[-2]))


def pool(
    x: Given,
    window: Given,
    strides: Given = None,
    padding: Given = "valid",
    data_format: Given = None,
    library: Library = Library.KERAS,
) -> Shape | None:
    """(batch, steps, channels) -> (batch, fewer steps, channels)."""
    _require_padding(padding, library)
    axes = axes_of(x)
    if axes is None or len(axes) < 3 or data_format not in (None, "channels_last", "NWC", "NHWC"):
        return None
    count = len(axes) - 2
    length = per_axis(inner(window, count, library), count)
    stride = per_axis(inner(window if strides is None else strides, count, library), count)
    if length is None or stride is None or padding == "causal":
        return None
    made = slid(Shape(axes), range(1, count + 1), length, stride, padding, (dim(1),) * count, POOLING)
    return None if made is None else Shape((axes[0], *made, axes[-1]))


def pool_to(x: Given, output_size: Given, data_format: Given = None) -> Shape | None:
    """To a given number of steps: a size for each axis; the symbolic call leaves one axis before them too many."""
    axes = axes_of(x)
    if isinstance(output_size, Number):
        raise refused("output_size", output_size, "a tuple of sizes")
    if axes is None or not isinstance(output_size, tuple) or data_format not in (None, "channels_last"):
        return None
    count = len(output_size)
    made = per_axis(output_size, count) if 0 < count <= len(axes) else None
    return None if made is None else Shape((*axes[:-count], *made, axes[-1]))


def of_rank(rank: int, shape_of: Callable[..., Result]) -> Callable[..., Result]:
    """The same for arrays of one number of axes only; fewer are refused."""

    @wraps(shape_of)
    def guarded(x: Given, **settings: Given) -> Result:
        return shape_of(x, **settings) if len(at_least(x, rank) or ()) == rank else None

    return guarded


WINDOWS = (
    function(
        conv,
        "keras.ops.conv(inputs=x, kernel, strides, padding, data_format, dilation_rate)",
    ),
    function(
        of_rank(3, conv),
        "keras.backend.conv1d(x, kernel, strides, padding, data_format, dilation_rate)",
        "tensorflow.nn.conv1d(input=x, filters=kernel, stride=strides, padding, data_format, dilations=dilation_rate)",
    ),
    function(
        of_rank(4, conv),
        "keras.backend.conv2d(x, kernel, strides, padding, data_format, dilation_rate)",
        "tensorflow.nn.conv2d(input=x, filters=kernel, strides, padding, data_format, dilations=dilation_rate)",
    ),
    function(
        of_rank(5, conv),
        "keras.backend.conv3d(x, kernel, strides, padding, data_format, dilation_rate)",
        "tensorflow.nn.conv3d(input=x, filters=kernel, strides, padding, data_format, dilations=dilation_rate)",
    ),
    function(
        depthwise_conv,
        "keras.ops.depthwise_conv(inputs=x, kernel, strides, padding, data_format, dilation_rate)",
    ),
    function(
        of_rank(4, depthwise_conv),
        "keras.backend.depthwise_conv2d(x, depthwise_kernel=kernel, strides, padding, data_format, dilation_rate)",
        "tensorflow.nn.depthwise_conv2d(input=x, filter=kernel, strides, padding, data_format, "
        "dilations=dilation_rate)",
    ),
    function(
        separable_conv,
        "keras.ops.separable_conv(inputs=x, depthwise_kernel=kernel, pointwise_kernel=pointwise, strides, padding, "
        "data_format, dilation_rate)",
    ),
    function(
        of_rank(4, separable_conv),
        "keras.backend.separable_conv2d(x, depthwise_kernel=kernel, pointwise_kernel=pointwise, strides, padding, "
        "data_format, dilation_rate)",
    ),
    function(
        conv_transpose,
        "keras.ops.conv_transpose(inputs=x, kernel, strides, padding, output_padding, data_format, dilation_rate)",
    ),
    function(
        pool,
        "keras.ops.max_pool keras.ops.average_pool(inputs=x, pool_size=window, strides, padding, data_format)",
    ),
    function(
        of_rank(3, pool), "tensorflow.nn.max_pool1d tensorflow.nn.avg_pool1d(input=x, ksize=window, strides, padding)"
    ),
    function(
        of_rank(4, pool),
        "keras.backend.pool2d(x, pool_size=window, strides:1, padding, data_format, pool_mode)",
        "tensorflow.nn.max_pool2d tensorflow.nn.avg_pool2d(input=x, ksize=window, strides, padding)",
    ),
    function(
        pool, "tensorflow.nn.max_pool tensorflow.nn.avg_pool(input=x, ksize=window, strides, padding, data_format)"
    ),
    function(of_rank(5, pool), "keras.backend.pool3d(x, pool_size=window, strides:1, padding, data_format, pool_mode)"),
    function(
        pool_to,
        "keras.ops.adaptive_average_pool keras.ops.adaptive_max_pool(inputs=x, output_size, data_format)",
    ),
)
