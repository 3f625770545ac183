"""Layers that leave the shape as it is and have no weights, or none that matter to it."""

from __future__ import annotations

from math import inf

from conv1d_lsp.layers.arguments import items
from conv1d_lsp.layers.declaration import Layer, Several, keras_layer
from conv1d_lsp.layers.declared.spatial import SpatialLayer
from conv1d_lsp.layers.dtypes import Gives, Takes
from conv1d_lsp.layers.faults import AxisOutOfRange, LayerFault, OpenAxis, WrongRank
from conv1d_lsp.layers.given_input import INPUT_SETTINGS
from conv1d_lsp.layers.identifiers import ActivityPenalty, Identifier, Kind, named_activation, swallowed
from conv1d_lsp.layers.number_types import NumberType
from conv1d_lsp.layers.parameters import REQUIRED, Group, Name, Odd, Raw, StrictFlag, raw, real
from conv1d_lsp.layers.requirement import require
from conv1d_lsp.layers.sight import ITSELF, Sight, along_axes
from conv1d_lsp.layers.weights import Built, weights
from conv1d_lsp.layers.words import channels_order
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, Truth, dim

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3


class Elementwise(Layer):
    """The output has the input's shape."""

    light = True

    several = Several.UNCLEAR
    keeps_shape = True

    def call(self, x: Shape) -> Shape:
        return x

    def sight(self, x: Shape) -> Sight:
        return ITSELF


@keras_layer("Activation")
class Activation(Elementwise):
    activation = named_activation(REQUIRED)

    def accept(self, x: Shape) -> None:
        if self.activation == "softmax":
            require_two_axes(self, x)


def require_two_axes(layer: Layer, x: Shape) -> None:
    """What a softmax wants in Keras 2."""
    if layer.keras is _K2:
        require(x.rank >= 2, WrongRank(x, "at least 2", ("batch", "features")))


@keras_layer("ReLU")
class ReLU(Elementwise):
    max_value = real(None, none=Odd.TAKEN)
    negative_slope = real(0.0)
    threshold = real(0.0)


@keras_layer("LeakyReLU")
class LeakyReLU(Elementwise):
    """Keras 3 still takes Keras 2's `alpha`, by name only."""

    negative_slope = real(0.3, only=_K3)
    alpha = real(0.3, by_name_in=_K3, low=-inf)


@keras_layer("ELU")
class ELU(Elementwise):
    takes = Takes.FLOATS
    gives = Gives.FLOATS

    alpha = real(1.0, low=-inf, checked_in=_K2)


@keras_layer("ThresholdedReLU", only=_K2)
class ThresholdedReLU(Elementwise):
    takes = Takes.FLOATS

    theta = real(1.0)


@keras_layer("Softmax")
class Softmax(Elementwise):
    takes = Takes.FLOATS
    gives = Gives.FLOATS

    axis = raw(-1)
    robust_masking = raw(False, only=_K2)

    call_options = ("mask",)

    def sight(self, x: Shape) -> Sight:
        return along_axes(self.axis, x)

    def accept(self, x: Shape) -> None:
        require_two_axes(self, x)

    def at_run_time(self, x: Shape) -> tuple[LayerFault, ...]:
        """Keras 2 looks whether there is such an axis, Keras 3 only when it runs."""
        if not x.ranked or not isinstance(self.axis, Dim):
            return ()
        rank = len(x.known_axes)
        inside = (self.axis >= -rank) & (self.axis < rank)
        return (AxisOutOfRange(self.axis, rank, x, argument="axis"),) if inside is Truth.NO else ()


