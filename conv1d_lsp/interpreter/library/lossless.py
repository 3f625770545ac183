"""Models that are trained without any loss: none is compiled, and no layer adds one."""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.handed import Handed, Origin
from conv1d_lsp.interpreter.library.models import model_layers
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import LOSS_ADDED
from conv1d_lsp.interpreter.target_faults import NoLoss
from conv1d_lsp.interpreter.values import Array, LayerObject, ModelObject, Ref, is_none
from conv1d_lsp.layers import Configured
from conv1d_lsp.settings import Generation

_TRAIN = ("fit", "train_on_batch")
_MEASURE = ("evaluate", "test_on_batch")


def check_loss_there(m: Machine, method: str, given: Handed, model: ModelObject, node: cst.CSTNode) -> None:
    """Report a model without any loss. Keras 2 evaluates such a model."""
    compiled = model.compiled
    if compiled is None or compiled.site is None or LOSS_ADDED in m.state.variables:
        return
    if compiled.loss is not None and not is_none(m.visible(compiled.loss)):
        return
    refused = _TRAIN if m.keras is Generation.KERAS_2 else (*_TRAIN, *_MEASURE)
    arrays = given.origin is Origin.ARRAYS and all(isinstance(leaf, Array) for leaf in leaves(m, given.data))
    if method in refused and arrays and not _may_add_one(m, model):
        m.report(NoLoss(method), node, made=compiled.site)


def _may_add_one(m: Machine, model: ModelObject) -> bool:
    """Whether a layer may have a loss of its own: a regularizer, or whatever is not known."""
    layers = model_layers(m, model)
    if model.uncertain or model.kind not in ("Functional", "Sequential") or not layers:
        return True
    return any(_layer_may(m, layer) for layer in layers)


def _layer_may(m: Machine, layer: Ref) -> bool:
    record = m.record(layer)
    if isinstance(record, ModelObject):
        return _may_add_one(m, record)
    if not isinstance(record, LayerObject) or record.configured is None or record.function is not None:
        return True
    return _penalises(record.configured)


def _penalises(configured: Configured) -> bool:
    """Whether a layer of Keras's own, or one that it wraps, is given a regularizer or may be."""
    given: Iterable[tuple[str, object]] = configured.given.items()
    return configured.layer in ("ActivityRegularization", "Lambda") or any(
        ("regularizer" in name and value is not None) or (isinstance(value, Configured) and _penalises(value))
        for name, value in given
    )
