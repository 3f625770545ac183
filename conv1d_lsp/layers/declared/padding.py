"""Padding, cropping and repeating along steps, or height and width. Source: layers/reshaping/*.py."""

from __future__ import annotations

from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import keras_layer
from conv1d_lsp.layers.declared.spatial import SPATIAL_NAMES, SpatialLayer
from conv1d_lsp.layers.faults import NothingLeft, WrongRank
from conv1d_lsp.layers.parameters import Odd
from conv1d_lsp.layers.requirement import require
from conv1d_lsp.layers.sight import Sight, sliding, stretching
from conv1d_lsp.layers.sizes import pair, pair_per_axis, per_axis
from conv1d_lsp.layers.words import Word, Words, channels_order
from conv1d_lsp.layers.workings import Working
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape

INTERPOLATIONS = ("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5", "area", "gaussian", "mitchellcubic")


class Stretching(SpatialLayer):
    """(batch, places..., channels) -> the same with other numbers of places."""

    data_format = "channels_last"

    def accept(self, x: Shape) -> None:
        require(x.rank == self.spatial + 2, WrongRank(x, str(self.spatial + 2), self.axis_names()))

    def call(self, x: Shape) -> Shape:
        x = self.ranked(x)
        return x.with_axes({**self.sizes(self.workings(x))})


@keras_layer("ZeroPadding1D")
class ZeroPadding1D(Stretching):
    """(batch, steps, channels) -> (batch, before + steps + after, channels)."""

    padding = pair(1)
    data_format = channels_order(only=Generation.KERAS_3)

    def workings(self, x: Shape) -> tuple[Working, ...]:
        before, after = self.padding
        return self.each_axis(_padded, x, (before,), (after,))

    def sight(self, x: Shape) -> Sight:
        return None if self.steps(x) is None else sliding(1, 1, self.padding[0].value)


@keras_layer("ZeroPadding2D")
class ZeroPadding2D(Stretching):
    """(batch, height, width, channels) -> the same with zeros around height and width."""

    spatial = 2
    padding = pair_per_axis(1, least=None)
    data_format = channels_order()

    def workings(self, x: Shape) -> tuple[Working, ...]:
        before, after = zip(*self.padding, strict=True)
        return self.each_axis(_padded, x, before, after)


class Cropping(Stretching):
    """What cropping over one and over two axes share."""

    def cuts(self) -> tuple[tuple[Dim, ...], ...]:
        """What is cut before and after, an axis each."""
        raise NotImplementedError

    def call(self, x: Shape) -> Shape:
        x = self.ranked(x)
        for name, axis, (before, after) in zip(SPATIAL_NAMES[self.spatial], self.places, self.cuts(), strict=True):
            fault = NothingLeft(x, name, x[axis], before + after, argument="cropping")
            require(x[axis] > before + after, fault)
        return super().call(x)

    def workings(self, x: Shape) -> tuple[Working, ...]:
        before, after = zip(*self.cuts(), strict=True)
        return self.each_axis(_cropped, x, before, after)


@keras_layer("Cropping1D")
class Cropping1D(Cropping):
    """(batch, steps, channels) -> (batch, steps - before - after, channels)."""

    cropping = pair((1, 1))

    def cuts(self) -> tuple[tuple[Dim, ...], ...]:
        return (self.cropping,)

    def sight(self, x: Shape) -> Sight:
        cut = self.cropping[0].value
        return None if self.steps(x) is None or cut is None else sliding(1, 1, -cut)


@keras_layer("Cropping2D")
class Cropping2D(Cropping):
    """(batch, height, width, channels) -> the same without its borders."""

    spatial = 2
    cropping = pair_per_axis(0, least=0)
    data_format = channels_order()

    def cuts(self) -> tuple[tuple[Dim, ...], ...]:
        return self.cropping


@keras_layer("UpSampling1D")
class UpSampling1D(Stretching):
    """(batch, steps, channels) -> (batch, steps * size, channels)."""

    size = count(
        2,
        keras3=Habits(bools=Odd.REFUSED, numpy=Odd.REFUSED),
        keras2=Habits(late=True, floats=Odd.TAKEN, texts=Odd.TAKEN),
    )

    def workings(self, x: Shape) -> tuple[Working, ...]:
        return self.each_axis(_repeated, x, (self.size,))

    def sight(self, x: Shape) -> Sight:
        return None if self.steps(x) is None else stretching(self.size.value, self.size.value, 0)


@keras_layer("UpSampling2D")
class UpSampling2D(Stretching):
    """(batch, height, width, channels) -> (batch, height * size, width * size, channels)."""

    spatial = 2
    size = per_axis(2, floats=Odd.TAKEN)
    data_format = channels_order()
    interpolation = Word(Words(INTERPOLATIONS, unknown=Odd.TAKEN), Words(INTERPOLATIONS), default="nearest")

    def call(self, x: Shape) -> Shape:
        x = self.ranked(x)
        if self.keras == Generation.KERAS_2 and any(isinstance(x[axis], Open) for axis in self.places):
            return x.with_axes(dict.fromkeys(self.places, OPEN))
        return super().call(x)

    def workings(self, x: Shape) -> tuple[Working, ...]:
        return self.each_axis(_repeated, x, self.size)


def _padded(length: Dim, before: Dim, after: Dim) -> Dim:
    return length + before + after


def _cropped(length: Dim, before: Dim, after: Dim) -> Dim:
    return length - before - after


def _repeated(length: Dim, times: Dim) -> Dim:
    return length * times
