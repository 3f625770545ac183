"""The tensors that go into a model and come out of it, as lists, tuples and dicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conv1d_lsp.interpreter.library.convert import DEEPEST_STRUCTURE, leaves
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    Constant,
    DictObject,
    ListObject,
    ModelObject,
    Ref,
    Tensor,
    TupleValue,
    Value,
)
from conv1d_lsp.interpreter.values.literal_keys import text_key
from conv1d_lsp.interpreter.values.structure import Structure
from conv1d_lsp.settings import Generation


def structure_of(m: Machine, value: Value, depth: int = 0) -> Structure | None:
    """None for one tensor, and for what is not known."""
    value = m.visible(value)
    record = m.record(value) if isinstance(value, Ref) else None
    if depth > DEEPEST_STRUCTURE:
        return None
    if isinstance(value, TupleValue):
        return Structure("tuple", tuple(structure_of(m, item, depth + 1) for item in value.items))
    if isinstance(record, ListObject) and record.items is not None:
        return Structure("list", tuple(structure_of(m, item, depth + 1) for item in record.items))
    if isinstance(record, DictObject) and (keys := text_keys(record)) is not None:
        parts = tuple(structure_of(m, item, depth + 1) for _, item in record.items.values())
        return Structure("dict", parts, keys)
    return None


def text_keys(record: DictObject) -> tuple[str, ...] | None:
    """The keys of a dict, if they are known and all of them texts."""
    keys = [key.value for key, _ in record.items.values() if isinstance(key, Constant)]
    texts = tuple(key for key in keys if isinstance(key, str))
    return texts if record.complete and len(texts) == len(record.items) else None


def arranged(m: Machine, structure: Structure | None, parts: Sequence[Value], *, on_data: bool = False) -> Value:
    """Tensors, shapes or arrays in a structure. A list of one is no list in Keras 2, nor where data went in."""
    if structure is None:
        return parts[0] if len(parts) == 1 else m.new(ListObject(tuple(parts)))
    alone = structure.kind != "dict" and len(parts) == 1 == len(structure.parts)
    if alone and (on_data or m.keras is Generation.KERAS_2):
        return parts[0]
    return filled(m, structure, iter(parts))


def filled(m: Machine, structure: Structure | None, parts: Iterator[Value]) -> Value:
    """Parts in a structure; those of a dict come by key."""
    if structure is None:
        return next(parts, None) or m.unknown("a part that is not known")
    if structure.kind != "dict":
        items = tuple(filled(m, part, parts) for part in structure.parts)
        return TupleValue(items) if structure.kind == "tuple" else m.new(ListObject(items))
    inside = dict(zip(structure.keys, structure.parts, strict=True))
    by_key = {key: filled(m, inside[key], parts) for key in sorted(inside)}
    return m.new(DictObject({text_key(key): (Constant(key), by_key[key]) for key in structure.keys}))


def in_model_order(m: Machine, model: ModelObject, passed: Value) -> list[Value] | None:
    """What is passed to a model, in the order of its inputs: a dict by the names of the inputs or by its keys.

    None where it can't be told which is which.
    """
    passed = m.visible(passed)
    record = m.record(passed) if isinstance(passed, Ref) else None
    if not isinstance(record, DictObject):
        return list(leaves(m, passed))
    keys, wanted = text_keys(record), keys_of(model)
    if keys is None or wanted is None or not set(wanted) <= set(keys):
        return None
    return [m.visible(record.items[text_key(key)][1]) for key in wanted]


def keys_of(model: ModelObject) -> list[str] | None:
    """By what keys a model finds its inputs in a dict, in their order; None where that can't be told."""
    structure = model.input_structure
    if structure is not None and structure.kind == "dict":
        return sorted(structure.keys) if all(part is None for part in structure.parts) else None
    names = [_name(tensor) for tensor in model.inputs or ()]
    return names if len(set(names)) == len(names) else None


def _name(tensor: Tensor) -> str:
    return "?" if tensor.node is None else tensor.node.name
