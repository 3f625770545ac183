"""What `fit` gives, taken for the model or for the numbers that it keeps."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.data_faults import HistoryItself
from conv1d_lsp.interpreter.library.dicts import HISTORY, HISTORY_OF_TRAINING
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import DictObject, Instance, Ref, Unknown

#: What models have and a History has not.
_OF_MODELS = frozenset(
    "compile evaluate fit get_layer get_weights input_shape inputs layers load_weights output_shape outputs predict "
    "predict_on_batch save save_weights set_weights summary test_on_batch to_json train_on_batch weights".split()
)


def asked_as_model(m: Machine, record: Instance, name: str, node: cst.CSTNode) -> Unknown | None:
    """Report `model.predict` where `model = model.fit(...)` came before; None for anything else."""
    return m.report(HistoryItself(name), node) if name in _OF_MODELS and _is_history(m, record) else None


def asked_as_dict(m: Machine, record: Instance, node: cst.CSTNode) -> Unknown | None:
    """Report `history["loss"]` in place of `history.history["loss"]`; None for anything else."""
    return m.report(HistoryItself(None), node) if _is_history(m, record) else None


def _is_history(m: Machine, record: Instance) -> bool:
    kept = record.attributes.get("history")
    found = m.record(kept) if isinstance(kept, Ref) and "history" not in record.partial else None
    return isinstance(found, DictObject) and found.kind in (HISTORY, HISTORY_OF_TRAINING)
