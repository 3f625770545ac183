"""Targets against what a model gives: what the losses and metrics that it was compiled with make of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import libcst as cst
from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.data_faults import SamplesDiffer
from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.library.compiled_counts import check_counts
from conv1d_lsp.interpreter.library.data_checks import number
from conv1d_lsp.interpreter.library.endings import ending_of
from conv1d_lsp.interpreter.library.handed import USUAL_BATCH, argument
from conv1d_lsp.interpreter.library.held_numbers import held_in
from conv1d_lsp.interpreter.library.judges import Judge, facts_of, judge_of
from conv1d_lsp.interpreter.library.output_names import check_names
from conv1d_lsp.interpreter.library.own_losses import follow_own
from conv1d_lsp.interpreter.library.pairing import Pair, pairs_of, wrong_count
from conv1d_lsp.interpreter.library.sample_weights import check_weights
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.target_faults import (
    Compared,
    LabelOutOfRange,
    LossBroadcasts,
    MetricMisfit,
    TargetCount,
    TargetDoesNotFit,
    TargetsSwapped,
)
from conv1d_lsp.interpreter.values import Array, Constant, Integer, ModelObject, Value
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.losses import Constant as ConstantValue
from conv1d_lsp.losses import Outcome, Raises, Refusal, Right, Silence, Silent, Unsure
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Shape, Unclear, dim

#: The methods that cut what they are given into batches.
_CUT = ("fit", "evaluate")

#: Settings of a loss under which labels are what they are.
_LABELS_STAY = frozenset({"from_logits", "name", "reduction"})
#: Those that take one batch.
_ONE_BATCH = ("train_on_batch", "test_on_batch")

_UNTOLD = Unclear("how many samples a batch has")


class Comparing(Struct, frozen=True):
    """A call in which a model's outputs are compared with targets.

    part: the argument that holds the targets. whole: they are those of all samples, which Keras cuts into batches; else
    of one batch. weights: those of the samples.
    """

    model: ModelObject
    method: str
    arguments: Arguments
    node: cst.CSTNode
    part: str = "y"
    whole: bool = True
    weights: Value | None = None


def check_targets(m: Machine, call: Comparing, outputs: Sequence[Shape], targets: Value) -> None:
    """Report what the losses and metrics of the model make of targets that do not fit.

    outputs: what comes of the data.
    """
    model = call.model
    if model.compiled is None or model.compiled.site is None:
        return
    counts = wrong_count(m, model, model.compiled, targets) if call.whole and call.part == "y" else None
    if counts is not None:
        index = argument(m, call.method, call.arguments, call.part)[1]
        m.report(TargetCount(call.method, call.part, index, *counts), call.node, made=model.site)
        return
    if call.whole and call.part == "y" and _misnamed(m, call, targets):
        return
    pairs = list(pairs_of(m, model, model.compiled, outputs, targets))
    if _swapped(m, call, pairs):
        return
    for pair in pairs:
        m.each(
            [pair.target],
            lambda chosen, pair=pair: _compared(m, call, replace(pair, target=chosen[0])),  # type: ignore[misc]
        )


def _swapped(m: Machine, call: Comparing, pairs: Sequence[Pair]) -> bool:
    """Report two targets that would fit in the other order, where a loss refuses them in theirs."""
    outcomes = [_first_outcome(m, call, *order) for order in _orders(pairs)]
    refused = any(isinstance(each, Raises) for each in outcomes[:2])
    if not refused or not all(isinstance(each, Right) for each in outcomes[2:]) or call.part != "y":
        return False
    first, second = (pair.target for pair in pairs)
    assert isinstance(first, Array) and isinstance(second, Array)
    index = argument(m, call.method, call.arguments, call.part)[1]
    shapes = (pairs[0].output.shape, pairs[1].output.shape)
    fault = TargetsSwapped(call.method, call.part, index, shapes, (first.shape, second.shape))
    m.report(fault, call.node, made=_compiled_at(call), inputs=(first, second))
    return True


def _orders(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Array]]:
    """Each of two outputs with its target, then with that of the other."""
    targets = [pair.target for pair in pairs if isinstance(pair.target, Array)]
    if len(pairs) == len(targets) == 2 and all(pair.number is not None for pair in pairs):
        yield from zip(pairs, targets, strict=True)
        yield from zip(pairs, reversed(targets), strict=True)


def _first_outcome(m: Machine, call: Comparing, pair: Pair, target: Array) -> Outcome | None:
    judge = None if pair.loss is None else judge_of(m, m.visible(pair.loss), "loss")
    if judge is None or not pair.shape.axes or not target.shape.axes:
        return None
    batch = next(batches(m, call, pair.shape, target.shape))
    facts = facts_of(m, judge, target, ending_of(m, pair.output))
    return judge.outcome(_of_batch(pair.shape, batch), _of_batch(target.shape, batch), facts)


def _misnamed(m: Machine, call: Comparing, targets: Value) -> bool:
    """Whether Keras refuses how losses, metrics and targets are put together for the outputs."""
    if check_counts(m, call.method, call.model, targets, call.node):
        return True
    return check_names(m, call.method, call.arguments, call.model, targets, call.node)


def _compared(m: Machine, call: Comparing, pair: Pair) -> Value:
    """One output and its target, before its loss and its metrics."""
    target = pair.target
    nothing = Constant(None)
    if not isinstance(target, Array) or not target.shape.axes or not pair.shape.axes:
        return nothing
    if _counts_differ(m, call, pair, target):
        return nothing
    chosen = [] if pair.loss is None else [(pair.loss, "loss")]
    for value, role in (*chosen, *((metric, "metric") for metric in pair.metrics)):
        judge = judge_of(m, m.visible(value), role)
        if judge is not None and _judged(m, call, pair, target, judge):
            break
        if judge is None:
            batch = next(batches(m, call, pair.shape, target.shape))
            given = replace(target, shape=_of_batch(target.shape, batch))
            follow_own(m, m.visible(value), role, _of_batch(pair.shape, batch), given, call.node)
    return nothing


def _counts_differ(m: Machine, call: Comparing, pair: Pair, target: Array) -> bool:
    """Report another number of targets than of samples in one batch, which Keras 3 leaves to the loss to find."""
    if call.method not in _ONE_BATCH or not call.whole or m.keras is Generation.KERAS_2 or pair.loss is None:
        return False
    samples, targets = pair.shape.known_axes[0], target.shape.known_axes[0]
    known = [count for count in (samples.value, targets.value) if count is not None and count > 1]
    if len(set(known)) != len((samples, targets)) or judge_of(m, m.visible(pair.loss), "loss") is None:
        return False
    m.report(SamplesDiffer(call.method, samples, targets), call.node, made=call.model.site, inputs=(target,))
    return True


def _judged(m: Machine, call: Comparing, pair: Pair, target: Array, judge: Judge) -> bool:
    """What one loss or metric makes of each kind of batch; whether it raises."""
    facts = facts_of(m, judge, target, ending_of(m, pair.output))
    for index, batch in enumerate(batches(m, call, pair.shape, target.shape)):
        output, given = _of_batch(pair.shape, batch), _of_batch(target.shape, batch)
        outcome = judge.outcome(output, given, facts)
        last = batch.value if index else None
        if _reported(m, call, pair, target, judge, outcome, last):
            return isinstance(outcome, Raises)
        weighed = judge.role == "loss" and pair.number is None and isinstance(outcome, Right)
        shapes = (output, given)
        if weighed and check_weights(
            m, call.method, call.arguments, call.part, call.weights, judge, shapes, facts, call.node
        ):
            return True
    return judge.role == "loss" and _labels(m, call, pair, target, judge)


def _reported(
    m: Machine, call: Comparing, pair: Pair, target: Array, judge: Judge, outcome: Outcome, last: int | None
) -> bool:
    """Report an outcome that is not right; whether it was one. last: the size of the last batch, if it is the last."""
    if isinstance(outcome, Right) or (last is not None and not isinstance(outcome, Raises)):
        return False
    if isinstance(outcome, Unsure) and not outcome.never_right:
        return False
    facts = _facts(m, call, pair, target, judge, last)
    if not facts.output.ranked or not facts.target.ranked:
        return False  # what the data alone says of the model's output can't be shown
    promise = Promise.RAISES if isinstance(outcome, Raises) else Promise.RUNS
    fault = _fault(facts, judge, _why(outcome))
    if fault is not None:
        m.report(fault, call.node, promise=promise, made=_compiled_at(call), inputs=(pair.output, target))
    return True


def _why(outcome: Outcome) -> Refusal | Silence | None:
    """Why it is not right; None where it raises or not, by what can't be told."""
    if isinstance(outcome, Raises | Silent):
        return outcome.why
    silent = [each.why for each in outcome.among if isinstance(each, Silent)] if isinstance(outcome, Unsure) else []
    return silent[0] if isinstance(outcome, Unsure) and len(silent) == len(outcome.among) else None


