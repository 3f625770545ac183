"""Layers that join a list of tensors."""

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import drawer
from tests.judge.drawers.settings import NO_SETTINGS, axis, boolean, odd, optional, setting
from tests.judge.drawers.tensors import listed


def several(random: Dice) -> int:
    return 1 if random.random() < 0.05 else random.choice([2, 2, 3, 4])


def two(random: Dice) -> int:
    return random.choice([1, 3]) if random.random() < 0.05 else 2


MANY = listed(several, 2, 3, 3, 4)
TWO = listed(two, 2, 3, 3, 4)

DRAWERS = {
    **{
        name: drawer(NO_SETTINGS, inputs=MANY, merges=True)
        for name in ("Add", "Multiply", "Average", "Maximum", "Minimum")
    },
    "Subtract": drawer(NO_SETTINGS, inputs=TWO, merges=True),
    "Concatenate": drawer(optional(axis=axis), inputs=MANY, merges=True),
    "Dot": drawer(
        setting(axes=lambda random: odd(random, random.choice([1, 2, (2, 1)]), -1, 0, 3)),
        inputs=TWO,
        merges=True,
        extra={"normalize": boolean},
    ),
}
