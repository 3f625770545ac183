"""Families of losses: what each makes of a target and an output. Several metrics are of the same kinds."""

from __future__ import annotations

from math import prod

from conv1d_lsp.losses.axes import Axes, Refused, equal_sizes, same_rank_3, shape_of, together
from conv1d_lsp.losses.outcomes import Constant, NoSuchAxis, NotTaken, NumbersDiffer, RanksDiffer, Spread
from conv1d_lsp.losses.reading import Ending, Facts, Reading, Untold


def averaged(target: Axes, output: Axes, facts: Facts) -> Reading:
    """A value for each two numbers, averaged along the last axis."""
    both, odd = together(target, output)
    return Reading(both[:-1], odd)


def regression(target: Axes, output: Axes, facts: Facts) -> Reading:
    """The same; Keras 3's functions make the numbers of axes equal themselves."""
    return averaged(*_levelled(target, output, facts), facts)


def alike(target: Axes, output: Axes, facts: Facts) -> Reading:
    """The angle between vectors along `axis`: of vectors of one number only the sign is left."""
    both, odd = together(*_levelled(target, output, facts))
    axis = axis_of(both, facts)
    return Reading(without(both, axis), odd or (Constant() if both[axis].size == 1 else None))


def cosine(target: Axes, output: Axes, facts: Facts) -> Reading:
    """The same as a loss, where Keras 2 takes no whole numbers."""
    if not facts.third and facts.of_integers():
        raise Refused(NotTaken())
    return alike(target, output, facts)


def binary(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Binary crossentropy: Keras 3 wants equal shapes; Keras 2 where it takes logits, and broadcasts elsewhere."""
    if facts.third or facts.flag("from_logits") or facts.ended_with(Ending.SIGMOID):
        equal_sizes(target, output)
    both, odd = together(target, output)
    if facts.setting("axis", -1) is None:
        return Reading((), odd)
    return Reading(without(both, axis_of(both, facts)), odd)


def categorical(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Categorical crossentropy: equal shapes, compared along the axis of classes."""
    equal_sizes(target, output)
    return spread_classes(target, output, facts)


def spread_classes(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Classes against classes without a look at shapes."""
    both, odd = together(target, output)
    axis = axis_of(both, facts)
    one = Constant() if output[axis - len(both)].size == 1 else None
    return Reading(without(both, axis), odd or one, output[axis - len(both)].place)


def categorical_focal(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Categorical crossentropy with focus: Keras 3 broadcasts, Keras 2 wants equal shapes."""
    return (spread_classes if facts.third else categorical)(target, output, facts)


def sparse(target: Axes, output: Axes, facts: Facts) -> Reading:
    """A label for each place of the output, whose last axis are the classes."""
    axis = axis_of(output, facts)
    if facts.third:
        if axis != len(output) - 1:
            raise Refused(NoSuchAxis(axis))
        if len(target) == len(output) and target[-1].surely_one:
            target = target[:-1]
        if len(target) != len(output) - 1:
            raise Refused(RanksDiffer())
    classes, places = output[axis], without(output, axis)
    odd = Constant() if classes.size == 1 else None
    if len(target) == len(places):
        equal_sizes(target, places)
        _, met = together(target, places)
        return Reading(places, odd or met, classes.place)
    if prod(each.size for each in target) != prod(each.size for each in places):
        raise Refused(NumbersDiffer())
    kept = target[0].size == output[0].size
    return Reading(places, odd or (None if kept else Spread(shape_of(places))), classes.place)


def _levelled(target: Axes, output: Axes, facts: Facts) -> tuple[Axes, Axes]:
    return same_rank_3(target, output) if facts.third else (target, output)


def without(axes: Axes, axis: int) -> Axes:
    """The axes but one, counted from the left."""
    return axes[:axis] + axes[axis + 1 :]


def axis_of(axes: Axes, facts: Facts) -> int:
    """The place, from the left, of the `axis` that the loss was made with; the last if it was not."""
    axis = facts.setting("axis", -1)
    if not isinstance(axis, int):
        raise Untold
    if not -len(axes) <= axis < len(axes):
        raise Refused(NoSuchAxis(axis))
    return axis % len(axes)