def _fault(compared: Compared, judge: Judge, why: Refusal | Silence | None) -> Fault | None:
    """None for what is told where the model is compiled."""
    if judge.role == "metric":
        return MetricMisfit(compared, why)
    if isinstance(why, ConstantValue):
        return None
    return LossBroadcasts(compared, why) if isinstance(why, Silence) else TargetDoesNotFit(compared, why)


def _labels(m: Machine, call: Comparing, pair: Pair, target: Array, judge: Judge) -> bool:
    """Report labels that are no classes; whether there are any."""
    binary = judge.usual == "binary_crossentropy"
    classes = 2 if binary else pair.shape.known_axes[-1].value
    if (not binary and judge.usual != "sparse_categorical_crossentropy") or classes is None:
        return False
    if judge.settings.keys() - _LABELS_STAY:
        return False
    held = sorted(held_in(m, target) or ())
    wrong = [label for label in held if not 0 <= label < classes]
    if wrong:
        label = wrong[0] if wrong[0] < 0 else wrong[-1]
        fault = LabelOutOfRange(_facts(m, call, pair, target, judge, None), label, held[0], classes)
        m.report(fault, call.node, promise=Promise.RUNS, inputs=(pair.output, target), made=_compiled_at(call))
    return bool(wrong)


def _facts(m: Machine, call: Comparing, pair: Pair, target: Array, judge: Judge, last: int | None) -> Compared:
    index = argument(m, call.method, call.arguments, call.part)[1]
    return Compared(
        call.method,
        call.part,
        index,
        judge.usual,
        judge.name,
        pair.output.shape,
        target.shape if call.whole else _with_open_batch(target.shape),
        last,
        pair.number,
    )


