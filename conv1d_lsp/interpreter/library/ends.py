"""How a model ends against what it is compiled with, whatever the data: activations and numbers of units."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst
from msgspec import Struct

from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.library.endings import activation_of, written_activation
from conv1d_lsp.interpreter.library.judges import Judge, judge_of
from conv1d_lsp.interpreter.library.pairing import losses_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.target_faults import ActivationMisfit, ConstantLoss
from conv1d_lsp.interpreter.values import NONE, Compiled, LayerObject, ModelObject, Tensor, Value
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.shapes import Dim

_OF_ONE_HOT = ("categorical_crossentropy", "categorical_focal_crossentropy")
_OF_CLASSES = (*_OF_ONE_HOT, "sparse_categorical_crossentropy")
_OF_TRUTHS = ("binary_crossentropy", "binary_focal_crossentropy")

#: Activations whose numbers are no probabilities.
_NO_PROBABILITIES = frozenset("linear relu relu6 tanh elu selu leaky_relu gelu silu swish".split())

#: What a loss of probabilities takes for logits.
_PROBABILITIES = ("softmax", "sigmoid")


class _End(Struct, frozen=True):
    """One output: its activation, how many units it has, the tensor if there is one yet, the site of its layer."""

    activation: str | None
    units: Dim | None
    output: Tensor | None
    site: Site | None


def check_ends(m: Machine, model: ModelObject, compiled: Compiled, node: cst.CSTNode) -> None:
    """Report losses that can't be right for the layers that a model ends with."""
    ends, losses = list(_ends(m, model)), losses_of(m, model, compiled)
    if losses is None or len(losses) != len(ends):
        return
    for end, loss in zip(ends, losses, strict=True):
        if loss is not None:
            m.each([loss], lambda chosen, end=end: _check(m, end, chosen[0], node))  # type: ignore[misc]


def _ends(m: Machine, model: ModelObject) -> Iterator[_End]:
    if model.uncertain:
        return
    if model.outputs is not None:
        for each in model.outputs:
            units = each.shape.axes[-1] if each.shape.axes else None
            yield _End(activation_of(m, each), units, each, None if each.node is None else each.node.site)
        return
    last = m.record(model.layers[-1]) if model.kind == "Sequential" and model.layers else None
    if isinstance(last, LayerObject) and last.configured is not None and last.function is None:
        written = last.configured.settings.get("units") if last.label == "Dense" else None
        known = written if isinstance(written, Dim) else None
        yield _End(written_activation(last.configured), known, None, last.site)


def _check(m: Machine, end: _End, loss: Value, node: cst.CSTNode) -> Value:
    judge = judge_of(m, loss, "loss")
    fault = None if judge is None else _misfit(end, judge)
    if fault is not None:
        inputs = () if end.output is None else (end.output,)
        m.report(fault, node, promise=Promise.RUNS, made=end.site, inputs=inputs)
    return NONE


def _misfit(end: _End, judge: Judge) -> Fault | None:
    usual, logits = judge.usual, judge.settings.get("from_logits", False)
    if usual not in (*_OF_CLASSES, *_OF_TRUTHS) or not isinstance(logits, bool) or "axis" in judge.settings:
        return None
    one = end.units is not None and end.units.value == 1
    if one and usual in _OF_CLASSES:
        return ConstantLoss(judge.name, usual)
    fitting = "sigmoid" if usual in _OF_TRUTHS else "softmax"
    if logits:
        wrong = end.activation in _PROBABILITIES
    elif end.activation == "sigmoid":
        wrong = usual in _OF_CLASSES and end.units is not None and end.units.value is not None
    else:
        wrong = end.activation in _NO_PROBABILITIES
    return ActivationMisfit(end.activation or "", judge.name, usual, logits, fitting) if wrong else None
