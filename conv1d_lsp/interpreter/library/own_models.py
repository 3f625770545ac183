"""`fit` and its like on models of the program's own classes: their `train_step` or `call`, as Keras would run it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.classes import library_base, lookup
from conv1d_lsp.interpreter.findings import Notes
from conv1d_lsp.interpreter.functions import call_function
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.custom import call_custom
from conv1d_lsp.interpreter.library.data_checks import check_samples
from conv1d_lsp.interpreter.library.handed import Handed, argument, handed, handed_in
from conv1d_lsp.interpreter.library.model_classes import STEPS, own_step
from conv1d_lsp.interpreter.library.own_targets import BATCH, compare_own
from conv1d_lsp.interpreter.library.refused_data import refused_data
from conv1d_lsp.interpreter.library.structures import filled, structure_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import NONE, Array, Function, Instance, Ref, TupleValue, Unknown, UserClass, Value
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, Unclear

_ALL_THREE = ("train_on_batch", "test_on_batch")

_SAMPLES = Unclear("the number of samples")


def on_own_model(
    m: Machine, ref: Ref, record: Instance, method: str, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    """What a method gives that is handed data; None for another method, and where nothing can be told."""
    cls = record.cls
    if method not in STEPS or cls is None or library_base(cls) not in ("keras.Model", "keras.Sequential"):
        return None
    given = handed(m, method, arguments, node) if arguments.complete else None
    if given is None or refused_data(m, method, given, None, arguments, node) is not None:
        return None
    step = own_step(m, cls, method)
    if step is not None:
        _run_step(m, ref, step, _packed(m, given, method, arguments), node)
        return None
    result = _followed(m, ref, cls, given, node)
    if result is None:
        return None
    found = len(m.notes.findings)
    compare_own(m, record, method, given, result, arguments, node)
    if method == "fit" and len(m.notes.findings) == found:
        _validate(m, ref, record, cls, arguments, node)
    return _predicted(m, result, given) if method in ("predict", "predict_on_batch") else None


def _followed(m: Machine, ref: Ref, cls: UserClass, given: Handed, node: cst.CSTNode) -> Value | None:
    """What `call` gives for a batch; None where that is not followed."""
    data, call = _batch_of(m, given.data), lookup(m, cls, "call")
    if not isinstance(call, Function) or not all(isinstance(leaf, Array) for leaf in leaves(m, data)):
        return None
    return _run_call(m, ref, cls, call, data, node)


def _validate(m: Machine, ref: Ref, record: Instance, cls: UserClass, arguments: Arguments, node: cst.CSTNode) -> None:
    """`validation_data`, on which Keras runs `test_step`."""
    part = "validation_data"
    value, _ = argument(m, "fit", arguments, part)
    late = value is None or argument(m, "fit", arguments, "validation_freq")[0] is not None
    given = None if late or value is None or own_step(m, cls, "evaluate") else handed_in(m, value, node)
    if given is None or check_samples(m, "fit", given, None, node, part) is not None:
        return
    result = _followed(m, ref, cls, given, node)
    if result is not None:
        compare_own(m, record, "fit", given, result, arguments, node, part)


def _packed(m: Machine, given: Handed, method: str, arguments: Arguments) -> Value:
    """A batch as a step gets it: one array alone, else a tuple of data, targets and weights.

    Of `train_on_batch` and `test_on_batch` Keras 3 hands on all three, with None for those that are not given.
    """
    if given.whole is not None:
        return given.whole
    if method in _ALL_THREE and m.keras is Generation.KERAS_3:
        return TupleValue(
            tuple(NONE if each is None else _batch_of(m, each) for each in (given.data, given.targets, given.weights))
        )
    weights = given.weights
    if method == "fit" and argument(m, method, arguments, "class_weight")[0] is not None:
        weights = Unknown("weights by class")
    parts = [each for each in (given.data, given.targets, weights) if each is not None]
    alone = len(parts) == 1 and structure_of(m, parts[0]) is None
    batches = [_batch_of(m, each) for each in parts]
    return batches[0] if alone else TupleValue(tuple(batches))


def _batch_of(m: Machine, value: Value) -> Value:
    """The same with tensors of an open number of samples for its arrays."""

    def part(leaf: Value) -> Value:
        if not isinstance(leaf, Array) or not leaf.shape.axes:
            return leaf
        return Array(Shape((BATCH, *leaf.shape.axes[1:])), leaf.site, leaf.label, leaf.dtype, "tensorflow")

    return filled(m, structure_of(m, value), map(part, leaves(m, value)))


@contextmanager
def _inside(m: Machine, function: Function) -> Iterator[None]:
    """Run what Keras runs: the faults count; the shapes of tensors only where none were shown before."""
    first = function.node not in m.called
    m.inside_layers += 1
    try:
        with m.aside() as notes:
            yield
    finally:
        m.inside_layers -= 1
    m.notes.extend(notes if first else Notes(notes.findings))


def _run_step(m: Machine, ref: Ref, step: Function, data: Value, node: cst.CSTNode) -> None:
    """It runs for each batch: what it changes is not followed."""
    before = m.state
    m.state = before.fork()
    with _inside(m, step):
        call_function(m, step, Arguments((ref, data)), node)
    m.state = before


def _run_call(m: Machine, ref: Ref, cls: UserClass, call: Function, data: Value, node: cst.CSTNode) -> Value:
    before = m.state
    m.state = before.fork()
    with _inside(m, call):
        result = call_custom(m, ref, cls, Arguments((data,)), node)
    if not m.state.alive:
        m.state = before
    return result


def _predicted(m: Machine, result: Value, given: Handed) -> Value:
    """What `predict` puts together of all batches."""
    first = next(iter(leaves(m, given.data)), None)
    samples: Dim = first.shape.axes[0] if isinstance(first, Array) and first.shape.axes else _SAMPLES
    if given.whole is not None:
        samples = _SAMPLES

    def part(leaf: Value) -> Value:
        axes = leaf.shape.axes if isinstance(leaf, Array) else None
        if not isinstance(leaf, Array) or not axes or axes[0] is not BATCH:
            return Unknown("what `predict` gives")
        return Array(Shape((samples, *axes[1:])), leaf.site, leaf.label, leaf.dtype)

    return filled(m, structure_of(m, result), map(part, leaves(m, result)))
