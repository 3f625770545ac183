"""What a layer alone is called on: shapes and types of its inputs, mostly fitting, and how they are handed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.judge.drawers.dice import Dice
from tests.judge.values import Value

#: Sizes after the batch axis, as `Input` takes them.
Sizes = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One input tensor. batch: the size of its batch axis, if that is given."""

    sizes: Sizes
    batch: int | None = None
    dtype: str | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """The tensors of a call, by their numbers here.

    first: the first argument: a tensor, or a list of them. more: further ones by position. named: those by name, a list
    for a tuple of numbers; call: what else is given by name.
    """

    tensors: tuple[Given, ...]
    first: int | tuple[int, ...] = 0
    more: tuple[int, ...] = ()
    named: Mapping[str, int | tuple[int, ...]] = field(default_factory=dict)
    call: Mapping[str, Value] = field(default_factory=dict)


def one(*ranks: int, dtype: str | None = None, low: int = 1, high: int = 12) -> Callable[[Dice], Inputs]:
    """One tensor, mostly with one of these numbers of axes (batch included); inner axes from `low` to `high`."""

    def draw(random: Dice) -> Inputs:
        return Inputs((tensor(random, ranks, dtype, low, high),))

    return draw


def listed(count: Callable[[Dice], int], *ranks: int, same: tuple[int, ...] | None = None) -> Callable[[Dice], Inputs]:
    """A list of tensors, mostly alike (`same`: only along these axes, counted without the batch)."""

    def draw(random: Dice) -> Inputs:
        base = tensor(random, ranks, None, 1, 9)
        others = [alike(random, base, same) for _ in range(count(random) - 1)]
        tensors = (base, *others)
        return Inputs(tensors, 0 if random.random() < 0.03 else tuple(range(len(tensors))))

    return draw


def tensor(random: Dice, ranks: tuple[int, ...], dtype: str | None, low: int, high: int) -> Given:
    rank = random.choice(ranks) if random.random() < 0.9 else random.randint(1, 6)
    sizes: list[int | None] = [random.randint(low, high) for _ in range(rank - 1)]
    for index in range(len(sizes)):
        if random.random() < (0.04 if index == len(sizes) - 1 else 0.12):
            sizes[index] = None
        elif random.random() < 0.008:
            sizes[index] = 0
    return Given(tuple(sizes), random.randint(1, 3) if random.random() < 0.2 else None, dtype)


def alike(random: Dice, base: Given, same: tuple[int, ...] | None = None) -> Given:
    """A tensor that mostly fits the other: with the same axes, some of them 1 or unknown; seldom something else."""
    sizes = list(base.sizes)
    for index in range(len(sizes)):
        if same is not None and index not in same and index - len(sizes) not in same:
            sizes[index] = random.randint(1, 9)
            continue
        chance = random.random()
        if chance < 0.06:
            sizes[index] = None
        elif chance < 0.12:
            sizes[index] = 1
        elif chance < 0.16:
            sizes[index] = random.randint(1, 9)
    if sizes and random.random() < 0.08:
        del sizes[0]
    batch = base.batch if random.random() < 0.9 else random.choice([None, 1, 2])
    return Given(tuple(sizes), batch, base.dtype)
