"""Methods of the objects of scikit-learn, by what kind they are."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.tables.estimators import estimator_method
from conv1d_lsp.interpreter.library.tables.folds import is_splitter, splitter_method
from conv1d_lsp.interpreter.library.tables.pipelines import PIPELINE, pipeline_method
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import EstimatorObject, Ref, Value


def estimator_call(
    m: Machine, ref: Ref, record: EstimatorObject, name: str, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """What a method of a scaler, a splitter, a pipeline gives."""
    if is_splitter(record):
        return splitter_method(m, record, name, arguments, node)
    if record.path == PIPELINE:
        return pipeline_method(m, ref, record, name, arguments, node)
    return estimator_method(m, ref, record, name, arguments, node)
