"""Metrics that count hits in a table of their own: precision, AUC, F1, R², IoU and their like."""

from __future__ import annotations

from math import prod

from msgspec import Struct

from conv1d_lsp.losses.axes import Axes, Refused, equal_sizes, same_rank_2, same_rank_3, shape_of, together
from conv1d_lsp.losses.families import place_of, without
from conv1d_lsp.losses.outcomes import (
    ClassesDiffer,
    Constant,
    NoSuchAxis,
    NumbersDiffer,
    RankWanted,
    Silence,
    SizesDiffer,
    Spread,
)
from conv1d_lsp.losses.reading import Ending, Facts, Reading, Untold


def counted(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Hits at one threshold: where Keras 3 has one number on a side it is compared with all of the other."""
    target, output = _levelled(target, output, facts)
    kept = _chosen(target, output, facts)
    if prod_of(kept.target) != prod_of(kept.output) and 1 in (prod_of(kept.target), prod_of(kept.output)):
        if facts.setting("thresholds", None) is not None:
            raise Untold
        return Reading((), Spread(shape_of(max(kept.target, kept.output, key=prod_of))))
    return _flat(kept)


def bucketed(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Hits at many thresholds at once."""
    if facts.flag("multi_label"):
        if len(output) != 2:
            raise Refused(RankWanted("output", 2))
        if [each.size for each in target] != [each.size for each in output]:
            raise Untold
        return Reading(())
    return _flat(_chosen(*_levelled(target, output, facts), facts))


class _Chosen(Struct, frozen=True):
    """What is counted. classes: the axis that one class, or the best ones, were taken from."""

    target: Axes
    output: Axes
    classes: int | None = None
    odd: Silence | None = None


def _levelled(target: Axes, output: Axes, facts: Facts) -> tuple[Axes, Axes]:
    if facts.third:
        return same_rank_3(target, output)
    target, output = same_rank_2(target, output)
    equal_sizes(target, output)
    return target, output


def _chosen(target: Axes, output: Axes, facts: Facts) -> _Chosen:
    """The best `top_k` classes are all that count, or that of `class_id` alone."""
    top, one = facts.setting("top_k", None), facts.setting("class_id", None)
    if not isinstance(top, int | None) or not isinstance(one, int | None):
        raise Untold
    if top is not None and top > output[-1].size:
        raise Refused(NumbersDiffer())
    place = output[-1].place
    if one is None:
        odd = Constant() if top == output[-1].size else None
        return _Chosen(target, output, None if top is None else place, odd)
    for axes in (target, output):
        if not -axes[-1].size <= one < axes[-1].size:
            raise Refused(NoSuchAxis(one))
    same = target[-1].size == output[-1].size
    return _Chosen(target[:-1], output[:-1], place, None if same else ClassesDiffer(output[-1].of, target[-1].of))


def _flat(kept: _Chosen) -> Reading:
    if prod_of(kept.target) != prod_of(kept.output):
        raise Refused(NumbersDiffer())
    return Reading((), kept.odd, kept.classes)


def f_score(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Hits of each class: the best one counts, or those above `threshold`; the best of one class always does."""
    reading = _by_column(target, output, facts, apart=not facts.is_set_to("average", "micro"))
    alone = facts.setting("threshold", None) is None and output[-1].size == 1
    return Reading((), reading.odd or (Constant() if alone else None))


def r_squared(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Squares of differences and of targets, of each column."""
    if facts.third:
        target, output = same_rank_3(target, output)
    return _by_column(target, output, facts, apart=True)


def _by_column(target: Axes, output: Axes, facts: Facts, *, apart: bool) -> Reading:
    """apart: whether each column of the output has its own sum, to which Keras 2 adds no other number of columns."""
    for of, axes in (("output", output), ("target", target)):
        if len(axes) != 2:
            raise Refused(RankWanted(of, 2))
        if not axes[-1].seen:
            raise Refused(NoSuchAxis(-1))
    _, odd = together(target, output)
    if apart and target[-1].size != output[-1].size and (not facts.third or output[-1].size == 1):
        raise Refused(SizesDiffer(1, 1, (output[-1].of, target[-1].of)))
    return Reading((), odd)


def overlaps(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Labels against labels, one for each place; of classes the best, where the settings say so."""
    return _overlapping(target, output, facts, facts.flag("sparse_y_true", True), facts.flag("sparse_y_pred", True))


def best_overlaps(target: Axes, output: Axes, facts: Facts) -> Reading:
    """The best class of the target; of the output too, unless the settings say otherwise."""
    return _overlapping(target, output, facts, False, facts.flag("sparse_y_pred", False))


def binary_overlaps(target: Axes, output: Axes, facts: Facts) -> Reading:
    """Numbers above a threshold against labels of 0 and 1."""
    return _met(target, output, facts, None)


def _overlapping(target: Axes, output: Axes, facts: Facts, labels: bool, answers: bool) -> Reading:
    """labels, answers: whether target and output are labels already; probabilities are all cut to the label 0."""
    odd: Silence | None = Constant() if answers and facts.ending in (Ending.SIGMOID, Ending.SOFTMAX) else None
    axis = facts.setting("axis", -1)
    classes = None if labels else target[place_of(axis, target)]
    if not labels:
        target = without(target, place_of(axis, target))
    if not answers:
        of_output = output[place_of(axis, output)]
        output = without(output, place_of(axis, output))
        if of_output.size == 1:
            odd = Constant()
        elif classes is not None and classes.size != of_output.size:
            odd = ClassesDiffer(of_output.of, classes.of)
    return _met(target, output, facts, odd)


def _met(target: Axes, output: Axes, facts: Facts, odd: Silence | None) -> Reading:
    if prod_of(target) == prod_of(output):
        return Reading((), odd)
    if facts.third and 1 in (prod_of(target), prod_of(output)):
        return Reading((), Spread(shape_of(max(target, output, key=prod_of))))
    raise Refused(NumbersDiffer())


def prod_of(axes: Axes) -> int:
    """How many numbers there are."""
    return prod(each.size for each in axes)
