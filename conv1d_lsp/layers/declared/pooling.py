"""Pooling. Source: layers/pooling/base_pooling.py, base_global_pooling.py; base_pooling*d.py in Keras 2."""

from __future__ import annotations

from conv1d_lsp.layers.declaration import Several, keras_layer
from conv1d_lsp.layers.declared.spatial import SpatialLayer, require_reach, same_length, valid_length
from conv1d_lsp.layers.dtypes import Gives, Takes
from conv1d_lsp.layers.faults import BadArgument, EmptyAxis, WrongRank
from conv1d_lsp.layers.parameters import Flag, Name, Odd, flag
from conv1d_lsp.layers.requirement import require
from conv1d_lsp.layers.sight import EVERYTHING, Sight
from conv1d_lsp.layers.sizes import optional_per_axis, per_axis
from conv1d_lsp.layers.weights import NOTHING, Built
from conv1d_lsp.layers.words import Word, Words, channels_order
from conv1d_lsp.layers.workings import Working
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, dim

#: Keras 3 looks at the word when it pools, and wants it in small letters.
PADDING_3 = Words(
    ("valid", "same"), folded=False, unknown=Odd.REFUSED_LATE, lists=Odd.REFUSED_LATE, others=Odd.REFUSED_LATE
)
PADDING_2 = Words(("valid", "same"), late=("causal",), lists=Odd.REFUSED_LATE)


class Pooling(SpatialLayer):
    """(batch, places..., channels) -> (batch, fewer places..., channels)."""

    light = True

    several = Several.UNCLEAR

    gives = Gives.THE_SAME
    refuses_empty_since = (3, 15)

    pool_size = per_axis(2)
    strides = optional_per_axis(None, least=0)
    padding = Word(PADDING_3, PADDING_2, default="valid")
    data_format = channels_order()
    name = Name(None, by_name_in=Generation.KERAS_2)

    def accept(self, x: Shape) -> None:
        require(x.rank == self.spatial + 2, WrongRank(x, str(self.spatial + 2), self.axis_names()))

    def build(self, x: Shape) -> Built:
        for stride in self.strides or ():
            require(stride >= 1, BadArgument(str(stride), "a positive integer", argument="strides"))
        return NOTHING

    def call(self, x: Shape) -> Shape:
        x = self.ranked(x)
        if self.padding == "valid":
            self.require_channels(x)
            ones = (dim(1),) * self.spatial
            require_reach(self, x, self.pool_size, ones, self.strides or self.pool_size, "pool_size")
        return x.with_axes({**self.sizes(self.workings(x))})

    def require_channels(self, x: Shape) -> None:
        """What a window wants to know of the channels."""

    def sight(self, x: Shape) -> Sight:
        return self.sliding_sight(x, self.pool_size, self.strides or self.pool_size, self.padding)

    def workings(self, x: Shape) -> tuple[Working, ...]:
        strides = self.strides or self.pool_size
        if self.padding == "same":
            return self.each_axis(same_length, x, strides)
        return self.each_axis(valid_length, x, self.pool_size, strides)


class FlatMaxPooling(Pooling):
    """Maxima along one axis or two, whose window in Keras 2 has a size along the channels too."""

    def require_channels(self, x: Shape) -> None:
        if self.keras is Generation.KERAS_2:
            require(x[self.channels] != 0, EmptyAxis(x, "channels"))


@keras_layer("MaxPooling1D", "MaxPool1D")
class MaxPooling1D(FlatMaxPooling):
    """(batch, steps, channels) -> (batch, steps', channels)."""


@keras_layer("MaxPooling2D", "MaxPool2D")
class MaxPooling2D(FlatMaxPooling):
    """(batch, height, width, channels) -> (batch, height', width', channels)."""

    spatial = 2


@keras_layer("MaxPooling3D", "MaxPool3D")
class MaxPooling3D(Pooling):
    """(batch, depth, height, width, channels) -> (batch, depth', height', width', channels)."""

    takes = Takes.FLOATS

    spatial = 3


@keras_layer("AveragePooling1D", "AvgPool1D")
class AveragePooling1D(Pooling):
    """(batch, steps, channels) -> (batch, steps', channels)."""

    takes = Takes.FLOATS
    gives = Gives.FLOATS
    pool_size = per_axis(keras2_default=2)


@keras_layer("AveragePooling2D", "AvgPool2D")
class AveragePooling2D(Pooling):
    """(batch, height, width, channels) -> (batch, height', width', channels)."""

    spatial = 2
    takes = Takes.FLOATS
    gives = Gives.FLOATS
    pool_size = per_axis(keras2_default=2)


@keras_layer("AveragePooling3D", "AvgPool3D")
class AveragePooling3D(Pooling):
    """(batch, depth, height, width, channels) -> (batch, depth', height', width', channels)."""

    spatial = 3
    takes = Takes.FLOATS
    gives = Gives.FLOATS
    pool_size = per_axis(keras2_default=2)


class GlobalPooling(SpatialLayer):
    """(batch, places..., channels) -> (batch, channels), or with each place as 1 if `keepdims`."""

    light = True

    several = Several.UNCLEAR

    data_format = channels_order()
    keepdims = flag(default=False)

    def accept(self, x: Shape) -> None:
        require(x.rank == self.spatial + 2, WrongRank(x, str(self.spatial + 2), self.axis_names()))

    def build(self, x: Shape) -> Built:
        if self.keras == Generation.KERAS_2 and x.ranked:
            for axis in self.places:
                require(x[axis] != 0, EmptyAxis(x, self.axis_name(axis, x)))
        return NOTHING

    def call(self, x: Shape) -> Shape:
        x = self.ranked(x)
        if self.keepdims:
            return x.with_axes(dict.fromkeys(self.places, 1))
        return Shape((x[0], x[self.channels]))

    def sight(self, x: Shape) -> Sight:
        return None if self.steps(x) is None else EVERYTHING


@keras_layer("GlobalMaxPooling1D", "GlobalMaxPool1D")
class GlobalMaxPooling1D(GlobalPooling):
    """(batch, steps, channels) -> (batch, channels)."""


@keras_layer("GlobalAveragePooling1D", "GlobalAvgPool1D")
class GlobalAveragePooling1D(GlobalPooling):
    """(batch, steps, channels) -> (batch, channels)."""

    keepdims = Flag(False, by_name_in=Generation.KERAS_2)


@keras_layer("GlobalMaxPooling2D", "GlobalMaxPool2D")
class GlobalMaxPooling2D(GlobalPooling):
    """(batch, height, width, channels) -> (batch, channels)."""

    spatial = 2


@keras_layer("GlobalAveragePooling2D", "GlobalAvgPool2D")
class GlobalAveragePooling2D(GlobalPooling):
    """(batch, height, width, channels) -> (batch, channels)."""

    spatial = 2


@keras_layer("GlobalMaxPooling3D", "GlobalMaxPool3D")
class GlobalMaxPooling3D(GlobalPooling):
    """(batch, depth, height, width, channels) -> (batch, channels)."""

    spatial = 3


@keras_layer("GlobalAveragePooling3D", "GlobalAvgPool3D")
class GlobalAveragePooling3D(GlobalPooling):
    """(batch, depth, height, width, channels) -> (batch, channels)."""

    spatial = 3
