"""Functions that cut images and volumes into patches, and put them together again."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import ONE, ZERO, Given, function, sizes, total
from conv1d_lsp.arrays.demands import of_ranks, refused
from conv1d_lsp.arrays.misfits import Uneven
from conv1d_lsp.arrays.windows import CONVOLUTIONS, per_axis, slid
from conv1d_lsp.shapes import Dim, Open, Shape, Truth


def patches(
    a: Given,
    size: Given,
    strides: Given = None,
    dilation_rate: Given = ONE,
    padding: Given = "valid",
    data_format: Given = None,
) -> Shape | None:
    """Windows in the place of channels: (…, rows, columns, height * width * channels of a window)."""
    count = len(size) if isinstance(size, tuple) and len(size) == 3 else 2
    return _cut(count, of_ranks(a, count + 1, count + 2), size, strides, dilation_rate, padding, data_format)


def patches_3d(
    a: Given,
    size: Given,
    strides: Given = None,
    dilation_rate: Given = ONE,
    padding: Given = "valid",
    data_format: Given = None,
) -> Shape | None:
    """The same of volumes."""
    if isinstance(size, tuple) and len(size) != 3:
        return None
    return _cut(3, of_ranks(a, 4, 5), size, strides, dilation_rate, padding, data_format)


def _cut(
    count: int,
    axes: tuple[Dim, ...] | None,
    size: Given,
    strides: Given,
    dilation_rate: Given,
    padding: Given,
    data_format: Given,
) -> Shape | None:
    window = per_axis(size, count)
    if axes is None or window is None or data_format not in (None, "channels_last"):
        return None
    if isinstance(axes[-1], Open):
        raise refused("a", Shape(axes), "images of a known number of channels")
    stride, dilation = per_axis(size if strides is None else strides, count), per_axis(dilation_rate, count)
    if stride is None or dilation is None:
        return None
    rank = len(axes)
    made = slid(Shape(axes), range(rank - 1 - count, rank - 1), window, stride, padding, dilation, CONVOLUTIONS)
    return None if made is None else Shape((*axes[: rank - 1 - count], *made, total(window) * axes[-1]))


def unfolded(a: Given, size: Given, dilation: Given = ONE, padding: Given = ZERO, stride: Given = ONE) -> Shape | None:
    """(batch, channels, height, width) -> (batch, channels * size of a window, windows)."""
    axes, window = of_ranks(a, 4), per_axis(size, 2)
    apart, step, around = per_axis(dilation, 2), per_axis(stride, 2), _pair(padding)
    if axes is None or window is None or apart is None or step is None or around is None:
        return None
    if any(isinstance(each, Open) for each in axes[1:]):
        raise refused("a", a, "images of known sizes")
    counts = [
        (length + more * 2 - rate * (width - 1) - 1) // by + 1
        for length, more, rate, width, by in zip(axes[2:], around, apart, window, step, strict=True)
    ]
    if any((count >= 0) is not Truth.YES for count in counts):
        return None
    return Shape((axes[0], axes[1] * total(window), total(tuple(counts))))


def folded(a: Given, size: Given, window: Given) -> Shape | None:
    """The other way round: to images of this size."""
    axes, wanted, sides = of_ranks(a, 3), _pair(size), per_axis(window, 2)
    if axes is None or wanted is None or sides is None:
        return None
    if (axes[1] % total(sides)).zero is Truth.NO:
        raise Uneven(Shape(axes), 1, total(sides))
    return Shape((axes[0], axes[1] // total(sides), *wanted))


def _pair(value: Given) -> tuple[Dim, ...] | None:
    """A number for height and for width."""
    given = sizes(value)
    given = given * 2 if given is not None and isinstance(value, Dim) else given
    return given if given is not None and len(given) == 2 else None


PATCHES = (
    function(patches, "keras.ops.image.extract_patches(images=a, size, strides, dilation_rate, padding, data_format)"),
    function(
        patches_3d,
        "keras.ops.image.extract_patches_3d(volumes=a, size, strides, dilation_rate, padding, data_format)",
    ),
    function(unfolded, "keras.ops.unfold(x=a, kernel_size=size, dilation, padding, stride)"),
    function(folded, "keras.ops.fold(x=a, output_size=size, kernel_size=window, dilation, padding, stride)"),
)
