"""Axes that remember which axis of the output or the target they were, and what both generations do to them first."""

from __future__ import annotations

from msgspec import Struct

from conv1d_lsp.losses.outcomes import RanksDiffer, Refusal, SizesDiffer, Spread
from conv1d_lsp.shapes import Dim, Shape, dim


class Refused(Exception):  # noqa: N818 (the user's error, not ours)
    """Ends a reading: Keras raises here. Never leaves this room."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why


class Axis(Struct, frozen=True):
    """An axis of `size`, supposed to be the unknown `of`. place: which it was in what was given; None for one added.

    seen: whether Keras knows the size while it traces; where it does not, checks of static shapes pass.
    """

    size: int
    of: Dim
    place: int | None = None
    seen: bool = True

    @property
    def surely_one(self) -> bool:
        return self.seen and self.size == 1

    @property
    def perhaps_one(self) -> bool:
        return not self.seen or self.size == 1


Axes = tuple[Axis, ...]

#: An axis that Keras adds.
ADDED = Axis(1, dim(1))


def shape_of(axes: Axes) -> Shape:
    """The shape, in the sizes that were given."""
    return Shape(tuple(axis.of for axis in axes))


def squeezed(axes: Axes) -> Axes:
    """Without the last axis, which must be of size 1."""
    if axes[-1].size != 1:
        raise Refused(SizesDiffer(axes[-1].place, None, (axes[-1].of, dim(1))))
    return axes[:-1]


def same_rank_3(target: Axes, output: Axes) -> tuple[Axes, Axes]:
    """Keras 3: a last axis of 1 goes where the other has one axis less, or is added to labels of one axis."""
    if len(target) == len(output) + 1 and target[-1].surely_one:
        return (target, (*output, ADDED)) if len(output) == 1 else (target[:-1], output)
    if len(output) == len(target) + 1 and output[-1].surely_one:
        return ((*target, ADDED), output) if len(target) == 1 else (target, output[:-1])
    return target, output


def same_rank_2(target: Axes, output: Axes) -> tuple[Axes, Axes]:
    """Keras 2: a last axis of 1, or of unknown size, goes where the other has one axis less.

    Of the output only one that is known to be of size 1: the classes stay.
    """
    if len(output) == len(target) + 1 and output[-1].surely_one:
        return target, output[:-1]
    if len(target) == len(output) + 1 and target[-1].perhaps_one:
        return squeezed(target), output
    return target, output


def expanded_labels(target: Axes, output: Axes) -> Axes:
    """Keras 2, in a compiled model: labels of one axis beside an output of two get a second."""
    return (*target, ADDED) if len(target) == 1 and len(output) == 2 else target


def equal_sizes(target: Axes, output: Axes) -> None:
    """Requires the same number of axes, and of those that Keras can see the same sizes."""
    if len(target) != len(output):
        raise Refused(RanksDiffer())
    for t, o in zip(target, output, strict=True):
        if t.seen and o.seen and t.size != o.size:
            raise Refused(SizesDiffer(o.place, t.place, (o.of, t.of)))


def together(target: Axes, output: Axes) -> tuple[Axes, Spread | None]:
    """Element by element: the shape of both, and whether one number meets several.

    Where none does, numbers meet in their order: both shapes are the same but for axes of 1.
    """
    rank = max(len(target), len(output))
    odd = False
    axes: list[Axis] = []
    for t, o in zip(_padded(target, rank), _padded(output, rank), strict=True):
        if t.size != o.size and 1 not in (t.size, o.size):
            raise Refused(SizesDiffer(o.place, t.place, (o.of, t.of)))
        odd = odd or t.size != o.size
        axes.append(t if o.size == 1 else o)
    both = tuple(axes)
    return both, Spread(shape_of(both)) if odd else None


def _padded(axes: Axes, rank: int) -> Axes:
    return (ADDED,) * (rank - len(axes)) + axes
