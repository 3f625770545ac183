"""Layers for images: resized, cut, changed at random."""

from collections.abc import Callable, Mapping

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import Drawer, drawer
from tests.judge.drawers.settings import among, boolean, channels_order, setting
from tests.judge.drawers.tensors import Given, Inputs
from tests.judge.values import Value


def image(random: Dice) -> Inputs:
    """Mostly of three channels, as most of these layers take them; the batch is never left out, no axis is empty."""
    channels = 3 if random.random() < 0.92 else random.choice([1, 4])
    sizes: list[int | None] = [random.randint(8, 16), random.randint(8, 16), channels]
    if random.random() < 0.04:
        sizes = random.choice([sizes[1:], [*sizes, 3], [random.randint(2, 4), *sizes]])
    for place in (0, 1):
        if random.random() < 0.1:
            sizes[place] = None
    return Inputs((Given(tuple(sizes), random.choice([None, None, 2])),))


BOXES = {"bounding_box_format": among("xyxy", None, odd_ones=("foo", 3))}


def changing(extra: Mapping[str, Callable[[Dice], Value]], **settings: Callable[[Dice], Value]) -> Drawer:
    """A layer that keeps the shape."""
    return drawer(setting(None, **settings), inputs=image, weight=0, extra={**BOXES, **extra})


MIXED = {name: among(1, 3) for name in ("num_chains", "chain_depth")} | {
    "alpha": among(1.0, 0.3, odd_ones=(0, "a")),
    "all_ops": boolean,
}
SIZE = among(4, 9, 16, odd_ones=("4", 4.0, 4.5, (4,)))
BETWEEN_0_AND_1 = among(0.1, 0.5, (0.1, 0.2), [0.0, 0.3], 1, odd_ones=(1.5, -1.5, "a", (0.1,)))
COMMON: dict[str, Callable[[Dice], Value]] = {"seed": among(3, None)}
RANGE = {"value_range": among((0, 1), [0, 255], (0, 255), odd_ones=((0,), 1))}
ORDER = {"data_format": channels_order}
WAYS = {"interpolation": among("nearest", "bilinear", odd_ones=("foo", 1))}
FILLS = {"fill_mode": among("reflect", "wrap", "constant", "nearest", odd_ones=("REFLECT", "zero", None))}
ANY_RANGE = {"value_range": among((0, 1), (0, 255))}

FILLED = {"fill_value": among(0.0, 1.0)}
ROTATED = COMMON | WAYS | FILLS | FILLED
SMALL = among(0.1, (0.1, 0.2), None)
BLURRED = {"kernel_size": among(3, (3, 5), odd_ones=(2,)), "sigma": among(1.0, (0.5, 1.0))}
PART = {"scale": among((0.02, 0.3), (0.1, 0.5), odd_ones=(0.1,))}

