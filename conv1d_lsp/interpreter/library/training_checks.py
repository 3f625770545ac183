"""What the model itself makes impossible: a loss without targets, states of another number of samples."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.data_faults import NoTargets, StateOfBatch
from conv1d_lsp.interpreter.faults import BadSetting
from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.graph import nodes_between
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.handed import USUAL_BATCH, Handed, Origin, argument, items_of
from conv1d_lsp.interpreter.library.structures import structure_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    Array,
    Compiled,
    Constant,
    Criterion,
    Integer,
    LayerObject,
    ModelObject,
    Unknown,
    Value,
)
from conv1d_lsp.settings import Generation

_NEED_TARGETS = ("fit", "train_on_batch", "evaluate", "test_on_batch")

#: Those whose samples are taken in batches.
_IN_BATCHES = ("fit", "evaluate", "predict")


def check_targets_there(m: Machine, method: str, given: Handed, record: ModelObject, node: cst.CSTNode) -> bool:
    """Report data alone for a model with a loss. Keras 2 evaluates such a model. Gives whether it did."""
    trains = method in ("fit", "train_on_batch")
    loss = None if given.targets is not None else _loss_of_keras(m, record.compiled)
    if method not in _NEED_TARGETS or not (trains or m.keras is Generation.KERAS_3) or not _alone(m, given):
        return False
    if loss is None or record.compiled is None:
        return False
    m.report(NoTargets(method, loss), node, made=record.compiled.site)
    return True


def check_validation(m: Machine, value: Value, record: ModelObject, node: cst.CSTNode, index: int | None) -> bool:
    """Report `validation_data` that is an array, or in Keras 3 holds nothing else. Gives whether it did."""
    items, third = items_of(m, value), m.keras is Generation.KERAS_3
    alone = items[0] if items is not None and len(items) == 1 and third else value
    if not isinstance(alone, Array) or not alone.shape.axes:
        return False
    if third and _loss_of_keras(m, record.compiled) is None:
        return False
    if not third and not any(size.value is not None and size.value > 1 for size in alone.shape.axes):
        return False
    found = "an array" if alone is value else "one array alone"
    m.report(BadSetting("fit", "validation_data", found, "a tuple of data and targets", index), node)
    return True


def _loss_of_keras(m: Machine, compiled: Compiled | None) -> str | None:
    """The first loss of a model, as code; None if it has none, or one that is not of Keras's own."""
    if compiled is None or compiled.site is None or compiled.loss is None:
        return None
    losses = [_named(m.visible(loss)) for loss in leaves(m, compiled.loss)]
    return losses[0] if losses and None not in losses else None


def _alone(m: Machine, given: Handed) -> bool:
    """Whether it is certain that there are no targets."""
    parts = list(leaves(m, given.data))
    known = bool(parts) and all(isinstance(part, Array) for part in parts)
    return known and (given.origin is not Origin.GENERATOR or structure_of(m, given.whole or given.data) is not None)


def _named(loss: Value) -> str | None:
    """A loss of Keras's own, as code; None for others, which may need no target."""
    if isinstance(loss, Constant) and isinstance(loss.value, str):
        return f"the loss {loss.value!r}"
    return f"the loss {loss.label}" if isinstance(loss, Criterion) else None


def check_states(
    m: Machine, method: str, given: Handed, record: ModelObject, arguments: Arguments, node: cst.CSTNode
) -> Unknown | None:
    """Report batches of another size than stateful layers hold states for; one sample is spread over all of them."""
    size = _stated_size(record)
    layer = None if size is None else _stateful(m, record)
    found = _batch_sizes(m, method, given, arguments)
    if size is None or layer is None or found is None:
        return None
    first, last = found
    if first == last == size:
        return None
    wrong = first if first != size else last
    fault = StateOfBatch(method, layer, size, wrong, last=first == size)
    if wrong != 1 or (m.keras is Generation.KERAS_3 and method == "predict" and first == 1):
        return m.report(fault, node, made=record.site)
    return m.report(fault, node, promise=Promise.RUNS, made=record.site) if first == size else None


def _stated_size(record: ModelObject) -> int | None:
    """The size of batches that the input states."""
    first = (record.inputs or (None,))[0]
    axes = None if first is None or record.uncertain else first.shape.axes
    return axes[0].value if axes else None


def _stateful(m: Machine, record: ModelObject) -> str | None:
    """The class of a recurrent layer that keeps its state."""
    for node in nodes_between(record.inputs or (), record.outputs or ()):
        layer = m.record(node.layer) if node.layer is not None else None
        if not isinstance(layer, LayerObject) or layer.label not in ("LSTM", "GRU") or layer.configured is None:
            continue
        if layer.configured.given.get("stateful") is True and len(layer.configured.variants) == 1:
            return layer.label
    return None


def _batch_sizes(m: Machine, method: str, given: Handed, arguments: Arguments) -> tuple[int, int] | None:
    """How many samples the first batch has, and the last."""
    split, _ = argument(m, method, arguments, "validation_split")
    first = next(iter(leaves(m, given.data)), None)
    samples = first.shape.axes[0].value if isinstance(first, Array) and first.shape.axes else None
    if given.origin is not Origin.ARRAYS or method not in _IN_BATCHES or not samples or split is not None:
        return None
    if any(argument(m, method, arguments, name)[0] is not None for name in ("steps_per_epoch", "steps")):
        return None
    size, _ = argument(m, method, arguments, "batch_size")
    known = USUAL_BATCH if size is None else size.known if isinstance(size, Integer) else None
    if known is None or known <= 0 or not arguments.complete:
        return None
    return min(known, samples), samples % known or min(known, samples)
