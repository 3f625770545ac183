"""How many losses, metrics and weights of losses a model was compiled with, against its outputs."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.handed import items_of
from conv1d_lsp.interpreter.library.pairing import is_nested
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.target_faults import CompiledCount, OutputWithoutLoss
from conv1d_lsp.interpreter.values import Constant, Criterion, ModelObject, Unknown, Value, is_none
from conv1d_lsp.settings import Generation

_TRAIN = ("fit", "train_on_batch")


def check_counts(m: Machine, method: str, model: ModelObject, targets: Value, node: cst.CSTNode) -> bool:
    """Report lists of another length than Keras takes for the outputs; whether it raises."""
    compiled, outputs = model.compiled, len(model.outputs or ())
    if compiled is None or model.uncertain or model.kind not in ("Functional", "Sequential") or outputs == 0:
        return False
    if model.output_structure is not None and (model.output_structure.kind == "dict" or _is_deep(model)):
        return False
    values = {"loss": compiled.loss, "metrics": compiled.metrics, "loss_weights": compiled.loss_weights}
    given = {name: None if value is None else m.visible(value) for name, value in values.items()}
    checks: tuple[Callable[[Machine, dict[str, Value | None], int], CompiledCount | None], ...]
    checks = (_losses, _weights, _metrics) if m.keras is Generation.KERAS_3 else (_lists_of_metrics,)
    fault = next((found for check in checks if (found := check(m, given, outputs)) is not None), None)
    if fault is not None:
        fault = CompiledCount(method, fault.part, fault.found, fault.wanted, fault.of)
        m.report(fault, node, made=compiled.site)
        return True
    losses, every = _count(m, given["loss"]), items_of(m, m.visible(targets))
    if losses is not None and losses < outputs and method in _TRAIN and every is not None and len(every) == outputs:
        silent = OutputWithoutLoss(method, losses, outputs)
        m.report(silent, node, promise=Promise.RUNS, made=compiled.site)
    return False


def _is_deep(model: ModelObject) -> bool:
    return model.output_structure is not None and any(part is not None for part in model.output_structure.parts)


def _count(m: Machine, value: Value | None) -> int | None:
    """How many losses stand in a flat list or tuple, if all of them are known."""
    items = None if value is None else items_of(m, value)
    return None if items is None or not all(map(_is_known, items)) else len(items)


def _is_known(value: Value) -> bool:
    return isinstance(value, Constant | Criterion)


def _losses(m: Machine, given: dict[str, Value | None], outputs: int) -> CompiledCount | None:
    """Keras 3 takes fewer, and more for a single output."""
    found = _count(m, given["loss"])
    return CompiledCount("", "loss", found, outputs) if found is not None and found > outputs > 1 else None


def _weights(m: Machine, given: dict[str, Value | None], outputs: int) -> CompiledCount | None:
    """Keras 3 counts them against the losses that compile is given: a single one for all outputs is one."""
    loss, weights = given["loss"], given["loss_weights"]
    found = None if weights is None else items_of(m, weights)
    if loss is None or found is None or any(isinstance(each, Unknown) for each in found):
        return None
    losses = list(leaves(m, loss)) if is_nested(m, loss) else [loss]
    known = bool(losses) and all(_is_known(each) and not is_none(each) for each in losses)
    alike = len(losses) in (1, outputs)
    return (
        CompiledCount("", "loss_weights", len(found), len(losses), "loss")
        if (known and alike and len(found) != len(losses))
        else None
    )


def _metrics(m: Machine, given: dict[str, Value | None], outputs: int) -> CompiledCount | None:
    """Keras 3 wants a metric or a list of them for each of several outputs."""
    found = None if given["metrics"] is None else items_of(m, given["metrics"])
    if found is None or outputs < 2 or len(found) == outputs:
        return None
    told = all(_is_known(each) or is_nested(m, each) for each in found)
    return CompiledCount("", "metrics", len(found), outputs) if told else None


def _lists_of_metrics(m: Machine, given: dict[str, Value | None], outputs: int) -> CompiledCount | None:
    """Keras 2 does too, where they stand in lists."""
    found = None if given["metrics"] is None else items_of(m, given["metrics"])
    listed = found is not None and all(is_nested(m, each) for each in found)
    return _metrics(m, given, outputs) if listed else None
