"""Dicts of losses, metrics and targets against the names of a model's outputs."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import BadSetting
from conv1d_lsp.interpreter.library.handed import argument
from conv1d_lsp.interpreter.library.pairing import as_array, names_of
from conv1d_lsp.interpreter.library.structures import text_keys
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.target_faults import OutputName
from conv1d_lsp.interpreter.values import Array, DictObject, ModelObject, Ref, Unknown, Value, is_none
from conv1d_lsp.interpreter.values.literal_keys import text_key
from conv1d_lsp.settings import Generation


def check_names(
    m: Machine, method: str, arguments: Arguments, model: ModelObject, targets: Value, node: cst.CSTNode
) -> bool:
    """Report a key that is no output, or an output that is no key, where Keras refuses that; whether there was one."""
    compiled, names = model.compiled, names_of(model)
    if compiled is None or compiled.loss is None or model.kind not in ("Functional", "Sequential") or model.uncertain:
        return False
    loss = m.visible(compiled.loss)
    if is_none(loss) or isinstance(loss, Unknown):
        return False
    index = argument(m, method, arguments, "y")[1]
    if _takes_no_dict(m, model, loss, m.visible(targets), BadSetting(method, "y", "a dict", "one array", index), node):
        return True
    if names is None:
        return False
    for part, place, wrong in (
        ("loss", None, _of_loss(m, model, names, loss)),
        ("y", index, _of_targets(m, names, m.visible(targets))),
        ("metrics", None, _of_metrics(m, model, names, compiled.metrics)),
        ("loss_weights", None, _of_weights(m, model, names, loss, compiled.loss_weights)),
    ):
        if wrong is not None and not any(_numbered_like(wrong, name) for name in names):
            found, lacking = (wrong, None) if wrong not in names else (None, wrong)
            m.report(OutputName(method, part, place, names, found, lacking), node, made=compiled.site)
            return True
    return False


def _takes_no_dict(
    m: Machine, model: ModelObject, loss: Value, targets: Value, of_targets: BadSetting, node: cst.CSTNode
) -> bool:
    """Report dicts in Keras 3 where a model has one output, which stands in no dict; whether there was one."""
    structure, site = model.output_structure, None if model.compiled is None else model.compiled.site
    if m.keras is not Generation.KERAS_3 or len(model.outputs or ()) != 1 or structure is not None:
        return False
    keyed = _keyed(m, targets)
    if model.kind == "Sequential" and _keyed(m, loss):
        m.report(BadSetting("compile", "loss", "a dict", "one loss for a Sequential", None), node, made=site)
        return True
    named = model.kind == "Sequential" or set(keyed or ()) <= set(names_of(model) or ())
    if keyed and named and all(isinstance(as_array(m, each), Array) for each in keyed.values()):
        m.report(of_targets, node, made=site)
        return True
    return False


def _of_metrics(m: Machine, model: ModelObject, names: tuple[str, ...], metrics: Value | None) -> str | None:
    """Keras 3 does not look at the keys where there is one output."""
    keyed = None if metrics is None else _keyed(m, m.visible(metrics))
    if keyed is None or (m.keras is Generation.KERAS_3 and (len(names) == 1 or model.output_structure is None)):
        return None
    in_dict = model.output_structure is not None and model.output_structure.kind == "dict"
    return None if in_dict else next((key for key in keyed if key not in names), None)


def _of_weights(
    m: Machine, model: ModelObject, names: tuple[str, ...], loss: Value, weights: Value | None
) -> str | None:
    """Keras 3 looks a weight up for each key of a dict of losses, and else counts them."""
    keyed, losses = None if weights is None else _keyed(m, m.visible(weights)), _keyed(m, loss)
    if keyed is None or (model.output_structure is not None and model.output_structure.kind == "dict"):
        return None
    if m.keras is Generation.KERAS_2:
        return next((key for key in keyed if key not in names), None)
    return None if losses is None else next((name for name in losses if name not in keyed), None)


def _of_loss(m: Machine, model: ModelObject, names: tuple[str, ...], loss: Value) -> str | None:
    """The key or name that Keras stumbles over. Keras 2 drops the losses of keys that a dict of outputs lacks."""
    keyed = _keyed(m, loss)
    structure, third = model.output_structure, m.keras is Generation.KERAS_3
    in_dict = structure is not None and structure.kind == "dict"
    if keyed is None or (in_dict and not third):
        return None
    wrong = [key for key in keyed if key not in names and not (in_dict and is_none(keyed[key]))]
    lacking = [] if in_dict or not third else [name for name in names if name not in keyed]
    return next(iter((*wrong, *lacking)), None)


def _of_targets(m: Machine, names: tuple[str, ...], targets: Value) -> str | None:
    keyed = _keyed(m, targets)
    if keyed is None or not all(isinstance(as_array(m, each), Array) for each in keyed.values()):
        return None
    return next((key for key in keyed if key not in names), None)


def _keyed(m: Machine, value: Value) -> dict[str, Value] | None:
    """A dict whose keys are all known and text."""
    record = m.record(value) if isinstance(value, Ref) else None
    keys = text_keys(record) if isinstance(record, DictObject) else None
    if keys is None or not isinstance(record, DictObject):
        return None
    return {key: m.visible(record.items[text_key(key)][1]) for key in keys}


def _numbered_like(key: str, name: str) -> bool:
    """Whether they differ in a number at the end alone, as names that Keras gives."""
    return key != name and key.rstrip("0123456789").rstrip("_") == name.rstrip("0123456789").rstrip("_")
