"""Losses called by the program itself: `loss_fn(y, model(x))`, `keras.losses.mean_squared_error(y, y_pred)`."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.library.judges import Judge, facts_of, judge_of, setting_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.target_faults import Compared, LossBroadcasts, TargetDoesNotFit
from conv1d_lsp.interpreter.values import Array, Criterion, Value
from conv1d_lsp.losses import Raises, Right, Silent, Spread, Way, find_loss
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape

_FUNCTIONS = ("keras.losses.", "keras.metrics.")
_TENSORS = ("y_true", "y_pred")

#: Reductions after which a loss is one number.
_TO_ONE = ("auto", "sum", "sum_over_batch_size", "mean", "mean_with_sample_weight")


def call_criterion(m: Machine, criterion: Criterion, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`loss_fn(y_true, y_pred)`, with an object."""
    judge = judge_of(m, criterion, "loss") if criterion.path.startswith("keras.losses.") else None
    if judge is None:
        return m.unknown(f"what `{criterion.label}` gives", node)
    result = _compared(m, judge, Way.OBJECT, arguments, node)
    reduction = judge.settings.get("reduction", "sum_over_batch_size")
    if isinstance(result, Array) and reduction in _TO_ONE:
        return Array(Shape(()), m.site(node), criterion.label, library="tensorflow")
    unreduced = reduction is None or reduction == "none"
    return result if unreduced else m.unknown(f"what `{criterion.label}` gives", node)


def call_loss_function(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """`keras.losses.mean_squared_error(y_true, y_pred)`; None for any other function."""
    name = path.rpartition(".")[2]
    plain = path.startswith(_FUNCTIONS) and path.count(".") == 2 and (name.islower() or name.isupper())
    measure = find_loss(name, m.keras) if plain else None
    if measure is None or not arguments.complete or len(arguments.positional) > len(_TENSORS):
        return None
    named = {key: value for key, value in arguments.keywords.items() if key not in _TENSORS}
    settings = {key: setting_of(m.visible(value)) for key, value in named.items()}
    return _compared(m, Judge("loss", name, measure, settings), Way.FUNCTION, arguments, node)


def _compared(m: Machine, judge: Judge, way: Way, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The loss before it is reduced, and a fault where there is one."""
    target, output = (arguments.get(index, name) for index, name in enumerate(_TENSORS))
    if target is None or output is None:
        return m.unknown(f"what `{judge.name}` gives", node)
    return m.each([target, output], lambda chosen: _result(m, judge, way, chosen[0], chosen[1], node))


def _result(m: Machine, judge: Judge, way: Way, target: Value, output: Value, node: cst.CSTNode) -> Value:
    unknown = m.unknown(f"what `{judge.name}` gives", node)
    if not isinstance(target, Array) or not isinstance(output, Array) or m.in_callback:
        return unknown
    libraries = {target.library, output.library}
    if not libraries <= {"numpy", "tensorflow"}:
        return unknown
    if m.keras is Generation.KERAS_2 and way is Way.OBJECT and libraries != {"tensorflow"}:
        way = Way.FUNCTION
    outcome = judge.outcome(output.shape, target.shape, facts_of(m, judge, target, None, way))
    compared = Compared("", "y_true", 0, judge.usual, judge.name, output.shape, target.shape)
    if isinstance(outcome, Raises):
        other = judge.outcome(target.shape, output.shape, facts_of(m, judge, output, None, way))
        fault = TargetDoesNotFit(compared, outcome.why, exchanged=isinstance(other, Right))
        return m.report(fault, node, inputs=(output, target))
    if isinstance(outcome, Silent) and isinstance(outcome.why, Spread):
        m.report(LossBroadcasts(compared, outcome.why), node, promise=Promise.RUNS, inputs=(output, target))
    if not isinstance(outcome, Right | Silent):
        return unknown
    return Array(outcome.result, m.site(node), judge.name, library="tensorflow")
