"""What `fit` and its like refuse of their arguments before the model sees any data."""

from __future__ import annotations

import math
from collections.abc import Iterator

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.data_faults import BesideBatches, SamplesDiffer
from conv1d_lsp.interpreter.faults import BadSetting
from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.handed import Handed, Origin, argument
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, Constant, Either, Integer, ModelObject, Unknown, Value
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Truth

#: Arguments that belong to arrays: batches bring the first two, and can't be split.
_OF_ARRAYS = ("y", "sample_weight", "validation_split")

#: Methods that count the samples of all that they are given: in Keras 2 all of them do.
_COUNT_SAMPLES = ("fit", "evaluate", "predict")


def check_beside(m: Machine, method: str, given: Handed, arguments: Arguments, node: cst.CSTNode) -> Unknown | None:
    """Report what can't be given beside batches."""
    if given.origin is Origin.ARRAYS:
        return None
    for name in _OF_ARRAYS:
        value, index = argument(m, method, arguments, name)
        certain = value is not None and not isinstance(value, Unknown | Either)
        if certain and (name != "validation_split" or number(value)):
            return m.report(BesideBatches(method, given.origin.value, name, index), node)
    return None


def check_samples(
    m: Machine, method: str, given: Handed, record: ModelObject | None, node: cst.CSTNode, part: str = ""
) -> Unknown | None:
    """Report arrays that do not count the same samples. part: the argument that holds them."""
    if given.origin is not Origin.ARRAYS or (method not in _COUNT_SAMPLES and m.keras is Generation.KERAS_3):
        return None
    inputs = list(_counted(m, given.data))
    if not inputs:
        return None
    first, samples = inputs[0]
    others = (
        ("input", inputs[1:]),
        ("target", _counted(m, given.targets)),
        ("sample weight", _counted(m, given.weights)),
    )
    for noun, arrays in others:
        for array, count in arrays:
            if samples.equals(count) is Truth.NO:
                fault = SamplesDiffer(method, samples, count, noun, part)
                return m.report(fault, node, made=None if record is None else record.site, inputs=(first, array))
    return None


def check_split(m: Machine, given: Handed, arguments: Arguments, node: cst.CSTNode) -> Unknown | None:
    """Report a `validation_split` that leaves no samples on one side."""
    value, index = argument(m, "fit", arguments, "validation_split")
    part = number(value)
    if not part or given.origin is not Origin.ARRAYS or argument(m, "fit", arguments, "validation_data")[0] is not None:
        return None
    counts = [samples.value for _, samples in _counted(m, given.data)]
    samples = counts[0] if counts else None
    if not 0 <= part <= 1:
        empty = samples is not None and abs(samples * (1 - part)) >= samples + 1
        promise = Promise.RAISES if empty and m.keras is Generation.KERAS_2 else Promise.RUNS
        fault = BadSetting("fit", "validation_split", f"{part:g}", "a part of the data between 0 and 1", index)
        return m.report(fault, node, promise=promise)
    if part == 1:
        return m.report(BadSetting("fit", "validation_split", "1", "less than 1", index), node)
    if samples is None or math.floor(samples * (1 - part)):
        return None
    wanted = f"a part that leaves something to train on of {samples} sample{'s' * (samples != 1)}"
    return m.report(BadSetting("fit", "validation_split", f"{part:g}", wanted, index), node)


def check_numbers(m: Machine, method: str, arguments: Arguments, node: cst.CSTNode) -> Unknown | None:
    """Report a size of batches or a number of epochs that is no count."""
    for name in ("batch_size", "epochs") if method == "fit" else ("batch_size",):
        value, index = argument(m, method, arguments, name)
        found = number(value)
        if found is None or (isinstance(found, int) and found > 0):
            continue
        if isinstance(found, float) or (name == "batch_size" and (found < 0 or m.keras is Generation.KERAS_2)):
            return m.report(BadSetting(method, name, str(found), "a positive integer", index), node)
    return _check_steps(m, method, arguments, node)


def _check_steps(m: Machine, method: str, arguments: Arguments, node: cst.CSTNode) -> Unknown | None:
    """Report numbers of steps that are floats: Keras 3 counts them with `range`."""
    validated = method == "fit" and argument(m, method, arguments, "validation_data")[0] is not None
    names = {
        "fit": ("steps_per_epoch", "validation_steps")[: 1 + validated],
        "evaluate": ("steps",),
        "predict": ("steps",),
    }
    for name in names.get(method, ()) if m.keras is Generation.KERAS_3 else ():
        value, index = argument(m, method, arguments, name)
        found = number(value)
        if isinstance(found, float):
            return m.report(BadSetting(method, name, str(found), "an integer", index), node)
    return None


def number(value: Value | None) -> float | None:
    """A number of Python's own, if it is known."""
    if isinstance(value, Integer) and value.numpy is None:
        return value.known
    return value.value if isinstance(value, Constant) and type(value.value) is float else None


def _counted(m: Machine, value: Value | None) -> Iterator[tuple[Array, Dim]]:
    """The arrays in a structure, with the number of their samples."""
    for leaf in () if value is None else leaves(m, value):
        if isinstance(leaf, Array) and leaf.shape.axes:
            yield leaf, leaf.shape.axes[0]
