"""Metrics of the accuracy family: which class is the best, against a label or another best."""

from __future__ import annotations

from math import prod

from conv1d_lsp.losses.axes import Axes, Refused, same_rank_3, squeezed, together
from conv1d_lsp.losses.families import averaged
from conv1d_lsp.losses.outcomes import AcrossSamples, ClassesDiffer, Constant, NotTaken, NumbersDiffer, Silence
from conv1d_lsp.losses.reading import Facts, Reader, Reading


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
    return Reading(values, odd or _alone(output), output[-1].place)


def categorical_accuracy(target: Axes, output: Axes, facts: Facts) -> Reading:
    """The best class of each place against the best of the target's."""
    classes = target[-1]
    values, odd = _labels_met(target[:-1], output, facts, squeezing_any=True)
    if classes.place == 0 and classes.size > 1:
        odd = AcrossSamples()
    if odd is None and classes.size != output[-1].size and 1 not in (classes.size, output[-1].size):
        odd = ClassesDiffer(output[-1].of, classes.of)
    return Reading(values, odd or _alone(output) or _alone((classes,)), output[-1].place)


def accuracy_meant(target: Axes, output: Axes) -> Reader:
    """Which one Keras takes `accuracy` for, by the shapes as they come."""
    if output[-1].surely_one:
        return binary_accuracy
    if len(target) < len(output):
        return sparse_accuracy
    if target[-1].surely_one:
        if not output[-1].seen:
            raise Refused(NotTaken())  # it compares None with 1
        return sparse_accuracy
    return categorical_accuracy


def _labels_met(
    labels: Axes, output: Axes, facts: Facts, *, squeezing_any: bool = False
) -> tuple[Axes, Silence | None]:
    """Labels against the best classes. Keras 2, and Keras 3 for labels of its own making, squeeze without a look."""
    squeeze = len(labels) == len(output) and (squeezing_any or not facts.third or labels[-1].surely_one)
    both, odd = together(squeezed(labels) if squeeze else labels, output[:-1])
    if squeeze and prod(each.size for each in both) != prod(each.size for each in labels):
        raise Refused(NumbersDiffer())
    return (labels if squeeze else both), odd


def _alone(axes: Axes) -> Silence | None:
    return Constant() if axes[-1].size == 1 else None
