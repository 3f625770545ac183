"""Transposed convolutions. Source: layers/convolutional/base_conv_transpose.py, conv*_transpose.py in Keras 2."""

from __future__ import annotations

from math import prod

from msgspec.structs import replace

from conv1d_lsp.layers.counts import count
from conv1d_lsp.layers.declaration import keras_layer
from conv1d_lsp.layers.declared.convolution import FILTERS_2, UNGROUPED_FILTERS_3, require_not_both
from conv1d_lsp.layers.declared.spatial import SpatialLayer, reach_of
from conv1d_lsp.layers.dtypes import Gives, Takes
from conv1d_lsp.layers.faults import BadArgument, EmptyAxis, OpenAxis, WrongRank
from conv1d_lsp.layers.identifiers import initializers_of, named_activation, penalties_of, swallowed
from conv1d_lsp.layers.parameters import Odd, flag
from conv1d_lsp.layers.requirement import require
from conv1d_lsp.layers.sight import Sight, stretching
from conv1d_lsp.layers.sizes import optional_per_axis, per_axis
from conv1d_lsp.layers.weights import Built, weights
from conv1d_lsp.layers.words import Word, Words, channels_order, choice
from conv1d_lsp.layers.workings import Working
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear, dim

_PADDINGS = Words(("valid", "same"), lists=Odd.REFUSED_LATE)


class TransposedConvolution(SpatialLayer):
    """(batch, places..., channels) -> (batch, longer places..., filters)."""

    takes = Takes.FLOATS
    gives = Gives.FLOATS

    filters = count(keras3=UNGROUPED_FILTERS_3, keras2=FILTERS_2)
    kernel_size = per_axis()
    strides = per_axis(1, floats=Odd.TAKEN)
    padding = choice("valid", "same", default="valid", lists=Odd.REFUSED_LATE)
    output_padding = optional_per_axis(None, least=0)
    data_format = channels_order()
    dilation_rate = per_axis(1, floats=Odd.TAKEN)
    activation = named_activation()
    use_bias = flag(default=True)
    initializers = initializers_of("kernel", "bias")
    penalties = penalties_of("kernel", "bias")
    swallowed = swallowed("groups", "conv_op")

    @property
    def dilation(self) -> tuple[Dim, ...]:
        """The dilation rate that counts."""
        return self.dilation_rate

    def construct(self) -> None:
        for padding, stride in zip(self.output_padding or (), self.strides, strict=False):
            wanted = f"an integer below `strides` ({stride})"
            require(padding < stride, BadArgument(str(padding), wanted, argument="output_padding", since=(3, 14)))
        require_not_both(self.strides, self.dilation_rate)

    def accept(self, x: Shape) -> None:
        require(x.rank == self.spatial + 2, WrongRank(x, str(self.spatial + 2), self.axis_names()))

    def build(self, x: Shape) -> Built:
        channels = x[self.channels]
        require(channels.given, OpenAxis(x, "channels"))
        if self.keras == Generation.KERAS_2:
            first, *rest = self.dilation
            for rate in rest:
                fault = BadArgument(f"({first}, {rate})", "one rate for all axes", argument="dilation_rate")
                require(rate == first, fault)
        return weights(
            kernel=(*self.kernel_size, self.filters, channels),
            bias=(self.filters,) if self.use_bias else None,
            pinned={self.channels: channels},
        )

    def call(self, x: Shape) -> Shape:
        x = self.ranked(x)
        sizes = self.sizes(self.workings(x))
        for axis, size in sizes.items():
            require(dim(size) >= 0, EmptyAxis(x, self.axis_name(axis, x)))
        return x.with_axes({**sizes, self.channels: self.filters})

    def macs(self, built: Built, x: Shape) -> Dim | None:
        """The kernel meets each place of the input once."""
        return prod((self.ranked(x)[axis] for axis in self.places), start=built.kernels)

    def sight(self, x: Shape) -> Sight:
        if self.steps(x) is None or self.output_padding is not None:
            return None
        reach, stride = reach_of(self.kernel_size[0], self.dilation_rate[0]).value, self.strides[0].value
        if reach is None or stride is None:
            return None
        return stretching(reach, stride, max(reach - stride, 0) // 2 if self.padding == "same" else 0)

    def workings(self, x: Shape) -> tuple[Working, ...]:
        reach = tuple(map(reach_of, self.kernel_size, self.dilation))
        if self.output_padding is None:
            if self.padding == "same":
                return self.each_axis(stretched, x, self.strides)
            beyond = tuple(excess(window, stride) for window, stride in zip(reach, self.strides, strict=True))
            return self.each_axis(stretched_beyond, x, self.strides, beyond)
        if self.padding == "same":
            reach = tuple(window % 2 for window in reach)
        return self.each_axis(stretched_padded, x, self.strides, reach, self.output_padding)


@keras_layer("Conv1DTranspose", "Convolution1DTranspose")
class Conv1DTranspose(TransposedConvolution):
    """(batch, steps, channels) -> (batch, steps', filters)."""

    padding = Word(_PADDINGS, replace(_PADDINGS, late=("causal",)), "valid")


@keras_layer("Conv2DTranspose", "Convolution2DTranspose")
class Conv2DTranspose(TransposedConvolution):
    """(batch, height, width, channels) -> (batch, height', width', filters)."""

    spatial = 2


class DataFormatFirst(SpatialLayer):
    """The places of the first parameters over three axes: in Keras 3 `data_format` comes before `output_padding`."""

    filters = count(keras3=UNGROUPED_FILTERS_3, keras2=FILTERS_2)
    kernel_size = per_axis()
    strides = per_axis(1, floats=Odd.TAKEN)
    padding = choice("valid", "same", default="valid", lists=Odd.REFUSED_LATE)
    data_format = channels_order(only=Generation.KERAS_3)
    output_padding = optional_per_axis(None, least=0)


@keras_layer("Conv3DTranspose", "Convolution3DTranspose")
class Conv3DTranspose(TransposedConvolution, DataFormatFirst):
    """(batch, depth, height, width, channels) -> (batch, depth', height', width', filters).

    Keras 2 makes nothing of `dilation_rate`, and does not look whether later inputs have as many channels.
    """

    spatial = 3

    @property
    def dilation(self) -> tuple[Dim, ...]:
        return self.dilation_rate if self.keras is Generation.KERAS_3 else (dim(1),) * self.spatial

    def again(self, built: Built, *inputs: Shape) -> None:
        """Nothing: TensorFlow looks once the model runs."""


def stretched(length: Dim, stride: Dim) -> Dim:
    return length * stride


def stretched_beyond(length: Dim, stride: Dim, beyond: Dim) -> Dim:
    """`beyond` is what a window covers more than a stride."""
    return length * stride + beyond


def stretched_padded(length: Dim, stride: Dim, window: Dim, padding: Dim) -> Dim:
    """With `output_padding`; of the window only what is left after "same" padding is counted."""
    return (length - 1) * stride + window + padding


def excess(reach: Dim, stride: Dim) -> Dim:
    """`max(reach - stride, 0)`."""
    longer = reach >= stride
    if longer is Truth.UNSURE:
        return Unclear("a window that may be longer or shorter than its stride")
    return reach - stride if longer is Truth.YES else reach - reach
