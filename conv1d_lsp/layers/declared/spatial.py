"""What layers over steps, or over height and width, share: which axis is which, and how far a window reaches."""

from __future__ import annotations

from math import prod
from typing import ClassVar, TypeVar

from msgspec.structs import replace

from conv1d_lsp.layers.declaration import Layer
from conv1d_lsp.layers.dtypes import Gives, Takes
from conv1d_lsp.layers.faults import TooShort
from conv1d_lsp.layers.parameters import Parameter
from conv1d_lsp.layers.requirement import refuse
from conv1d_lsp.layers.sight import Sight, padded_like_tensorflow, sliding
from conv1d_lsp.layers.weights import Built
from conv1d_lsp.layers.workings import Rule, Working
from conv1d_lsp.settings import Release
from conv1d_lsp.shapes import Dim, Open, Shape, Truth

N = TypeVar("N", bound=Dim)

SPATIAL_NAMES = {1: ("steps",), 2: ("height", "width"), 3: ("depth", "height", "width")}


class SpatialLayer(Layer):
    """A layer over `spatial` axes and one of channels. Axes are counted from the end: there may be more in front.

    refuses_empty_since: before this release of Keras 3, a window that is too long by no more than a stride gives a
    result of no places.
    """

    refuses_empty_since: ClassVar[Release] = (3, 14)

    data_format: Parameter[str] | str

    @property
    def channels_first(self) -> bool:
        return self.data_format == "channels_first"

    @property
    def channels(self) -> int:
        """The axis of channels."""
        return -1 - self.spatial if self.channels_first else -1

    @property
    def places(self) -> range:
        """The spatial axes."""
        return range(-self.spatial, 0) if self.channels_first else range(-1 - self.spatial, -1)

    def axis_names(self) -> tuple[str, ...]:
        spatial = SPATIAL_NAMES[self.spatial]
        return ("batch", "channels", *spatial) if self.channels_first else ("batch", *spatial, "channels")

    def ranked(self, x: Shape) -> Shape:
        """The shape, with unclear axes if not even their number is known."""
        return x.of_rank(self.spatial + 2)

    def each_axis(self, rule: Rule, x: Shape, *settings: tuple[Dim, ...]) -> tuple[Working, ...]:
        """The rule for each spatial axis, with the axis's own settings."""
        names = SPATIAL_NAMES[self.spatial]
        return tuple(
            Working(names[number], rule, (x[axis], *(setting[number] for setting in settings)))
            for number, axis in enumerate(self.places)
        )

    def steps(self, x: Shape) -> Dim | None:
        """The length of the sequence, if it is one along axis 1."""
        one = self.spatial == 1 and not self.channels_first and x.ranked and len(x.known_axes) == 3
        return x[1] if one else None

    def sliding_sight(self, x: Shape, reaches: tuple[Dim, ...], strides: tuple[Dim, ...], padding: str) -> Sight:
        """The sight of a window of this reach."""
        steps = self.steps(x)
        if steps is None:
            return None
        reach, stride = reaches[0].value, strides[0].value
        if padding == "same":
            return padded_like_tensorflow(steps.value, reach, stride)
        return sliding(reach, stride, reach - 1 if padding == "causal" and reach is not None else 0)

    def sizes(self, workings: tuple[Working, ...]) -> dict[int, Dim | int]:
        """The new sizes of the spatial axes, for `Shape.with_axes`."""
        return {axis: working.size for axis, working in zip(self.places, workings, strict=True)}


class SlidingKernels(SpatialLayer):
    """What convolutions of all kinds but the transposed ones have in common: kernels that slide over the places."""

    takes = Takes.FLOATS
    gives = Gives.FLOATS

    counts_at_build = True

    kernel_size: tuple[Dim, ...]
    strides: tuple[Dim, ...]
    padding: str
    dilation_rate: tuple[Dim, ...]

    @property
    def reaches(self) -> tuple[Dim, ...]:
        return tuple(map(reach_of, self.kernel_size, self.dilation_rate))

    def macs(self, built: Built, x: Shape) -> Dim | None:
        """The kernels meet the sequence once for each place of the output."""
        return prod((working.size for working in self.workings(x)), start=built.kernels)

    def sight(self, x: Shape) -> Sight:
        return self.sliding_sight(x, self.reaches, self.strides, self.padding)

    def workings(self, x: Shape) -> tuple[Working, ...]:
        return self.workings_with(x, self.strides)

    def workings_with(self, x: Shape, strides: tuple[Dim, ...]) -> tuple[Working, ...]:
        if self.padding != "valid":
            return self.each_axis(same_length, x, strides)
        return self.each_axis(valid_length, x, self.reaches, strides)


def reach_of(window: Dim, dilation: Dim) -> Dim:
    """How many places a window covers."""
    return (window - 1) * dilation + 1


def valid_length(length: N, reach: N, stride: N) -> N:
    """Keras: `compute_conv_output_shape` with "valid"."""
    return (length - reach) // stride + 1  # type: ignore[return-value]


def same_length(length: N, stride: N) -> N:
    """Keras: `compute_conv_output_shape` with "same" and "causal": the length by the stride, rounded up."""
    return (length - 1) // stride + 1  # type: ignore[return-value]


def loses_sizes(layer: SpatialLayer, x: Shape, dilations: tuple[Dim, ...]) -> bool:
    """TensorFlow's dilated window over several axes does without their sizes where one of them is open."""
    dilated = any((rate > 1) is Truth.YES for rate in dilations)
    return layer.spatial > 1 and dilated and any(isinstance(x[axis], Open) for axis in layer.places)


def require_reach(
    layer: SpatialLayer,
    x: Shape,
    windows: tuple[Dim, ...],
    dilations: tuple[Dim, ...],
    strides: tuple[Dim, ...],
    argument: str,
    lacking: int = 0,
) -> None:
    """Requires each spatial axis to hold a whole window, or one that lacks so many places."""
    names = SPATIAL_NAMES[layer.spatial]
    for name, axis, window, dilation, stride in zip(names, layer.places, windows, dilations, strides, strict=True):
        reach = reach_of(window, dilation)
        fits = x[axis] >= reach - lacking
        if fits is Truth.NO:
            new = (x[axis] + stride >= reach) is not Truth.NO
            since = layer.refuses_empty_since if new else None
            fault = TooShort(x, name, x[axis], reach, window, dilation, argument=argument, since=since)
            refuse(replace(fault, passes_arrays=_passes(x[axis], window, dilation, stride)))


def _passes(length: Dim, window: Dim, dilation: Dim, stride: Dim) -> bool:
    """Whether TensorFlow finds no place for the window, and not less than none: it divides towards zero, and splits a
    sequence into as many as the dilation."""
    if dilation.value != 1:
        return ((length - 1) // dilation + 1 >= window - 1) is not Truth.NO
    return (length + stride * 2 > window) is not Truth.NO
