"""Sizes that can't be told, tried: every way in which they may be equal to each other, to known ones and to 1.

What Keras does with shapes depends on which sizes are equal and which are 1, on nothing else: so a few numbers for each
unknown size stand for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, product
from math import prod

from conv1d_lsp.losses.axes import Axes, Axis
from conv1d_lsp.shapes import Dim, Open, Shape, Truth, Unclear, may_be_open

#: More ways than these are not tried.
MOST_WAYS = 1200

#: Primes, so that no product of others comes out as one: sizes that are equal to nothing else.
_ODD_SIZES = (10007, 10009, 10037, 10039, 10061, 10067, 10069, 10079, 10091, 10093, 10099, 10103)


def instances(shapes: Sequence[Shape], *, traced: bool) -> Iterator[tuple[Axes, ...]] | None:
    """All ways, each with axes for every shape; None if there are too many, or if a number of axes is unknown.

    The first axis is the same batch in all of them. traced: whether it runs in a graph, where the size of a batch is
    not known beforehand.
    """
    if any(shape.axes is None for shape in shapes):
        return None
    starts = [0, *accumulate(len(shape.known_axes) for shape in shapes)]
    firsts = [start for start, end in pairwise(starts) if end > start]
    sizes = _of_one_batch([axis for shape in shapes for axis in shape], firsts)
    groups = [_first_equal(sizes, index, firsts) for index in range(len(sizes))]
    unknown = [group for group in dict.fromkeys(groups) if sizes[group].value is None]
    known = sorted({size.value for size in sizes if size.value is not None} | {1})
    choices: list[list[int]] = []
    for group, odd in zip(unknown, _ODD_SIZES, strict=False):
        if sizes[group].equals(odd) is Truth.NO:
            return None  # too narrow a size to stand for all others
        others = [size for size in (*known, *_ODD_SIZES[: len(choices)]) if sizes[group].equals(size) is not Truth.NO]
        choices.append([*others, odd])
    sights = [_sights(size, hidden=traced and index in firsts) for index, size in enumerate(sizes)]
    if len(choices) < len(unknown) or prod(map(len, (*choices, *sights))) > MOST_WAYS:
        return None
    ways = [dict(zip(unknown, each, strict=True)) for each in product(*choices)]
    return _all(sizes, starts, groups, ways, sights)


def _all(
    sizes: Sequence[Dim],
    starts: Sequence[int],
    groups: Sequence[int],
    ways: Sequence[dict[int, int]],
    sights: Sequence[tuple[bool, ...]],
) -> Iterator[tuple[Axes, ...]]:
    places = [place for start, end in pairwise(starts) for place in range(end - start)]
    for chosen in ways:
        if _contradicted(sizes, chosen):
            continue
        numbers = [chosen[group] if group in chosen else sizes[group].value or 0 for group in groups]
        for seen in product(*sights):
            axes = [Axis(*each) for each in zip(numbers, sizes, places, seen, strict=True)]
            yield tuple(tuple(axes[start:end]) for start, end in pairwise(starts))


def _of_one_batch(sizes: Sequence[Dim], firsts: Sequence[int]) -> list[Dim]:
    """The sizes; where a batch is unknown it has the size that another shape tells, if one does."""
    batch = next((sizes[index] for index in firsts if sizes[index].value is not None), None)
    told = list(sizes)
    for index in firsts:
        if batch is None:
            batch = sizes[index]
        if sizes[index].equals(batch) is Truth.UNSURE:
            told[index] = batch
    return told


def _first_equal(sizes: Sequence[Dim], index: int, firsts: Sequence[int]) -> int:
    """The first size that is surely equal to this one; the batches are, whatever they are."""
    if index in firsts and sizes[firsts[0]] is sizes[index]:
        return firsts[0]
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