@keras_layer("PReLU")
class PReLU(Elementwise):
    """One slope for each place of a sample; the same one along `shared_axes`."""

    takes = Takes.FLOATS

    several = Several.REFUSED

    alpha_initializer = Identifier(Kind.INITIALIZER, "zeros")
    alpha_regularizer = Identifier(Kind.REGULARIZER)
    alpha_constraint = Identifier(Kind.CONSTRAINT)
    shared_axes = raw(None)

    def build(self, x: Shape) -> Built:
        if not x.ranked:
            return weights(alpha=(x.why,))
        rank = len(x.known_axes)
        shared = self._shared(x, rank - 1)
        sizes = {index: dim(1) if index in shared else x[index] for index in range(1, rank)}
        for index, each in sizes.items():
            require(each.given, OpenAxis(x, self.axis_name(index, x)))
        pinned = {index: x[index] for index in range(1, rank) if index not in shared}
        return weights(alpha=tuple(sizes.values()), rank=x.rank, pinned=pinned if shared or self.keras is _K2 else None)

    def _shared(self, x: Shape, places: int) -> list[int]:
        """The shared axes; Keras takes 1 off each and counts on from there: 0 is the last one."""
        given = self.shared_axes if items(self.shared_axes) is not None else (self.shared_axes,)
        values = [each.value for each in items(given) or () if isinstance(each, Dim) and each.value is not None]
        for value in values:
            inside = Truth.of(-places <= value - 1 < places)
            require(inside, AxisOutOfRange(dim(value), places + 1, x, argument="shared_axes"))
        return [(value - 1) % places + 1 for value in values]

    def strange(self, built: Built, x: Shape) -> bool:
        """Keras 2 spreads the slopes over a later input, or that over them, where one of the two has 1 place."""
        pairs = [(x[index], size) for index, size in (built.pinned or {}).items()]
        return any((a == b) is Truth.NO and Truth.YES in ((a == 1), (b == 1)) for a, b in pairs)


class Noise(Elementwise):
    """Changes numbers in training only."""

    gives = Gives.THE_SAME

    call_options = ("training",)


@keras_layer("Dropout")
class Dropout(Noise):
    rate = real(high=1)
    noise_shape = raw(None)
    seed = raw(None)


@keras_layer("AlphaDropout")
class AlphaDropout(Noise):
    rate = real(high=1, checked_in=_K3)
    noise_shape = raw(None)
    seed = raw(None)


@keras_layer("GaussianDropout")
class GaussianDropout(Noise):
    rate = real(high=1, checked_in=_K3)
    seed = raw(None)


@keras_layer("GaussianNoise")
class GaussianNoise(Noise):
    stddev = real(high=1, checked_in=_K3)
    seed = raw(None)


#: What every layer takes in Keras 2, and this family does not in Keras 3.
EVERY_LAYER_2 = Group(
    (
        StrictFlag(True, by_name=True, only=_K2, name="trainable"),
        ActivityPenalty(only=_K2, by_name=True),
        Raw(True, by_name=True, only=_K2, name="autocast"),
        *(Raw(None, by_name=True, only=_K2, name=each.name) for each in INPUT_SETTINGS),
    )
)


class SpatialNoise(SpatialLayer):
    """Drops whole channels, in training only. Keras 3 takes few of the settings of every layer."""

    light = True

    several = Several.UNCLEAR
    bare = True

    rate = real(high=1)
    data_format = channels_order()
    seed = raw(None, by_name_in=_K2)
    name = Name(None, by_name_in=_K2)
    dtype = NumberType(None, by_name_in=_K2)
    swallowed = swallowed("noise_shape")
    of_every_layer = EVERY_LAYER_2

    call_options = ("training",)

    def accept(self, x: Shape) -> None:
        require(x.rank == self.spatial + 2, WrongRank(x, str(self.spatial + 2), self.axis_names()))

    def call(self, x: Shape) -> Shape:
        return self.ranked(x)

    def sight(self, x: Shape) -> Sight:
        return ITSELF


@keras_layer("SpatialDropout1D")
class SpatialDropout1D(SpatialNoise):
    data_format = "channels_last"


@keras_layer("SpatialDropout2D")
class SpatialDropout2D(SpatialNoise):
    spatial = 2


@keras_layer("SpatialDropout3D")
class SpatialDropout3D(SpatialNoise):
    spatial = 3


@keras_layer("ActivityRegularization")
class ActivityRegularization(Elementwise):
    activity_regularizer = None  # what its base class is given by it

    l1 = real(0.0, none=Odd.TAKEN, checked_in=_K3)
    l2 = real(0.0, none=Odd.TAKEN, checked_in=_K3)


@keras_layer("Masking")
class Masking(Elementwise):
    several = Several.REFUSED

    mask_value = raw(0.0)

    @property
    def taken(self) -> Takes:
        """Whole numbers are not compared with a float."""
        return Takes.FLOATS if isinstance(self.mask_value, float) else Takes.ANYTHING


@keras_layer("Identity")
class Identity(Elementwise):
    """Hands on what it gets. In Keras 2 the constructor is that of every layer."""

    trainable = StrictFlag(True, by_name_in=_K3)
    name = Name(None, by_name_in=_K3)
    dtype = NumberType(None, by_name_in=_K3)
    dynamic = raw(False, only=_K2)


@keras_layer("Rescaling")
class Rescaling(Elementwise):
    scale = raw()
    offset = raw(0.0)
