"""Layers that move, add or take away places: reshaping, padding, cropping, repeating."""

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import drawer
from tests.judge.drawers.settings import (
    among,
    channels_order,
    odd,
    optional,
    pair,
    pairs,
    per_axis,
    setting,
    up_to,
)
from tests.judge.values import Settings, Value


def reshape(random: Dice, rank: int) -> tuple[Settings, int]:
    length = random.choices([1, 2, 3], [20, 65, 15])[0]
    sizes: list[Value] = [random.choice([1, 2, 4, 5, 8]) for _ in range(length)]
    if random.random() < 0.8:
        sizes[random.randrange(length)] = -1
    return {"target_shape": odd(random, tuple(sizes), (-1, -1), (0, 2), (None, 4), (), 8)}, length + 1


def permute(random: Dice, rank: int) -> tuple[Settings, int]:
    axes = list(range(1, rank if rank > 1 else 3))
    random.shuffle(axes)
    return {"dims": odd(random, tuple(axes), (0, 2, 1), (1, 1), (2, 3), 1)}, rank


ORDER = {"data_format": channels_order}

DRAWERS = {
    "UpSampling1D": drawer(setting(size=up_to(4)), 3, weight=2),
    "UpSampling2D": drawer(
        optional(
            size=lambda random: per_axis(random, 1, 3, 2),
            interpolation=among("nearest", "bilinear", odd_ones=("bicubic", "cubic", 1)),
        ),
        4,
        extra=ORDER,
    ),
    "UpSampling3D": drawer(optional(size=lambda random: per_axis(random, 1, 3, 3)), 5, weight=0, extra=ORDER),
    "ZeroPadding1D": drawer(setting(padding=lambda random: pair(random, 3)), 3, weight=2, extra=ORDER),
    "ZeroPadding2D": drawer(setting(padding=lambda random: pairs(random, 3, 2)), 4, extra=ORDER),
    "ZeroPadding3D": drawer(setting(padding=lambda random: pairs(random, 3, 3)), 5, weight=0, extra=ORDER),
    "Cropping1D": drawer(setting(cropping=lambda random: pair(random, 3)), 3, weight=2),
    "Cropping2D": drawer(setting(cropping=lambda random: pairs(random, 3, 2)), 4, extra=ORDER),
    "Cropping3D": drawer(setting(cropping=lambda random: pairs(random, 3, 3)), 5, weight=0, extra=ORDER),
    "Flatten": drawer(setting(2), extra=ORDER),
    "Reshape": drawer(reshape),
    "Permute": drawer(permute),
    "RepeatVector": drawer(setting(3, n=up_to(5)), 2),
}