def _compiled_at(call: Comparing) -> Site | None:
    return None if call.model.compiled is None else call.model.compiled.site


def _with_open_batch(shape: Shape) -> Shape:
    """A batch of unknown size as Keras writes it."""
    return Shape((OPEN, *shape.known_axes[1:])) if isinstance(shape.known_axes[0], Unclear) else shape


def _of_batch(shape: Shape, batch: Dim) -> Shape:
    return Shape((batch, *shape.known_axes[1:]))


def batches(m: Machine, call: Comparing, output: Shape, target: Shape) -> Iterator[Dim]:
    """How many samples the first batch has, and the last if it has fewer."""
    samples = next((shape.known_axes[0] for shape in (output, target) if shape.known_axes[0].value is not None), None)
    if not call.whole or call.method not in _CUT:
        yield samples or output.known_axes[0]
        return
    size, count = _batch_size(m, call), None if samples is None else samples.value
    part = _split(m, call)
    if size is None or count is None or part is None:
        yield _UNTOLD
        return
    count = math.floor(count * (1 - part)) if part else count
    yield dim(min(size, count)) if count > 0 and size > 0 else _UNTOLD
    steps = _argument(m, call, "steps_per_epoch" if call.method == "fit" else "steps")
    if steps is None and 0 < size < count and count % size:
        yield dim(count % size)


def _batch_size(m: Machine, call: Comparing) -> int | None:
    name = "validation_batch_size" if call.part == "validation_data" else "batch_size"
    value = _argument(m, call, name) or _argument(m, call, "batch_size")
    if value is None:
        return USUAL_BATCH if call.arguments.complete else None
    return value.known if isinstance(value, Integer) else None


def _split(m: Machine, call: Comparing) -> float | None:
    """The part of the data that is kept for validation; None where that can't be told."""
    value = _argument(m, call, "validation_split") if call.method == "fit" and call.part == "y" else None
    if value is None or _argument(m, call, "validation_data") is not None:
        return 0.0 if call.arguments.complete else None
    return number(value)


def _argument(m: Machine, call: Comparing, name: str) -> Value | None:
    return argument(m, call.method, call.arguments, name)[0]
