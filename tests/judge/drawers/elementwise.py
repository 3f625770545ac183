"""Layers that look at each place by itself: activations, noise, Dense, scaling."""

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import drawer
from tests.judge.drawers.settings import (
    NO_SETTINGS,
    activation,
    among,
    axis,
    boolean,
    constraint,
    initializer,
    optional,
    rate,
    regularizer,
    setting,
    up_to,
)
from tests.judge.values import Value


def shared_axes(random: Dice) -> Value:
    usual: list[Value] = [None, 1, [1], (1, 2), [2], -1, [5], 0]
    return random.choice(usual)


ORDER = {"data_format": among("channels_last", "channels_first", None, odd_ones=("channel_last",))}

NEGATIVE = (0.1, 0.3, 1.0)

DRAWERS = {
    "Dense": drawer(
        setting(units=up_to(6)),
        extra={"activation": activation, "use_bias": boolean, "kernel_initializer": initializer}
        | {"kernel_regularizer": regularizer, "bias_constraint": constraint},
    ),
    "Activation": drawer(setting(activation=among("relu", "softmax", odd_ones=("rellu", None, 3)))),
    "ReLU": drawer(
        NO_SETTINGS,
        extra={name: among(0.0, 0.5, 1, odd_ones=(-1, None)) for name in ("max_value", "negative_slope")}
        | {"threshold": among(0.0, 0.5, odd_ones=(None, -1))},
    ),
    "LeakyReLU": drawer(
        NO_SETTINGS, extra={"negative_slope": among(*NEGATIVE), "alpha": among(*NEGATIVE, odd_ones=(None,))}
    ),
    "ELU": drawer(NO_SETTINGS, extra={"alpha": among(*NEGATIVE)}),
    "PReLU": drawer(NO_SETTINGS, extra={"shared_axes": shared_axes, "alpha_regularizer": regularizer}),
    "Softmax": drawer(NO_SETTINGS, extra={"axis": axis}),
    "ThresholdedReLU": drawer(NO_SETTINGS, extra={"theta": among(0.5, 1.0, odd_ones=(-1.0, None))}),
    "Dropout": drawer(setting(rate=rate), extra={"seed": among(1, None), "noise_shape": among(None)}),
    "SpatialDropout1D": drawer(setting(rate=rate), 3, extra=ORDER),
    "SpatialDropout2D": drawer(setting(rate=rate), 4, extra=ORDER),
    "SpatialDropout3D": drawer(setting(rate=rate), 5, weight=0, extra=ORDER),
    "AlphaDropout": drawer(setting(rate=rate), extra={"noise_shape": among(None)}),
    "GaussianDropout": drawer(setting(rate=rate)),
    "GaussianNoise": drawer(setting(stddev=rate)),
    "ActivityRegularization": drawer(optional(l1=rate, l2=rate)),
    "Identity": drawer(NO_SETTINGS),
    "Masking": drawer(optional(mask_value=among(0.0, 1))),
    "Rescaling": drawer(setting(scale=among(2, 0.5, 1 / 255)), extra={"offset": among(0.0, 1)}),
}
