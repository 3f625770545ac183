"""Pooling to a number of places that is given. Source: layers/pooling/base_adaptive_pooling.py of Keras 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conv1d_lsp.layers.arguments import Arg, items
from conv1d_lsp.layers.declaration import keras_layer
from conv1d_lsp.layers.declared.spatial import SpatialLayer
from conv1d_lsp.layers.faults import BadArgument, LayerFault, OnePlace, WrongRank
from conv1d_lsp.layers.parameters import Odd
from conv1d_lsp.layers.requirement import require
from conv1d_lsp.layers.sight import ITSELF, Sight, shared_out
from conv1d_lsp.layers.sizes import PerAxis
from conv1d_lsp.layers.weights import NOTHING, Built
from conv1d_lsp.layers.words import DataFormat, Words
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, Truth, dim

if TYPE_CHECKING:
    from conv1d_lsp.layers.declaration import Layer

_K3 = Generation.KERAS_3


class OutputSize(PerAxis):
    """A number of places for each axis, or None inside a tuple; Keras looks at the numbers at the first call."""

    def read(self, given: Arg, layer: Layer) -> tuple[Dim, ...]:
        parts = items(given)
        if parts is None or None not in parts:
            return super().read(given, layer)
        known = super().read(tuple(dim(0) if part is None else part for part in parts), layer)
        return tuple(OPEN if part is None else size for part, size in zip(parts, known, strict=True))


class ExactOrder(DataFormat):
    """The order of the axes in small letters."""

    def __init__(self) -> None:
        super().__init__()
        words = Words(("channels_last", "channels_first"), folded=False)
        self.words = (words, words)


class AdaptivePooling(SpatialLayer):
    """(batch, places..., channels) -> (batch, *output_size, channels)."""

    light = True

    output_size = OutputSize(least=None, floats=Odd.REFUSED_LATE)
    data_format = ExactOrder()

    def build(self, x: Shape) -> Built:
        for size in self.output_size:
            require(size >= 0, BadArgument(str(size), "an integer of at least 0", argument="output_size"))
        return NOTHING

    def sight(self, x: Shape) -> Sight:
        """Output `i` of `m` sees from `i * n // m` up to, not including, `(i + 1) * n / m`, rounded up."""
        if self.channels_first:
            return ITSELF if self.spatial == 1 else None
        before, after = x[1].value, self.output_size[0].value
        return shared_out(before, after) if self.spatial == 1 else None

    def at_run_time(self, x: Shape) -> tuple[LayerFault, ...]:
        """TensorFlow's larger window has one place more than the sequence by the output's size, rounded up."""
        if not x.ranked:
            return ()
        if len(x.known_axes) > self.spatial + 2:
            return (WrongRank(x, str(self.spatial + 2), self.axis_names()),)
        for size in self.output_size:
            if isinstance(size, Open) or size.value == 0:
                return (BadArgument(str(size), "a positive integer for each axis", argument="output_size"),)
        if len(x.known_axes) < self.spatial + 2:
            return ()
        for place, size in zip(self.places, self.output_size, strict=True):
            if Truth.YES in (size == 1, x[place] == 1):
                maximal = isinstance(self, AdaptiveMaxPooling1D | AdaptiveMaxPooling2D | AdaptiveMaxPooling3D)
                return (OnePlace(x, self.axis_name(place, x), maximal, argument="output_size"),)
        return ()

    def call(self, x: Shape) -> Shape:
        """Keras does not look at the number of axes before the model runs."""
        rank = self.spatial + 2
        least = 2 if self.channels_first else 1
        require(x.rank >= least, WrongRank(x, str(rank), self.axis_names()))
        if not x.ranked:
            return x.of_rank(rank).with_axes(dict(zip(self.places, self.output_size, strict=True)))
        channels = x[1 if self.channels_first else -1]
        if self.channels_first:
            return Shape((x[0], channels, *self.output_size))
        return Shape((x[0], *self.output_size, channels))


@keras_layer("AdaptiveAveragePooling1D", only=_K3)
class AdaptiveAveragePooling1D(AdaptivePooling):
    """(batch, steps, channels) -> (batch, *output_size, channels)."""


@keras_layer("AdaptiveAveragePooling2D", only=_K3)
class AdaptiveAveragePooling2D(AdaptivePooling):
    """(batch, height, width, channels) -> (batch, *output_size, channels)."""

    spatial = 2


@keras_layer("AdaptiveAveragePooling3D", only=_K3)
class AdaptiveAveragePooling3D(AdaptivePooling):
    """(batch, depth, height, width, channels) -> (batch, *output_size, channels)."""

    spatial = 3


@keras_layer("AdaptiveMaxPooling1D", only=_K3)
class AdaptiveMaxPooling1D(AdaptivePooling):
    """(batch, steps, channels) -> (batch, *output_size, channels)."""


@keras_layer("AdaptiveMaxPooling2D", only=_K3)
class AdaptiveMaxPooling2D(AdaptivePooling):
    """(batch, height, width, channels) -> (batch, *output_size, channels)."""

    spatial = 2


@keras_layer("AdaptiveMaxPooling3D", only=_K3)
class AdaptiveMaxPooling3D(AdaptivePooling):
    """(batch, depth, height, width, channels) -> (batch, *output_size, channels)."""

    spatial = 3
