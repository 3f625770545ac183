"""Convolutions. Source: layers/convolutional/base_conv.py of each generation."""

from __future__ import annotations

from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import keras_layer
from conv1d_lsp.layers.declared.spatial import (
    SlidingKernels,
    loses_sizes,
    require_reach,
)
from conv1d_lsp.layers.faults import AxisChanged, EmptyAxis, Indivisible, OpenAxis, StridedAndDilated, WrongRank
from conv1d_lsp.layers.identifiers import initializers_of, named_activation, penalties_of, swallowed
from conv1d_lsp.layers.parameters import Odd, flag
from conv1d_lsp.layers.requirement import require
from conv1d_lsp.layers.sizes import per_axis
from conv1d_lsp.layers.weights import Built, weights
from conv1d_lsp.layers.words import channels_order, choice
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Open, Shape, Unclear, dim, every

#: Float and None pass the constructor of Keras 3 and fail as the kernel is made; Keras 2 rounds floats down.
FILTERS_3 = Habits(floats=Odd.FRACTION_REFUSED, none=Odd.REFUSED_LATE)
UNGROUPED_FILTERS_3 = Habits(floats=Odd.REFUSED_LATE, none=Odd.REFUSED_LATE)
FILTERS_2 = Habits(floats=Odd.TAKEN, bools=Odd.REFUSED_LATE, none=Odd.REFUSED_LATE)
GROUPS_3 = Habits(floats=Odd.FRACTION_REFUSED)
GROUPS_2 = Habits(late=True, floats=Odd.REFUSED_LATE, falsy=1)


class Convolution(SlidingKernels):
    """(batch, places..., channels) -> (batch, places..., filters); Keras 2 takes more axes in front as batch."""

    filters = count(keras3=FILTERS_3, keras2=FILTERS_2)
    kernel_size = per_axis()
    strides = per_axis(1, floats=Odd.TAKEN)
    padding = choice("valid", "same", default="valid", lists=Odd.REFUSED_LATE)
    data_format = channels_order()
    dilation_rate = per_axis(1, floats=Odd.TAKEN)
    groups = count(1, keras3=GROUPS_3, keras2=GROUPS_2)
    activation = named_activation()
    use_bias = flag(default=True)
    initializers = initializers_of("kernel", "bias")
    penalties = penalties_of("kernel", "bias")
    swallowed = swallowed("conv_op")

    def construct(self) -> None:
        groups = self.groups
        require(self.filters % groups == 0, Indivisible("filters", self.filters, "groups", groups, argument="groups"))
        require_not_both(self.strides, self.dilation_rate)

    def accept(self, x: Shape) -> None:
        least = self.spatial + 2
        require(x.rank >= least, WrongRank(x, f"at least {least}", self.axis_names()))

    def build(self, x: Shape) -> Built:
        channels = x[self.channels]
        require(channels.given, OpenAxis(x, "channels"))
        if self.keras == Generation.KERAS_2:
            require(channels != 0, EmptyAxis(x, "channels"))
        require(
            channels % self.groups == 0,
            Indivisible("channels", channels, "groups", self.groups, argument="groups"),
        )
        return weights(
            kernel=(*self.kernel_size, channels // self.groups, self.filters),
            bias=(self.filters,) if self.use_bias else None,
            pinned={self.channels: channels},
        )

    def again(self, built: Built, *inputs: Shape) -> None:
        """Other channels pass where TensorFlow can take them as groups of what the kernel was made for."""
        (x,) = inputs
        if not built.weights:  # what it was called on first is not known
            return
        channels, taken = x[self.channels], built.weights[0].shape[-2]
        fault = AxisChanged(x, "channels", self.channels, taken, channels)
        require(channels != 0, fault)
        require(channels % taken == 0, fault)
        require(self.filters % (channels // taken) == 0, fault)

    def call(self, x: Shape) -> Shape:
        if self.keras == Generation.KERAS_3:
            require(x.rank == self.spatial + 2, WrongRank(x, str(self.spatial + 2), self.axis_names()))
            x = self.ranked(x)
        if self.padding == "valid":
            unseen = self.keras == Generation.KERAS_2 and loses_sizes(self, x, self.dilation_rate)
            windows = self.kernel_size, self.dilation_rate, self.strides
            require_reach(self, x, *windows, "kernel_size", lacking=int(unseen))
        sizes = self.sizes(self.workings(x))
        if self.channels_first and x.ranked and len(x.known_axes) > self.spatial + 2:
            self._require_unstrided(x, sizes)
            if any(isinstance(axis, Open) for axis in x.known_axes[1:]):
                unclear = Unclear("with more axes in front and channels first, TensorFlow mixes up open sizes")
                sizes = dict.fromkeys(self.places, unclear)
        return x.with_axes({**sizes, self.channels: self.filters})

    def _require_unstrided(self, x: Shape, sizes: dict[int, Dim | int]) -> None:
        """TensorFlow loses the strides where more axes stand in front, and Keras 2 notices unless nothing changes."""
        ones = (dim(1),) * self.spatial
        for axis, working in zip(self.places, self.workings_with(x, ones), strict=True):
            require(working.size.equals(dim(sizes[axis])), WrongRank(x, str(self.spatial + 2), self.axis_names()))


@keras_layer("Conv1D", "Convolution1D")
class Conv1D(Convolution):
    """(batch, steps, channels) -> (batch, steps', filters)."""

    padding = choice("valid", "same", "causal", default="valid", lists=Odd.REFUSED_LATE)


@keras_layer("Conv2D", "Convolution2D")
class Conv2D(Convolution):
    """(batch, height, width, channels) -> (batch, height', width', filters)."""

    spatial = 2


@keras_layer("Conv3D", "Convolution3D")
class Conv3D(Convolution):
    """(batch, depth, height, width, channels) -> (batch, depth', height', width', filters)."""

    spatial = 3


def require_not_both(strides: tuple[Dim, ...], dilation_rate: tuple[Dim, ...]) -> None:
    """Requires that not both go beyond 1 anywhere."""
    fault = StridedAndDilated(strides, dilation_rate, argument="dilation_rate")
    require(every([size <= 1 for size in strides]) | every([size <= 1 for size in dilation_rate]), fault)
