"""Layers that change images at random, in training only, and keep their shape.

Source: layers/preprocessing/image_preprocessing/*.py; layers/preprocessing/image_preprocessing.py in Keras 2.
"""

from __future__ import annotations

from conv1d_lsp.layers.ages import releases
from conv1d_lsp.layers.arguments import Arg, items, shown
from conv1d_lsp.layers.declaration import Layer, keras_layer
from conv1d_lsp.layers.declared.images import Factor, Image
from conv1d_lsp.layers.faults import BadArgument, LayerFault, WrongRank
from conv1d_lsp.layers.parameters import REQUIRED, Odd, Raw, raw, real
from conv1d_lsp.layers.requirement import refuse, require
from conv1d_lsp.layers.words import Word, Words, channels_order
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, Truth

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3

TWO_WAYS = Words(("nearest", "bilinear"), folded=False)
TWO_WAYS_2 = Words(("nearest", "bilinear"))
FILLS = Words(("reflect", "wrap", "constant", "nearest"), folded=False)
FILLS_AND_MIRROR = Words(("reflect", "wrap", "constant", "nearest", "mirror"), folded=False)
FLIPS = ("horizontal", "vertical", "horizontal_and_vertical")
FLIPS_3 = Words(FLIPS, folded=False, unknown=Odd.TAKEN, lists=Odd.TAKEN, others=Odd.TAKEN)


def interpolation() -> Word:
    return Word(TWO_WAYS, TWO_WAYS_2, "bilinear")


def fill_mode() -> Word:
    return Word(FILLS, FILLS, "reflect")


class ValueRange(Raw):
    """The smallest and the largest value of a pixel."""

    def read(self, given: Arg, layer: Layer) -> Arg:
        parts = items(given)
        if given is None or isinstance(given, str) or (parts is not None and len(parts) != 2) or _is_number(given):
            refuse(BadArgument(shown(given), "two numbers", argument=self.name))
        return given


def _is_number(given: Arg) -> bool:
    return isinstance(given, bool | float) or (getattr(given, "value", None) is not None and items(given) is None)


def value_range() -> ValueRange:
    return ValueRange((0, 255))


@keras_layer("RandomFlip")
class RandomFlip(Image):
    since = releases(data_format=(3, 6))
    mode = Word(FLIPS_3, Words(FLIPS, folded=False), "horizontal_and_vertical")
    seed = raw(None)
    data_format = channels_order(only=_K3)


@keras_layer("RandomRotation")
class RandomRotation(Image):
    until = releases(value_range=(3, 6))
    factor = Factor(REQUIRED, -1, 1, empty=Odd.TAKEN, keras2=(0, float("inf")))
    fill_mode = fill_mode()
    interpolation = interpolation()
    seed = raw(None)
    fill_value = raw(0.0)
    data_format = channels_order(only=_K3)


@keras_layer("RandomTranslation")
class RandomTranslation(Image):
    height_factor = Factor(REQUIRED, -1, 1, keras2=(0, 1))
    width_factor = Factor(REQUIRED, -1, 1, keras2=(0, 1))
    fill_mode = fill_mode()
    interpolation = interpolation()
    seed = raw(None)
    fill_value = raw(0.0)
    data_format = channels_order(only=_K3)


@keras_layer("RandomZoom")
class RandomZoom(Image):
    height_factor = Factor(REQUIRED, -1, 1, keras2=(-1, 1))
    width_factor = Factor(None, -1, 1, keras2=(-1, 1), empty=Odd.TAKEN)
    fill_mode = fill_mode()
    interpolation = interpolation()
    seed = raw(None)
    fill_value = raw(0.0)
    data_format = channels_order(only=_K3)


@keras_layer("RandomContrast")
class RandomContrast(Image):
    since = releases(value_range=(3, 8))
    factor = Factor(REQUIRED, 0, 1, keras2=(0, 1))
    value_range = raw((0, 255), only=_K3)
    seed = raw(None)

    def accept(self, x: Shape) -> None:
        if self.keras is _K2:
            require(x.rank >= 3, WrongRank(x, "at least 3", ("batch", "height", "width", "channels")))


@keras_layer("RandomBrightness")
class RandomBrightness(Image):
    factor = Factor(REQUIRED, -1, 1, keras2=(-1, 1), empty=Odd.TAKEN)
    value_range = value_range()
    seed = raw(None)


@keras_layer("AugMix", only=_K3)
class AugMix(Image):
    value_range = value_range()
    num_chains = raw(3)
    chain_depth = raw(3)
    factor = Factor(0.3, 0, 1)
    alpha = raw(1.0)
    all_ops = raw(True)
    interpolation = interpolation()
    seed = raw(None)
    data_format = channels_order()

    def at_run_time(self, x: Shape) -> tuple[LayerFault, ...]:
        """Images are mixed by draws from a distribution of this width."""
        return (BadArgument(shown(self.alpha), "a number", argument="alpha"),) if isinstance(self.alpha, str) else ()


@keras_layer("AutoContrast", only=_K3)
class AutoContrast(Image):
    value_range = value_range()


@keras_layer("ContrastLimitedAdaptiveHistogramEqualization", only=_K3)
class ContrastLimitedAdaptiveHistogramEqualization(Image):
    value_range = raw((0, 255))
    clip_limit = raw(4.0)
    tile_grid_size = raw((8, 8))
    data_format = channels_order()
    factor = Factor(None, -1, 1, empty=Odd.TAKEN, by_name=True)

    def at_run_time(self, x: Shape) -> tuple[LayerFault, ...]:
        fault = BadArgument(shown(self.tile_grid_size), "two integers", argument="tile_grid_size")
        return (fault,) if isinstance(self.tile_grid_size, Dim) else ()


