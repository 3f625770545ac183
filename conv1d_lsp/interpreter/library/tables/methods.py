"""Methods of the objects of pandas and scikit-learn, by what kind they are."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.framed import NAMES, frame_of, is_series
from conv1d_lsp.interpreter.library.tables.column_names import names_method
from conv1d_lsp.interpreter.library.tables.estimators import estimator_method
from conv1d_lsp.interpreter.library.tables.folds import is_splitter, splitter_method
from conv1d_lsp.interpreter.library.tables.frame_methods import frame_method
from conv1d_lsp.interpreter.library.tables.pipelines import PIPELINE, pipeline_method
from conv1d_lsp.interpreter.library.tables.series_methods import series_method, view_method
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, EstimatorObject, ListObject, Ref, Value, View


def table_method(m: Machine, owner: Value, name: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """What a method of a table, a Series or a view of them gives; None for all else."""
    if isinstance(owner, Array):
        return series_method(m, owner, name, arguments, node) if is_series(owner) else None
    if isinstance(owner, View):
        return view_method(m, owner, name, arguments, node)
    names = m.record(owner) if isinstance(owner, Ref) else None
    if isinstance(names, ListObject) and names.kind == NAMES:
        return names_method(m, names, name, arguments, node)
    record = frame_of(m, owner)
    return (
        None if record is None or not isinstance(owner, Ref) else frame_method(m, owner, record, name, arguments, node)
    )


def estimator_call(
    m: Machine, ref: Ref, record: EstimatorObject, name: str, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """What a method of a scaler, a splitter, a pipeline gives."""
    if is_splitter(record):
        return splitter_method(m, record, name, arguments, node)
    if record.path == PIPELINE:
        return pipeline_method(m, ref, record, name, arguments, node)
    return estimator_method(m, ref, record, name, arguments, node)
