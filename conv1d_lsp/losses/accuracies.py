"""Metrics of the accuracy family: which class is the best, against a label or another best."""

from __future__ import annotations

from math import prod

from msgspec.structs import replace

from conv1d_lsp.losses.axes import Axes, Axis, Refused, equal_sizes, same_rank_3, squeezed, together
from conv1d_lsp.losses.families import averaged, picked
from conv1d_lsp.losses.outcomes import AcrossSamples, ClassesDiffer, Constant, NumbersDiffer, RanksDiffer, Silence
from conv1d_lsp.losses.reading import Ending, Facts, Reader, Reading, Untold


def binary_accuracy(target: Axes, output: Axes, facts: Facts) -> Reading:
    """A number above a threshold against a label of 0 or 1."""
    if facts.third:
        both, odd = together(*same_rank_3(target, output))
        return Reading(both, odd)
    return averaged(target, output, facts)


def sparse_accuracy(target: Axes, output: Axes, facts: Facts) -> Reading:
    """The best class of each place against its label."""
    values, odd = _labels_met(target, output, facts)
    if len(values) > 1 and values[-1].surely_one:
        values = values[:-1]
    return Reading(values, odd or (Constant() if output[-1].size == 1 else None), output[-1].place)


def categorical_accuracy(target: Axes, output: Axes, facts: Facts) -> Reading:
    """The best class of each place against the best of the target's."""
    classes = target[-1]
    values, odd = _labels_met(target[:-1], output, facts, squeezing_any=True)
    if classes.place == 0 and classes.size > 1:
        odd = AcrossSamples()
    return Reading(values, odd or _compared(output[-1], classes), output[-1].place)


def accuracy_meant(target: Axes, output: Axes) -> Reader:
    """Which one Keras takes `accuracy` for, by the shapes as they come."""
    return picked(target, output, binary_accuracy, sparse_accuracy, categorical_accuracy)


def _labels_met(
    labels: Axes, output: Axes, facts: Facts, *, squeezing_any: bool = False
) -> tuple[Axes, Silence | None]:
    """Labels against the best classes. Keras 2, and Keras 3 for labels of its own making, squeeze without a look."""
    squeeze = len(labels) == len(output) and (squeezing_any or not facts.third or labels[-1].surely_one)
    if squeeze and facts.third and not labels[-1].surely_one:
        raise Refused(NumbersDiffer())
    both, odd = together(squeezed(labels) if squeeze else labels, output[:-1])
    if squeeze and prod(each.size for each in both) != prod(each.size for each in labels):
        raise Refused(NumbersDiffer())
    return (labels if squeeze else both), odd


def _compared(classes: Axis, others: Axis) -> Silence | None:
    """What is odd about the best of some classes beside the best of others."""
    if classes.size == 1:
        return Constant()
    return ClassesDiffer(classes.of, others.of) if classes.size != others.size else None


def in_top(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Whether the best class of the target is among the best `k` of the output: always, where it has no more."""
    if len(target) < 2:
        raise Refused(RanksDiffer())
    reading = _among_best(target[:-1], output, facts)
    return replace(reading, odd=reading.odd or _compared(output[-1], target[-1]))


def labels_in_top(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Whether a label is among the best `k` classes."""
    if facts.flag("from_sorted_ids"):
        raise Untold
    return _among_best(target, output, facts)


def _among_best(labels: Axes, output: Axes, facts: Facts) -> Reading:
    if len(output) < 2 or not labels:
        raise Refused(RanksDiffer())
    if prod(each.size for each in labels) != prod(each.size for each in output[:-1]):
        raise Refused(NumbersDiffer())
    k = facts.setting("k", 5)
    if not isinstance(k, int):
        raise Untold
    return Reading(labels, Constant() if output[-1].size <= k else None, output[-1].place)


def exact(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Numbers that must be equal to the last digit, as probabilities never are to labels."""
    if facts.third:
        target, output = same_rank_3(target, output)
    else:
        equal_sizes(target, output)
    both, odd = together(target, output)
    never = facts.ending in (Ending.SIGMOID, Ending.SOFTMAX)
    return Reading(both, odd or (Constant() if never else None))
