"""Padding, cropping and repeating along steps, or height and width. Source: layers/reshaping/*.py."""

from __future__ import annotations

from conv1d_lsp.layers.ages import releases
from conv1d_lsp.layers.arguments import shown
from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import keras_layer
from conv1d_lsp.layers.declared.spatial import SPATIAL_NAMES, SpatialLayer
from conv1d_lsp.layers.faults import BadArgument, EmptyAxis, LayerFault, NothingLeft, UnknownWord, WrongRank
from conv1d_lsp.layers.parameters import Odd
from conv1d_lsp.layers.requirement import require
from conv1d_lsp.layers.sight import Sight, sliding, stretching
from conv1d_lsp.layers.sizes import pair, pair_per_axis, per_axis
from conv1d_lsp.layers.weights import NOTHING, Built
from conv1d_lsp.layers.words import Word, Words, channels_order
from conv1d_lsp.layers.workings import Working
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, Truth, Unclear, dim

_USED = ("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5", "area")
INTERPOLATIONS = (*_USED, "gaussian", "mitchellcubic")


class Stretching(SpatialLayer):
    """(batch, places..., channels) -> the same with other numbers of places."""

    light = True

    data_format = "channels_last"

    def accept(self, x: Shape) -> None:
        require(x.rank == self.spatial + 2, WrongRank(x, str(self.spatial + 2), self.axis_names()))

    def call(self, x: Shape) -> Shape:
        x = self.ranked(x)
        return x.with_axes({**self.sizes(self.workings(x))})


@keras_layer("ZeroPadding1D")
class ZeroPadding1D(Stretching):
    """(batch, steps, channels) -> (batch, before + steps + after, channels)."""

    since = releases(data_format=(3, 5))

    padding = pair(1)
    data_format = channels_order(only=Generation.KERAS_3)

    def workings(self, x: Shape) -> tuple[Working, ...]:
        before, after = self.padding
        return self.each_axis(_padded, x, (before,), (after,))

    def sight(self, x: Shape) -> Sight:
        return None if self.steps(x) is None else sliding(1, 1, self.padding[0].value)


class ZeroPadding(Stretching):
    """What padding over two and over three axes share."""

    padding = pair_per_axis(1, least=None)
    data_format = channels_order()

    def build(self, x: Shape) -> Built:
        if self.keras is Generation.KERAS_2:
            for places in self.padding:
                require(places[0] >= 0, BadArgument(str(places[0]), "an integer of at least 0", argument="padding"))
        return NOTHING

    def at_run_time(self, x: Shape) -> tuple[LayerFault, ...]:
        """Keras 3 adds one negative number up, and TensorFlow refuses it."""
        first = self.padding[0][0]
        fault = BadArgument(str(first), "an integer of at least 0", argument="padding")
        return (fault,) if self.keras is Generation.KERAS_3 and (first < 0) is Truth.YES else ()

    def call(self, x: Shape) -> Shape:
        x = self.ranked(x)
        for name, axis, (before, after) in zip(SPATIAL_NAMES[self.spatial], self.places, self.padding, strict=True):
            taken = dim(0) - before - after
            require(x[axis] >= taken, NothingLeft(x, name, x[axis], taken, argument="padding"))
        return super().call(x)

    def workings(self, x: Shape) -> tuple[Working, ...]:
        before, after = zip(*self.padding, strict=True)
        return self.each_axis(_padded, x, before, after)


@keras_layer("ZeroPadding2D")
class ZeroPadding2D(ZeroPadding):
    """(batch, height, width, channels) -> the same with zeros around height and width."""

    spatial = 2


@keras_layer("ZeroPadding3D")
class ZeroPadding3D(ZeroPadding):
    """(batch, depth, height, width, channels) -> the same with zeros around depth, height and width."""

    spatial = 3


