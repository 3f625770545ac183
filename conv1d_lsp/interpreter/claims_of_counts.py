"""Comments that state a number of parameters: `# 1,216 parameters`, `# params: 3 * 6 * 64 + 64 = 1216`."""

from __future__ import annotations

import re

import libcst as cst

from conv1d_lsp.interpreter.claim_subjects import evaluated_again
from conv1d_lsp.interpreter.findings import ClaimEvent
from conv1d_lsp.interpreter.library.layer_attributes import sure_parameters
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import ANYTHING_REBOUND, RAISED
from conv1d_lsp.interpreter.parameters import counts
from conv1d_lsp.interpreter.told_faults import CountDiffers
from conv1d_lsp.interpreter.values import Integer, LayerObject, ModelObject, Ref, Tensor, Value
from conv1d_lsp.source.text import text_of

_NUMBER = r"(?P<number{0}>\d{{1,3}}(?:,\d{{3}})+|\d{{1,12}})"
_CLAIM = re.compile(
    rf"#+\s*(?:{_NUMBER.format(1)}\s+(?:trainable\s+)?param(?:eter)?s?"
    r"|(?:(?:total|number\s+of|num|no\.\s+of|#)\s+)?param(?:eter)?s?\s*[:=]\s*(?:[\d\s*+()x\u00d7-]{1,60}=\s*)?"
    rf"{_NUMBER.format(2)})\s*\.?\s*",
    re.IGNORECASE,
)

#: Of these, older releases count otherwise.
_OTHERWISE = ("GRU", "Bidirectional", "RNN", "TimeDistributed", "CuDNN")


def check_count(m: Machine, statement: cst.BaseSmallStatement, comment: cst.Comment) -> None:
    """Compare what a comment says of parameters with those of the layer or model of its line."""
    claim = None if m.silent or "aram" not in comment.value.lower() else _CLAIM.fullmatch(comment.value)
    if claim is None or ANYTHING_REBOUND in m.state.variables or RAISED in m.state.variables or m.summarised_loops:
        return
    written = claim["number1"] or claim["number2"]
    name, actual = _counted(m, statement)
    if actual:
        start = claim.start("number1" if claim["number1"] else "number2")
        fault = CountDiffers(written, actual, name, (start, start + len(written)))
        right = int(written.replace(",", "")) == actual
        m.notes.claims.append(ClaimEvent(m.site(comment), None if right else fault))


def _counted(m: Machine, statement: cst.BaseSmallStatement) -> tuple[str, int | None]:
    """What has parameters on this line, and how many; 0 or None where that can't be told."""
    match statement:
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name() as target)]):
            return _of_value(m, text_of(target), evaluated_again(m, target)[1])
        case cst.Expr(value=cst.Call(func=cst.Attribute(value=cst.Name() as owner, attr=cst.Name("add")))):
            record = _record(m, evaluated_again(m, owner)[1])
            last = record.layers[-1] if isinstance(record, ModelObject) and record.layers else None
            return ("", None) if last is None else _of_value(m, "the layer", last)
        case cst.Expr(value=cst.Call(func=cst.Attribute(value=cst.Name() as owner, attr=cst.Name("summary")))):
            return _of_value(m, text_of(owner), evaluated_again(m, owner)[1])
        case cst.Expr(value=cst.Call(func=cst.Name("print"), args=[cst.Arg(value=cst.Call() as printed)])):
            value = evaluated_again(m, printed)[1] if "count_params" in text_of(printed) else None
            return text_of(printed), value.known if isinstance(value, Integer) else None
    return "", None


def _of_value(m: Machine, name: str, value: Value) -> tuple[str, int | None]:
    layer = value.node.layer if isinstance(value, Tensor) and value.node is not None else value
    record = _record(m, layer)
    label = record.label if isinstance(record, LayerObject) else name
    if record is None or label.endswith(_OTHERWISE) or label.startswith(_OTHERWISE):
        return "", None
    return label, counts(m.state.objects, record, sure_parameters)[0]


def _record(m: Machine, value: Value | None) -> LayerObject | ModelObject | None:
    record = m.record(value) if isinstance(value, Ref) else None
    return record if isinstance(record, LayerObject | ModelObject) else None
