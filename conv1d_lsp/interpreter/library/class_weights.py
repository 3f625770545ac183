"""What Keras refuses of `class_weight`, which gives a weight to each class."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.data_faults import BesideBatches
from conv1d_lsp.interpreter.faults import BadSetting
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.handed import Handed, Origin, argument
from conv1d_lsp.interpreter.library.structures import structure_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    Array,
    Constant,
    DictObject,
    Integer,
    ListObject,
    Ref,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.settings import Generation

_METHODS = ("fit", "train_on_batch")
_WANTED = "a dict of classes and their weights"


def check_class_weights(
    m: Machine, method: str, given: Handed, arguments: Arguments, node: cst.CSTNode
) -> Unknown | None:
    """Report `class_weight` that is no dict, has other keys than the classes, or stands where none can."""
    value, index = argument(m, method, arguments, "class_weight") if method in _METHODS else (None, None)
    if value is None or (m.keras is Generation.KERAS_2 and _is_none(m, value)):
        return None
    found, third = _kind(m, value), m.keras is Generation.KERAS_3
    if found is None:
        return None
    if third and given.origin is Origin.GENERATOR:
        return m.report(BesideBatches(method, given.origin.value, "class_weight", index), node)
    wanted = _WANTED if found != "a dict" else None
    if third and given.weights is not None and not isinstance(given.weights, Unknown):
        wanted = "None beside sample weights"
    elif wanted is None and _several(m, given):
        wanted = "None for a list, tuple or dict of targets"
    elif wanted is None and third and _is_per_step(given):
        wanted = "None for targets of more than one class a sample"
    elif wanted is None and not third and (keys := _wrong_keys(m, value)) is not None:
        wanted, found = "a dict whose keys are the classes, from 0 on without a gap", f"one with the keys {keys}"
    return None if wanted is None else m.report(BadSetting(method, "class_weight", found, wanted, index), node)


def _is_none(m: Machine, value: Value) -> bool:
    """What Keras 2 takes for none: all that is false to Python."""
    record = m.record(value) if isinstance(value, Ref) else value
    match record:
        case ListObject(items=items) | TupleValue(items=items):
            return not items
        case DictObject():
            return not record.items
        case Integer():
            return not record.known
        case Constant():
            return not record.value
    return False


def _kind(m: Machine, value: Value) -> str | None:
    """What it is, as words; None where that is not known."""
    record = m.record(value) if isinstance(value, Ref) else value
    match record:
        case DictObject():
            return "a dict"
        case ListObject(kind="list" | "set" as kind):
            return f"a {kind}"
        case TupleValue():
            return "a tuple"
        case Array(library="numpy"):
            return "an array"
        case Integer(known=int(), numpy=None):
            return str(record.known)
        case Constant(value=str() | float() | bool()):
            return repr(record.value)
    return None


def _several(m: Machine, given: Handed) -> bool:
    """Whether the targets stand in a list, a tuple or a dict."""
    targets = given.targets
    if targets is None or given.origin is not Origin.ARRAYS or structure_of(m, targets) is None:
        return False
    parts = list(leaves(m, targets))
    return bool(parts) and all(isinstance(part, Array) for part in parts)


def _is_per_step(given: Handed) -> bool:
    """Whether there are several classes a sample. Keras 3 takes the last axis for that of one-hot classes."""
    targets = given.targets
    if given.origin is not Origin.ARRAYS or not isinstance(targets, Array) or targets.library != "numpy":
        return False
    sizes = [size.value for size in (targets.shape.axes or ())[1:-1]]
    return any(size is not None and size > 1 for size in sizes)


def _wrong_keys(m: Machine, value: Value) -> str | None:
    """The keys, if they are known and not 0, 1 and so on."""
    record = m.record(value) if isinstance(value, Ref) else None
    if not isinstance(record, DictObject) or not record.complete:
        return None
    keys: list[object] = []
    for key, _ in record.items.values():
        known = key.known if isinstance(key, Integer) else key.value if isinstance(key, Constant) else None
        if known is None:
            return None
        keys.append(known)
    return None if set(keys) == set(range(len(keys))) else ", ".join(map(repr, keys))
