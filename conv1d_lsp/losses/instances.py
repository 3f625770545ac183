"""Sizes that can't be told, tried: every way in which they may be equal to each other, to known ones and to 1.

What Keras does with shapes depends on which sizes are equal and which are 1, on nothing else: so a few numbers for each
unknown size stand for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from conv1d_lsp.losses.axes import Axes, Axis
from conv1d_lsp.shapes import Dim, Open, Shape, Truth, Unclear, may_be_open

#: More ways than these are not tried.
MOST_WAYS = 3000

#: Primes, so that no product of others comes out as one: sizes that are equal to nothing else.
_ODD_SIZES = (10007, 10009, 10037, 10039, 10061, 10067, 10069, 10079, 10091, 10093, 10099, 10103)


@dataclass(frozen=True, slots=True)
class Instance:
    """One way in which the sizes may be: output and target with numbers."""

    output: Axes
    target: Axes


def instances(output: Shape, target: Shape, *, traced: bool) -> Iterator[Instance] | None:
    """All ways; None if there are too many, or if a number of axes is unknown.

    traced: whether it runs in a graph, where the size of a batch is not known beforehand.
    """
    if output.axes is None or target.axes is None:
        return None
    rank = len(output.axes)
    sizes = _of_one_batch(output.axes, target.axes)
    groups = [_first_equal(sizes, index, rank) for index in range(len(sizes))]
    unknown = [group for group in dict.fromkeys(groups) if sizes[group].value is None]
    known = sorted({size.value for size in sizes if size.value is not None} | {1})
    choices: list[list[int]] = []
    for group, odd in zip(unknown, _ODD_SIZES, strict=False):
        if sizes[group].equals(odd) is Truth.NO:
            return None  # too narrow a size to stand for all others
        others = [size for size in (*known, *_ODD_SIZES[: len(choices)]) if sizes[group].equals(size) is not Truth.NO]
        choices.append([*others, odd])
    batches = {0, rank} if traced else set()
    sights = [_sights(size, hidden=index in batches) for index, size in enumerate(sizes)]
    if len(choices) < len(unknown) or prod(map(len, (*choices, *sights))) > MOST_WAYS:
        return None
    return _all(sizes, rank, groups, [dict(zip(unknown, each, strict=True)) for each in product(*choices)], sights)


def _all(
    sizes: Sequence[Dim],
    rank: int,
    groups: Sequence[int],
    ways: Sequence[dict[int, int]],
    sights: Sequence[tuple[bool, ...]],
) -> Iterator[Instance]:
    places = (*range(rank), *range(len(sizes) - rank))
    for chosen in ways:
        if _contradicted(sizes, chosen):
            continue
        numbers = [chosen[group] if group in chosen else sizes[group].value or 0 for group in groups]
        for seen in product(*sights):
            axes = [Axis(*each) for each in zip(numbers, sizes, places, seen, strict=True)]
            yield Instance(tuple(axes[:rank]), tuple(axes[rank:]))


def _of_one_batch(output: Sequence[Dim], target: Sequence[Dim]) -> tuple[Dim, ...]:
    """All sizes, output first. Where a batch is unknown on one side it has the size of the other."""
    if output and target and output[0].equals(target[0]) is Truth.UNSURE:
        batch = target[0] if output[0].value is None else output[0]
        return (batch, *output[1:], batch, *target[1:])
    return (*output, *target)


def _first_equal(sizes: Sequence[Dim], index: int, rank: int) -> int:
    """The first size that is surely equal to this one; the batches are, whatever they are."""
    if index == rank and index and sizes[0] is sizes[index]:
        return 0
    return next((each for each in range(index) if sizes[each].equals(sizes[index]) is Truth.YES), index)


def _contradicted(sizes: Sequence[Dim], chosen: dict[int, int]) -> bool:
    """Whether two sizes that surely differ were taken to be equal."""
    groups = list(chosen)
    return any(
        chosen[one] == chosen[other] and sizes[one].equals(sizes[other]) is Truth.NO
        for index, one in enumerate(groups)
        for other in groups[:index]
    )


def _sights(size: Dim, *, hidden: bool) -> tuple[bool, ...]:
    """Whether Keras knows the size while it traces; both, where that can't be told."""
    if hidden or isinstance(size, Open):
        return (False,)
    return (True, False) if isinstance(size, Unclear) or may_be_open(size) else (True,)