@keras_layer("CutMix", only=_K3)
class CutMix(Image):
    factor = Factor(1.0, 0, 1)
    seed = raw(None)
    data_format = channels_order()


@keras_layer("Equalization", only=_K3)
class Equalization(Image):
    value_range = value_range()
    bins = raw(256)
    data_format = channels_order()
    factor = Factor(None, -1, 1, empty=Odd.TAKEN, by_name=True)


@keras_layer("MaxNumBoundingBoxes", only=_K3)
class MaxNumBoundingBoxes(Image):
    max_number = raw()
    fill_value = raw(-1)
    factor = Factor(None, -1, 1, empty=Odd.TAKEN, by_name=True)


@keras_layer("MixUp", only=_K3)
class MixUp(Image):
    alpha = raw(0.2)
    data_format = channels_order()
    seed = raw(None)
    factor = Factor(None, -1, 1, empty=Odd.TAKEN, by_name=True)


@keras_layer("RandAugment", only=_K3)
class RandAugment(Image):
    value_range = value_range()
    num_ops = raw(2)
    factor = Factor(0.5, 0, 1)
    interpolation = interpolation()
    seed = raw(None)
    data_format = channels_order()


class Recoloring(Image):
    """What several changes of color share."""

    factor = Factor(REQUIRED, -1, 1)
    value_range = value_range()
    data_format = channels_order()
    seed = raw(None)


@keras_layer("RandomColorDegeneration", only=_K3)
class RandomColorDegeneration(Recoloring):
    def accept(self, x: Shape) -> None:
        self.require_image(x)


@keras_layer("RandomHue", only=_K3)
class RandomHue(Recoloring):
    factor = Factor(REQUIRED, 0, 1)
    value_range = raw((0, 255))


@keras_layer("RandomPosterization", only=_K3)
class RandomPosterization(Recoloring):
    factor = Factor(REQUIRED, 1, 8)


@keras_layer("RandomSaturation", only=_K3)
class RandomSaturation(Recoloring):
    """Takes color away, or gives more."""


@keras_layer("RandomSharpness", only=_K3)
class RandomSharpness(Recoloring):
    factor = Factor(REQUIRED, 0, 1)


@keras_layer("RandomColorJitter", only=_K3)
class RandomColorJitter(Image):
    value_range = raw((0, 255))
    brightness_factor = raw(None)
    contrast_factor = raw(None)
    saturation_factor = raw(None)
    hue_factor = raw(None)
    seed = raw(None)
    data_format = channels_order()
    factor = Factor(None, -1, 1, empty=Odd.TAKEN, by_name=True)


@keras_layer("RandomElasticTransform", only=_K3)
class RandomElasticTransform(Image):
    factor = Factor(1.0, 0, 1)
    scale = raw(1.0)
    interpolation = interpolation()
    fill_mode = Word(FILLS_AND_MIRROR, FILLS_AND_MIRROR, "reflect")
    fill_value = raw(0.0)
    value_range = raw((0, 255))
    seed = raw(None)
    data_format = channels_order()


@keras_layer("RandomErasing", only=_K3)
class RandomErasing(Image):
    factor = Factor(1.0, 0, 1)
    scale = raw((0.02, 0.33))
    fill_value = raw(None)
    value_range = raw((0, 255))
    seed = raw(None)
    data_format = channels_order()


@keras_layer("RandomGaussianBlur", only=_K3)
class RandomGaussianBlur(Image):
    light = False
    factor = Factor(1.0, 0, 1)
    kernel_size = raw(3)
    sigma = raw(1.0)
    value_range = raw((0, 255))
    data_format = channels_order()
    seed = raw(None)

    def construct(self) -> None:
        given = items(self.kernel_size)
        for size in given if given is not None else (self.kernel_size,):
            if isinstance(size, Dim) and (size % 2 == 0) is Truth.YES:
                refuse(BadArgument(str(size), "odd", argument="kernel_size"))


@keras_layer("RandomGrayscale", only=_K3)
class RandomGrayscale(Image):
    factor = real(0.5, high=1)
    data_format = channels_order()
    seed = raw(None)


@keras_layer("RandomInvert", only=_K3)
class RandomInvert(Image):
    factor = Factor(1.0, 0, 1)
    value_range = raw((0, 255))
    seed = raw(None)
    data_format = channels_order()


@keras_layer("RandomPerspective", only=_K3)
class RandomPerspective(Image):
    factor = Factor(1.0, 0, 1)
    scale = raw(1.0)
    interpolation = interpolation()
    fill_value = raw(0.0)
    seed = raw(None)
    data_format = channels_order()


@keras_layer("RandomShear", only=_K3)
class RandomShear(Image):
    x_factor = Factor(0.0, 0, 1)
    y_factor = Factor(0.0, 0, 1)
    interpolation = interpolation()
    fill_mode = fill_mode()
    fill_value = raw(0.0)
    data_format = channels_order()
    seed = raw(None)


@keras_layer("Solarization", only=_K3)
class Solarization(Image):
    addition_factor = Factor(0.0, 0, 1)
    threshold_factor = Factor(0.0, 0, 1)
    value_range = value_range()
    seed = raw(None)
