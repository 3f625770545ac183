"""What an entry says about a layer: how its settings are drawn, and what it is called on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.tensors import Inputs, one
from tests.judge.values import Settings, Value

#: Draws the settings of a layer for an input with so many axes, and guesses the number of axes of the result.
Draw = Callable[[Dice, int], tuple[Settings, int]]

#: Draws what a layer alone is called on.
DrawInputs = Callable[[Dice], Inputs]


@dataclass(frozen=True, slots=True)
class Drawer:
    """How a layer is drawn.

    draw: settings. inputs: what it is called on when it stands alone. ranks: numbers of axes (batch included) that it
    takes without complaint. weight: how often it is drawn in random models; 0 for a layer that cannot stand in one, or
    has only an entry for itself. merges: whether it takes a list of tensors there. extra: settings drawn only where
    the layer stands alone, by name, each in about a third of the cases (such as those that give several outputs).
    """

    draw: Draw
    inputs: DrawInputs
    ranks: tuple[int, ...]
    weight: int
    merges: bool
    extra: Mapping[str, Callable[[Dice], Value]]


def drawer(
    draw: Draw,
    *ranks: int,
    inputs: DrawInputs | None = None,
    weight: int = 1,
    merges: bool = False,
    extra: Mapping[str, Callable[[Dice], Value]] = MappingProxyType({}),
) -> Drawer:
    """An entry. `ranks`: as in `Drawer`, from 2 to 5 if none is given; unless `inputs` says what the layer is called
    on, it is one tensor of floats, mostly of these ranks."""
    usual = ranks or (2, 3, 4, 5)
    return Drawer(draw, inputs or one(*usual), usual, weight, merges, extra)
