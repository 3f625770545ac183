"""Depthwise and separable convolutions. Source: layers/convolutional/base_depthwise_conv.py, base_separable_conv.py."""

from __future__ import annotations

from msgspec.structs import replace

from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import keras_layer
from conv1d_lsp.layers.declared.convolution import FILTERS_2, UNGROUPED_FILTERS_3, require_not_both
from conv1d_lsp.layers.declared.spatial import (
    SlidingKernels,
    loses_sizes,
    require_reach,
)
from conv1d_lsp.layers.faults import EmptyAxis, OpenAxis, WrongRank
from conv1d_lsp.layers.identifiers import initializers_of, named_activation, penalties_of, swallowed
from conv1d_lsp.layers.parameters import Odd, flag
from conv1d_lsp.layers.requirement import require
from conv1d_lsp.layers.sizes import per_axis
from conv1d_lsp.layers.weights import Built, weights
from conv1d_lsp.layers.words import Word, Words, channels_order, choice
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Shape, Truth

MULTIPLIER_3 = Habits(floats=Odd.REFUSED_LATE, none=Odd.REFUSED_LATE)
MULTIPLIER_2 = Habits(
    late=True, bools=Odd.REFUSED_LATE, floats=Odd.REFUSED_LATE, none=Odd.REFUSED_LATE, others=Odd.REFUSED_LATE
)
#: A depth of 0 leaves no channels, and Keras 2 goes on; a separable convolution can not.
DEPTH_2 = replace(MULTIPLIER_2, least=0)


class ChannelwiseConvolution(SlidingKernels):
    """What depthwise and separable convolutions have in common."""

    swallowed = swallowed("kernel_initializer", "kernel_regularizer", "kernel_constraint", "groups", "conv_op")

    def construct(self) -> None:
        if self.keras == Generation.KERAS_2:
            require_not_both(self.strides, self.dilation_rate)

    def accept(self, x: Shape) -> None:
        require(x.rank == self.spatial + 2, WrongRank(x, str(self.spatial + 2), self.axis_names()))

    def strange(self, built: Built, x: Shape) -> bool:
        """TensorFlow does not look at channels where it does without sizes."""
        return x.ranked and len(x.known_axes) == self.spatial + 2 and loses_sizes(self, x, self.dilation_rate)

    def moved(self, x: Shape, channels: Dim) -> Shape:
        """The output's shape, with these channels."""
        x = self.ranked(x)
        if self.keras == Generation.KERAS_2 and loses_sizes(self, x, self.dilation_rate):
            return x.with_axes({**dict.fromkeys(self.places, OPEN), self.channels: channels})
        if self.padding == "valid":
            require_reach(self, x, self.kernel_size, self.dilation_rate, self.strides, "kernel_size")
        return x.with_axes({**self.sizes(self.workings(x)), self.channels: channels})


class DepthwiseConvolution(ChannelwiseConvolution):
    """(batch, places..., channels) -> (batch, places..., channels * depth_multiplier)."""

    kernel_size = per_axis()
    strides = per_axis(1, floats=Odd.TAKEN)
    padding = choice("valid", "same", default="valid", lists=Odd.REFUSED_LATE)
    depth_multiplier = count(1, keras3=MULTIPLIER_3, keras2=DEPTH_2)
    data_format = channels_order()
    dilation_rate = per_axis(1, floats=Odd.TAKEN)
    activation = named_activation()
    use_bias = flag(default=True)
    initializers = initializers_of("depthwise", "bias")
    penalties = penalties_of("depthwise", "bias")

    def build(self, x: Shape) -> Built:
        channels = x[self.channels]
        require(channels.given, OpenAxis(x, "channels"))
        return weights(
            kernel=(*self.kernel_size, channels, self.depth_multiplier),
            bias=(channels * self.depth_multiplier,) if self.use_bias else None,
            pinned={self.channels: channels},
        )

    def strange(self, built: Built, x: Shape) -> bool:
        """A later call of Keras 2 on open channels gives those of the first."""
        return (x.ranked and x[self.channels].given is Truth.NO) or super().strange(built, x)

    def call(self, x: Shape) -> Shape:
        if self.keras == Generation.KERAS_3:
            require(x[self.channels].given, OpenAxis(x, "channels"))
        return self.moved(x, x[self.channels] * self.depth_multiplier)


@keras_layer("DepthwiseConv1D")
class DepthwiseConv1D(DepthwiseConvolution):
    """(batch, steps, channels) -> (batch, steps', channels * depth_multiplier)."""


@keras_layer("DepthwiseConv2D")
class DepthwiseConv2D(DepthwiseConvolution):
    """(batch, height, width, channels) -> (batch, height', width', channels * depth_multiplier)."""

    spatial = 2


class SeparableConvolution(ChannelwiseConvolution):
    """(batch, places..., channels) -> (batch, places..., filters)."""

    filters = count(keras3=UNGROUPED_FILTERS_3, keras2=FILTERS_2)
    kernel_size = per_axis()
    strides = per_axis(1, floats=Odd.TAKEN)
    padding = choice("valid", "same", default="valid", lists=Odd.REFUSED_LATE)
    data_format = channels_order()
    dilation_rate = per_axis(1, floats=Odd.TAKEN)
    depth_multiplier = count(1, keras3=MULTIPLIER_3, keras2=MULTIPLIER_2)
    activation = named_activation()
    use_bias = flag(default=True)
    initializers = initializers_of("depthwise", "pointwise", "bias")
    penalties = penalties_of("depthwise", "pointwise", "bias")

    def build(self, x: Shape) -> Built:
        channels = x[self.channels]
        require(channels.given, OpenAxis(x, "channels"))
        if self.keras == Generation.KERAS_2:
            require(channels != 0, EmptyAxis(x, "channels"))
        return weights(
            depthwise_kernel=(*self.kernel_size, channels, self.depth_multiplier),
            pointwise_kernel=(*(1,) * self.spatial, channels * self.depth_multiplier, self.filters),
            bias=(self.filters,) if self.use_bias else None,
            pinned={self.channels: channels},
        )

    def call(self, x: Shape) -> Shape:
        return self.moved(x, self.filters)


@keras_layer("SeparableConv1D", "SeparableConvolution1D")
class SeparableConv1D(SeparableConvolution):
    """(batch, steps, channels) -> (batch, steps', filters)."""

    padding = Word(
        Words(("valid", "same"), lists=Odd.REFUSED_LATE),
        Words(("valid", "same", "causal"), lists=Odd.REFUSED_LATE),
        default="valid",
    )


@keras_layer("SeparableConv2D", "SeparableConvolution2D")
class SeparableConv2D(SeparableConvolution):
    """(batch, height, width, channels) -> (batch, height', width', filters)."""

    spatial = 2
