"""Normalization."""

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import drawer
from tests.judge.drawers.settings import among, axis, boolean, initializer, optional
from tests.judge.values import Value


def axes(random: Dice) -> Value:
    usual: list[Value] = [-1, -1, 1, 2, (1, 2), [-1, -2], (-1,), axis(random)]
    return random.choice(usual)


SCALES = {"center": boolean, "scale": boolean}
EPSILON = {"epsilon": among(1e-5, 0.1, odd_ones=(0.5,))}

DRAWERS = {
    "BatchNormalization": drawer(
        optional(axis=axis, **SCALES),
        extra={"momentum": among(0.9, 0.5), "renorm_clipping": among(None), "renorm_momentum": among(0.9), **EPSILON},
    ),
    "LayerNormalization": drawer(optional(axis=axis, **SCALES), extra={"axis": axes, "gamma_initializer": initializer}),
    "RMSNormalization": drawer(optional(axis=axes), weight=0, extra=EPSILON),
    "GroupNormalization": drawer(
        optional(groups=among(1, 2, 3, -1, 4, odd_ones=(0, 32, 2.0, None, "2")), axis=axis), weight=0, extra=SCALES
    ),
    "UnitNormalization": drawer(optional(axis=axes), weight=0),
}
