"""Families of losses: what each makes of a target and an output. Several metrics are of the same kinds."""

from __future__ import annotations

from math import prod

from msgspec.structs import replace

from conv1d_lsp.losses.axes import ADDED, Axes, Refused, equal_sizes, same_rank_3, shape_of, together
from conv1d_lsp.losses.outcomes import Constant, NoSuchAxis, NotTaken, NumbersDiffer, RanksDiffer, RankWanted, Spread
from conv1d_lsp.losses.reading import Ending, Facts, Reader, Reading, Setting, Untold


def averaged(target: Axes, output: Axes, facts: Facts) -> Reading:
    """A value for each two numbers, averaged along the last axis."""
    both, odd = together(target, output)
    return Reading(both[:-1], odd)


def regression(target: Axes, output: Axes, facts: Facts) -> Reading:
    """The same; Keras 3's functions make the numbers of axes equal themselves."""
    return averaged(*_levelled(target, output, facts), facts)


def angle(target: Axes, output: Axes, facts: Facts) -> Reading:
    """The angle between vectors along `axis`: of vectors of one number it says whether their signs agree."""
    target, output = _levelled(target, output, facts)
    for axes in (target, output):
        axis_of(axes, facts)
    both, odd = together(target, output)
    axis = axis_of(both, facts)
    return Reading(without(both, axis), odd, both[axis].place)


def correlation(target: Axes, output: Axes, facts: Facts) -> Reading:
    """How alike vectors are along `axis`, where one number alone is like any other."""
    reading = angle(target, output, facts)
    both, _ = together(*_levelled(target, output, facts))
    return replace(reading, odd=reading.odd or (Constant() if both[axis_of(both, facts)].size == 1 else None))


def cosine(target: Axes, output: Axes, facts: Facts) -> Reading:
    """The angle as a loss: of one number its slope is 0. Keras 2 takes no whole numbers."""
    if not facts.third and facts.of_integers():
        raise Refused(NotTaken())
    return correlation(target, output, facts)


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
    axis_of(output, facts)
    both, odd = together(target, output)
    axis = axis_of(both, facts)
    back = len(both) - axis  # counted from the end: the output may have fewer axes
    of_output = output[-back] if back <= len(output) else ADDED
    one = Constant() if of_output.size == 1 else None
    return Reading(without(both, axis), odd or one, of_output.place)


def categorical_focal(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Categorical crossentropy with focus: Keras 3 broadcasts, Keras 2 wants equal shapes."""
    return (spread_classes if facts.third else categorical)(target, output, facts)


def classes_summed(target: Axes, output: Axes, facts: Facts) -> Reading:
    """A sum over classes, the last axis, without a look at shapes."""
    both, odd = together(target, output)
    return Reading(both[:-1], odd, output[-1].place)


def whole(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Sums of products of both, over all that there is or over the axes that `axis` names."""
    both, odd = together(target, output)
    return Reading(_summed(both, facts), odd)


def overlap(target: Axes, output: Axes, facts: Facts) -> Reading:
    """The same, divided by the sums of each, which have to go together with it."""
    both, odd = together(target, output)
    sums, beside = together(_summed(target, facts), _summed(output, facts))
    values, below = together(sums, _summed(both, facts))
    return Reading(values, odd or beside or below)


def _summed(axes: Axes, facts: Facts) -> Axes:
    """What is left of axes that are summed over, without a setting all."""
    axis = facts.setting("axis", None)
    if axis is None:
        return ()
    gone = {place_of(each, axes) for each in (axis if isinstance(axis, tuple) else (axis,))}
    return tuple(each for index, each in enumerate(axes) if index not in gone)


def one_hot_made(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Labels made into rows of classes first; of one class all rows are alike."""
    if output[-1].size == 1:
        raise Untold
    both, odd = together((*target, output[-1]), output)
    return Reading(both[:-1], odd, output[-1].place)


def temporal(target: Axes, output: Axes, facts: Facts) -> Reading:
    """A sequence of labels for a sequence of classes, not aligned."""
    if len(target) != 2:
        raise Refused(RankWanted("target", 2))
    if len(output) != 3:
        raise Refused(RankWanted("output", 3))
    equal_sizes(target[:1], output[:1])
    return Reading(output[:1], Constant() if output[-1].size == 1 else None)


def pairs(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Each sample against all others, by their labels."""
    plain = len(output) == 2 and len(target) <= 2 and prod(each.size for each in target[1:]) == 1
    if plain:
        return Reading(output[:1], Constant() if output[0].size == 1 else None)
    if output[0].size == 1 or prod(each.size for each in output[1:]) == 1:
        raise Untold  # whether single numbers are broadcast into pairs
    raise Refused(RankWanted("output", 2) if len(output) != 2 else RankWanted("target", 1))


def not_taken(target: Axes, output: Axes, facts: Facts) -> Reading:
    """What has no use for targets, or no meaning of its own."""
    raise Refused(NotTaken())


def sparse(target: Axes, output: Axes, facts: Facts) -> Reading:
    """A label for each place of the output, whose last axis are the classes."""
    axis = axis_of(output, facts)
    if facts.third:
        if axis != len(output) - 1:
            raise Refused(NoSuchAxis(axis))
        if len(target) == len(output) and target[-1].surely_one:
            target = target[:-1]
        if len(target) != len(output) - 1:
            if output[0].size == 1 and _ignores(facts):
                raise Untold  # the labels that are left are spread over the one sample
            raise Refused(RanksDiffer())
    classes, places = output[axis], without(output, axis)
    odd = Constant() if classes.size == 1 else None
    if len(target) == len(places):
        equal_sizes(target, places)
        _, met = together(target, places)
        return Reading(places, odd or met, classes.place)
    if prod(each.size for each in target) != prod(each.size for each in places):
        if prod(each.size for each in places) == 1 and _ignores(facts):
            raise Untold  # whether any label is left
        raise Refused(NumbersDiffer())
    kept = target[0].size == output[0].size
    return Reading(places, odd or (None if kept else Spread(shape_of(places))), classes.place)


def _ignores(facts: Facts) -> bool:
    """Whether the labels of one class do not count."""
    return facts.setting("ignore_class", None) is not None


def crossentropy_meant(target: Axes, output: Axes) -> Reader:
    """Which one Keras takes `crossentropy` for, by the shapes as they come."""
    return picked(target, output, binary, sparse, categorical)


def picked(target: Axes, output: Axes, two: Reader, labels: Reader, classes: Reader) -> Reader:
    """What a word that fits all stands for: one for two classes in one number, for labels, for rows of classes."""
    if output[-1].surely_one:
        return two
    if len(target) < len(output):
        return labels
    if target[-1].surely_one and not output[-1].seen:
        raise Refused(NotTaken())  # it compares None with 1
    return labels if target[-1].surely_one else classes


def _levelled(target: Axes, output: Axes, facts: Facts) -> tuple[Axes, Axes]:
    return same_rank_3(target, output) if facts.third else (target, output)


def without(axes: Axes, axis: int) -> Axes:
    """The axes but one, counted from the left."""
    return axes[:axis] + axes[axis + 1 :]


def axis_of(axes: Axes, facts: Facts) -> int:
    """The place, from the left, of the `axis` that the loss was made with; the last if it was not."""
    return place_of(facts.setting("axis", -1), axes)


def place_of(axis: Setting, axes: Axes) -> int:
    """An axis counted from the left."""
    if not isinstance(axis, int):
        raise Untold
    if not -len(axes) <= axis < len(axes):
        raise Refused(NoSuchAxis(axis))
    return axis % len(axes)