DRAWERS = {
    "Resizing": changing(
        ORDER
        | {"interpolation": among("nearest", "bicubic", "area"), "fill_mode": among("constant", odd_ones=("reflect",))}
        | dict.fromkeys(("crop_to_aspect_ratio", "pad_to_aspect_ratio", "antialias"), boolean)
        | FILLED,
        height=SIZE,
        width=SIZE,
    ),
    "CenterCrop": changing(ORDER, height=SIZE, width=SIZE),
    "RandomCrop": changing(COMMON | ORDER, height=SIZE, width=SIZE),
    "RandomHeight": changing(COMMON | WAYS, factor=among(0.2, (0.1, 0.2), odd_ones=(-0.5, None, "a", 1.5))),
    "RandomWidth": changing(COMMON | WAYS, factor=among(0.2, (0.1, 0.2), odd_ones=(-0.5, None, "a", 1.5))),
    "RandomFlip": changing(COMMON, mode=among("horizontal", "vertical", "horizontal_and_vertical", odd_ones=("foo",))),
    "RandomRotation": changing(ROTATED, factor=among(0.1, 0.5, (-0.2, 0.3), odd_ones=("a", (0.1,)))),
    "RandomTranslation": changing(
        ROTATED, height_factor=among(0.1, (-0.2, 0.3), odd_ones=(1.5, "a", None)), width_factor=among(0.2, 0.5)
    ),
    "RandomZoom": changing(
        ROTATED | {"width_factor": among(0.2, None, odd_ones=(1.5, "a"))},
        height_factor=among(0.1, (-0.2, 0.3), odd_ones=(1.5, "a", None)),
    ),
    "RandomContrast": changing(COMMON | RANGE, factor=among(0.1, 0.5, (0.1, 0.2), odd_ones=(1.5, "a", None, -0.5))),
    "RandomBrightness": changing(COMMON | RANGE, factor=among(0.1, -0.5, (-0.1, 0.2), odd_ones=(1.5, "a", -2))),
    "AugMix": changing(COMMON | RANGE | WAYS | ORDER | MIXED, factor=BETWEEN_0_AND_1),
    "AutoContrast": changing(RANGE),
    "ContrastLimitedAdaptiveHistogramEqualization": changing(
        ANY_RANGE | {"clip_limit": among(2.0, 4.0), "tile_grid_size": among((2, 2), (8, 8), odd_ones=(4, (2,), None))}
    ),
    "CutMix": changing(COMMON, factor=BETWEEN_0_AND_1),
    "Equalization": changing(RANGE | {"bins": among(16, 256)}),
    "MaxNumBoundingBoxes": changing({"fill_value": among(-1, 0)}, max_number=among(5, 10)),
    "MixUp": changing(COMMON, alpha=among(0.1, 0.2)),
    "RandAugment": changing(COMMON | RANGE | WAYS | {"num_ops": among(1, 2, odd_ones=(0, 30))}, factor=BETWEEN_0_AND_1),
    "RandomColorDegeneration": changing(COMMON | RANGE, factor=BETWEEN_0_AND_1),
    "RandomHue": changing(COMMON | ANY_RANGE, factor=BETWEEN_0_AND_1),
    "RandomPosterization": changing(COMMON | RANGE, factor=among(1, 4, 8, odd_ones=(0, 9, "a"))),
    "RandomSaturation": changing(COMMON | RANGE, factor=BETWEEN_0_AND_1),
    "RandomSharpness": changing(COMMON | RANGE, factor=BETWEEN_0_AND_1),
    "RandomColorJitter": changing(
        COMMON
        | ANY_RANGE
        | {f"{name}_factor": among(0.1, (0.1, 0.2), None) for name in ("contrast", "saturation", "hue")},
        brightness_factor=among(0.1, None),
    ),
    "RandomElasticTransform": changing(
        COMMON | ANY_RANGE | WAYS | FILLS | FILLED | {"scale": among(1.0, 0.5)}, factor=BETWEEN_0_AND_1
    ),
    "RandomErasing": changing(COMMON | ANY_RANGE | PART | FILLED, factor=BETWEEN_0_AND_1),
    "RandomGaussianBlur": changing(COMMON | ANY_RANGE | BLURRED, factor=BETWEEN_0_AND_1),
    "RandomGrayscale": changing(COMMON, factor=among(0.1, 1, odd_ones=(1.5, -0.5, "a", None))),
    "RandomInvert": changing(COMMON | ANY_RANGE, factor=BETWEEN_0_AND_1),
    "RandomPerspective": changing(COMMON | WAYS | FILLED | {"scale": among(1.0, 0.3)}, factor=BETWEEN_0_AND_1),
    "RandomShear": changing(COMMON | WAYS | FILLS | FILLED, x_factor=BETWEEN_0_AND_1, y_factor=among(0.1, 0.2)),
    "Solarization": changing(COMMON | RANGE | {"threshold_factor": BETWEEN_0_AND_1}, addition_factor=BETWEEN_0_AND_1),
}
