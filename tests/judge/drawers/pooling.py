"""Pooling."""

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import Draw, drawer
from tests.judge.drawers.settings import channels_order, odd, padding, per_axis, some
from tests.judge.drawers.tensors import one
from tests.judge.values import Settings


def pooling(axes: int) -> Draw:
    def draw(random: Dice, rank: int) -> tuple[Settings, int]:
        settings: Settings = {"pool_size": per_axis(random, 1, 4, axes)}
        settings |= some(
            random,
            {
                "strides": lambda: odd(random, per_axis(random, 1, 4, axes), None),
                "padding": lambda: padding(random, "valid", "same"),
            },
        )
        if random.random() < 0.06:
            settings["data_format"] = channels_order(random)
        return settings, rank

    return draw


def global_pooling(random: Dice, rank: int) -> tuple[Settings, int]:
    keeps = random.random() < 0.3
    settings: Settings = {"keepdims": True} if keeps else {}
    if random.random() < 0.2:
        settings["data_format"] = channels_order(random)
    return settings, rank if keeps else 2


def adaptive(axes: int) -> Draw:
    """One place, or more places than there were, kill the process of Keras 3 that runs it."""

    def draw(random: Dice, rank: int) -> tuple[Settings, int]:
        sizes = odd(random, per_axis(random, 2, 5, axes), (None,) * axes, (2.0,) * axes, (0,) * axes, (-1,) * axes)
        return {"output_size": sizes, **some(random, {"data_format": lambda: channels_order(random)})}, axes + 2

    return draw


DRAWERS = {
    "MaxPooling1D": drawer(pooling(1), 3, weight=4),
    "AveragePooling1D": drawer(pooling(1), 3, weight=3),
    "MaxPooling2D": drawer(pooling(2), 4),
    "AveragePooling2D": drawer(pooling(2), 4),
    "MaxPooling3D": drawer(pooling(3), 5, weight=0),
    "AveragePooling3D": drawer(pooling(3), 5, weight=0),
    "GlobalMaxPooling1D": drawer(global_pooling, 3),
    "GlobalAveragePooling1D": drawer(global_pooling, 3),
    "GlobalMaxPooling2D": drawer(global_pooling, 4),
    "GlobalAveragePooling2D": drawer(global_pooling, 4),
    "GlobalMaxPooling3D": drawer(global_pooling, 5, weight=0),
    "GlobalAveragePooling3D": drawer(global_pooling, 5, weight=0),
    **{
        f"Adaptive{kind}Pooling{axes}D": drawer(adaptive(axes), axes + 2, inputs=one(axes + 2, low=6), weight=0)
        for kind in ("Average", "Max")
        for axes in (1, 2, 3)
    },
}
