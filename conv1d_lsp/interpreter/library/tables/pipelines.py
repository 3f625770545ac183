"""Pipelines of scikit-learn: estimators one after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import libcst as cst

from conv1d_lsp.interpreter.arguments import NO_ARGUMENTS, Arguments
from conv1d_lsp.interpreter.disturbance import disturb
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.tables.estimators import estimator_method, give_tables
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import NONE, EstimatorObject, Ref, TupleValue, Value

PIPELINE = "sklearn.pipeline.Pipeline"


def _made(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`make_pipeline(StandardScaler(), PCA(3))`."""
    return _of_steps(m, list(arguments.positional) if arguments.complete else None, node)


def _named(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`Pipeline([("scaler", StandardScaler()), ("pca", PCA(3))])`."""
    steps = arguments.get(0, "steps")
    pairs = None if steps is None or not arguments.complete else elements(m, steps)
    inside = [each.items[1] for each in pairs or () if isinstance(each, TupleValue) and len(each.items) == 2]
    return _of_steps(m, inside if pairs is not None and len(inside) == len(pairs) else None, node)


def _of_steps(m: Machine, steps: Sequence[Value] | None, node: cst.CSTNode) -> Value:
    refs = [m.visible(each) for each in steps or ()]
    known = tuple(each for each in refs if isinstance(each, Ref) and isinstance(m.record(each), EstimatorObject))
    if not known or len(known) < len(refs):
        disturb(m, Arguments(known))  # the pipeline fits them
        return m.unknown("a pipeline of steps that are not known", node)
    return m.new(EstimatorObject(PIPELINE, m.site(node), steps=known))


def pipeline_method(
    m: Machine, ref: Ref, record: EstimatorObject, name: str, given: Arguments, node: cst.CSTNode
) -> Value:
    """Each step is fitted to what the one before gives; `transform` and its like go through all of them."""
    data, targets = given.get(0, "X"), given.get(1, "y") or NONE
    if name not in _LAST or data is None or not given.complete:
        for each in record.steps:
            _run(m, each, "partial_fit", NO_ARGUMENTS, node)
        return m.unknown(f"what `{name}` of a pipeline gives", node)
    order = record.steps if name != "inverse_transform" else record.steps[::-1]
    between = "fit_transform" if name.startswith("fit") else name if name == "inverse_transform" else "transform"
    for each in order[:-1]:
        data = _run(m, each, between, Arguments((data, targets) if between == "fit_transform" else (data,)), node)
    result = _run(m, order[-1], name, Arguments((data, targets) if name.startswith("fit") else (data,)), node)
    return ref if name == "fit" else result


#: Methods of a pipeline that are those of its last step.
_LAST = frozenset("fit fit_transform transform inverse_transform predict predict_proba fit_predict".split())


def _run(m: Machine, step: Ref, name: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    record = m.record(step)
    assert isinstance(record, EstimatorObject)
    if record.path == PIPELINE:
        return pipeline_method(m, step, record, name, arguments, node)
    return estimator_method(m, step, record, name, arguments, node)


PIPELINES: Mapping[str, Builtin] = {
    "sklearn.set_config": give_tables,
    PIPELINE: _named,
    "sklearn.pipeline.make_pipeline": _made,
}
