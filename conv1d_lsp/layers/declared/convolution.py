"""Convolutions. Source: layers/convolutional/base_conv.py of each generation."""

from __future__ import annotations

from conv1d_lsp.layers.declaration import keras_layer
from conv1d_lsp.layers.declared.spatial import SpatialLayer, reach_of, require_reach, same_length, valid_length
from conv1d_lsp.layers.faults import Indivisible, OpenAxis, StridedAndDilated, WrongRank
from conv1d_lsp.layers.parameters import Group, Habits, Odd, Raw, channels_order, choice, count, flag, per_axis, raw
from conv1d_lsp.layers.requirement import require
from conv1d_lsp.layers.weights import Built, weights
from conv1d_lsp.layers.workings import Working
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, every

#: Float and None pass the constructor of Keras 3 and fail as the kernel is made; Keras 2 rounds floats down.
FILTERS_3 = Habits(floats=Odd.FRACTION_REFUSED, none=Odd.REFUSED_LATE)
FILTERS_2 = Habits(floats=Odd.TRUNCATED, bools=Odd.REFUSED_LATE, none=Odd.REFUSED_LATE)
GROUPS_3 = Habits()
GROUPS_2 = Habits(least=None, none=Odd.TAKEN)

WEIGHT_SETTINGS = Group(
    Raw(None, name=name)
    for name in (
        "kernel_initializer",
        "bias_initializer",
        "kernel_regularizer",
        "bias_regularizer",
        "activity_regularizer",
        "kernel_constraint",
        "bias_constraint",
    )
)


class Convolution(SpatialLayer):
    """(batch, places..., channels) -> (batch, places..., filters); Keras 2 takes more axes in front as batch."""

    filters = count(keras3=FILTERS_3, keras2=FILTERS_2)
    kernel_size = per_axis()
    strides = per_axis(1)
    padding = choice("valid", "same", default="valid")
    data_format = channels_order()
    dilation_rate = per_axis(1)
    groups = count(1, keras3=GROUPS_3, keras2=GROUPS_2)
    activation = raw(None)
    use_bias = flag(default=True)
    weight_settings = WEIGHT_SETTINGS

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
        require(
            channels % self.groups == 0,
            Indivisible("channels", channels, "groups", self.groups, argument="groups"),
        )
        return weights(
            kernel=(*self.kernel_size, channels // self.groups, self.filters),
            bias=(self.filters,) if self.use_bias else None,
            pinned={self.channels: channels},
        )

    def call(self, x: Shape) -> Shape:
        if self.keras == Generation.KERAS_3:
            require(x.rank == self.spatial + 2, WrongRank(x, str(self.spatial + 2), self.axis_names()))
            x = self.ranked(x)
        if self.padding == "valid":
            require_reach(self, x, self.kernel_size, self.dilation_rate, "kernel_size")
        return x.with_axes({**self.sizes(self.workings(x)), self.channels: self.filters})

    def workings(self, x: Shape) -> tuple[Working, ...]:
        if self.padding != "valid":
            return self.each_axis(same_length, x, self.strides)
        reach = tuple(map(reach_of, self.kernel_size, self.dilation_rate))
        return self.each_axis(valid_length, x, reach, self.strides)


@keras_layer("Conv1D", "Convolution1D")
class Conv1D(Convolution):
    """(batch, steps, channels) -> (batch, steps', filters)."""

    padding = choice("valid", "same", "causal", default="valid")


@keras_layer("Conv2D", "Convolution2D")
class Conv2D(Convolution):
    """(batch, height, width, channels) -> (batch, height', width', filters)."""

    spatial = 2


def require_not_both(strides: tuple[Dim, ...], dilation_rate: tuple[Dim, ...]) -> None:
    """Requires that not both go beyond 1 anywhere."""
    fault = StridedAndDilated(strides, dilation_rate, argument="dilation_rate")
    require(every([size <= 1 for size in strides]) | every([size <= 1 for size in dilation_rate]), fault)