class Cropping(Stretching):
    """What cropping over one and over two axes share."""

    def cuts(self) -> tuple[tuple[Dim, ...], ...]:
        """What is cut before and after, an axis each."""
        raise NotImplementedError

    def call(self, x: Shape) -> Shape:
        """Keras 2 cuts as a slice does."""
        x = self.ranked(x)
        if self.keras is Generation.KERAS_2 and any((cut < 0) is Truth.YES for cuts in self.cuts() for cut in cuts):
            return x.with_axes(dict.fromkeys(self.places, Unclear("a negative cut")))
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


@keras_layer("Cropping3D")
class Cropping3D(Cropping):
    """(batch, depth, height, width, channels) -> the same without its borders."""

    spatial = 3
    cropping = pair_per_axis(1, least=0)
    data_format = channels_order()

    def cuts(self) -> tuple[tuple[Dim, ...], ...]:
        return self.cropping

    def call(self, x: Shape) -> Shape:
        """Keras 2 may leave nothing."""
        if self.keras is Generation.KERAS_3 or any((cut < 0) is Truth.YES for cuts in self.cuts() for cut in cuts):
            return super().call(x)
        return self.ranked(x).with_axes(
            {axis: at_least_none(size) for axis, size in self.sizes(self.workings(x)).items()}
        )


@keras_layer("UpSampling1D")
class UpSampling1D(Stretching):
    """(batch, steps, channels) -> (batch, steps * size, channels)."""

    size = count(
        2,
        keras3=Habits(
            bools=Odd.REFUSED,
            numpy=Odd.REFUSED,
            since=(3, 15),
            before=Habits(least=0, floats=Odd.TAKEN, texts=Odd.TAKEN),
        ),
        keras2=Habits(least=None, floats=Odd.TAKEN, texts=Odd.TAKEN),
    )

    def call(self, x: Shape) -> Shape:
        x = self.ranked(x)
        if self.keras is Generation.KERAS_2 and not isinstance(x[1], Open):
            require(self.size >= 1, BadArgument(shown(self.size), "a positive integer", argument="size"))
            require(x[1] != 0, EmptyAxis(x, "steps"))
        return super().call(x)

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

    def at_run_time(self, x: Shape) -> tuple[LayerFault, ...]:
        """Keras 3 looks at the word only where it is used."""
        runs = self.keras is Generation.KERAS_2 or self.interpolation in _USED
        return () if runs else (UnknownWord(str(self.interpolation), _USED, (), argument="interpolation"),)

    def workings(self, x: Shape) -> tuple[Working, ...]:
        return self.each_axis(_repeated, x, self.size)


@keras_layer("UpSampling3D")
class UpSampling3D(Stretching):
    """(batch, depth, height, width, channels) -> the same with each of the three axes `size` times as long."""

    spatial = 3
    size = per_axis(2, floats=Odd.TAKEN)
    data_format = channels_order()

    def accept(self, x: Shape) -> None:
        """Keras 2 takes as many axes as `call` needs, and more."""
        if self.keras is Generation.KERAS_3:
            super().accept(x)
        else:
            least = 5 if self.channels_first else 4
            require(x.rank >= least, WrongRank(x, "5", self.axis_names()))

    def call(self, x: Shape) -> Shape:
        first = 2 if self.channels_first else 1
        if self.keras is Generation.KERAS_2 and x.ranked:
            for axis in range(first, first + 3):
                require(x[axis] != 0, EmptyAxis(x, self.axis_name(axis, x)))
        if not x.ranked or len(x.known_axes) == 5:
            return super().call(x)
        return x.with_axes({first + number: x[first + number] * times for number, times in enumerate(self.size)})

    def workings(self, x: Shape) -> tuple[Working, ...]:
        return self.each_axis(_repeated, x, self.size)


def _padded(length: Dim, before: Dim, after: Dim) -> Dim:
    return length + before + after


def _cropped(length: Dim, before: Dim, after: Dim) -> Dim:
    return length - before - after


def at_least_none(size: Dim | int) -> Dim:
    """`max(size, 0)`."""
    left = dim(size)
    positive = left >= 0
    if positive is Truth.YES or isinstance(left, Open):
        return left
    return dim(0) if positive is Truth.NO else Unclear("what is left, if anything")


def _repeated(length: Dim, times: Dim) -> Dim:
    return length * times
