"""Convolutions of every kind."""

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import Draw, drawer
from tests.judge.drawers.settings import (
    activation,
    boolean,
    channels_order,
    constraint,
    initializer,
    odd,
    padding,
    per_axis,
    regularizer,
    some,
    whole,
)
from tests.judge.values import Settings


def convolution(axes: int, *paddings: str) -> Draw:
    def draw(random: Dice, rank: int) -> tuple[Settings, int]:
        groups = random.choices([1, 2, 3], [90, 8, 2])[0]
        settings: Settings = {
            "filters": odd(random, groups * random.randint(1, 4), 0, -1, 5, 8.0, 8.5, "8", None, True),
            "kernel_size": per_axis(random, 1, 7, axes),
            **window(random, axes, paddings),
        }
        if groups > 1:
            settings["groups"] = groups
        settings |= some(random, {"activation": lambda: activation(random), "use_bias": lambda: boolean(random)})
        return settings, rank

    return draw


def window(random: Dice, axes: int, paddings: tuple[str, ...]) -> Settings:
    """Padding, and strides or dilation, seldom both."""
    settings = some(random, {"padding": lambda: padding(random, *paddings)})
    kind = random.random()
    if kind < 0.3 or kind > 0.97:
        settings["strides"] = per_axis(random, 1, 4, axes)
    if 0.3 < kind < 0.55 or kind > 0.97:
        settings["dilation_rate"] = per_axis(random, 1, 4, axes)
    if random.random() < 0.06:
        settings["data_format"] = channels_order(random)
    return settings


def transposed(axes: int) -> Draw:
    def draw(random: Dice, rank: int) -> tuple[Settings, int]:
        settings = {
            "filters": whole(random, 1, 6),
            "kernel_size": per_axis(random, 1, 5, axes),
            **window(random, axes, ("valid", "same")),
            **some(random, {"use_bias": lambda: boolean(random)}),
        }
        if random.random() < 0.15:
            settings["output_padding"] = per_axis(random, 0, 2, axes)
        return settings, rank

    return draw


def depthwise(axes: int) -> Draw:
    def draw(random: Dice, rank: int) -> tuple[Settings, int]:
        settings = {
            "kernel_size": per_axis(random, 1, 5, axes),
            **window(random, axes, ("valid", "same")),
            **some(random, {"depth_multiplier": lambda: whole(random, 1, 3), "use_bias": lambda: boolean(random)}),
        }
        return settings, rank

    return draw


def separable(axes: int, *paddings: str) -> Draw:
    inner = depthwise(axes)

    def draw(random: Dice, rank: int) -> tuple[Settings, int]:
        settings, rank = inner(random, rank)
        return {"filters": whole(random, 1, 6), **settings, **window(random, axes, paddings)}, rank

    return draw


KERNEL = {"kernel_initializer": initializer, "kernel_regularizer": regularizer, "bias_constraint": constraint}
DEPTHWISE = {"depthwise_initializer": initializer, "bias_regularizer": regularizer}
SEPARABLE = {"pointwise_initializer": initializer, "depthwise_constraint": constraint}

DRAWERS = {
    "Conv1D": drawer(convolution(1, "valid", "same", "causal"), 3, 3, 4, weight=14, extra=KERNEL),
    "Conv2D": drawer(convolution(2, "valid", "same"), 4, weight=4, extra=KERNEL),
    "Conv3D": drawer(convolution(3, "valid", "same"), 5, weight=0, extra=KERNEL),
    "Conv1DTranspose": drawer(transposed(1), 3, weight=3, extra=KERNEL),
    "Conv2DTranspose": drawer(transposed(2), 4, extra=KERNEL),
    "Conv3DTranspose": drawer(transposed(3), 5, weight=0, extra=KERNEL),
    "DepthwiseConv1D": drawer(depthwise(1), 3, weight=3, extra=DEPTHWISE),
    "DepthwiseConv2D": drawer(depthwise(2), 4, extra=DEPTHWISE),
    "SeparableConv1D": drawer(separable(1, "valid", "same", "causal"), 3, weight=3, extra=SEPARABLE),
    "SeparableConv2D": drawer(separable(2, "valid", "same"), 4, extra=SEPARABLE),
}
