"""Tuples of sizes read as shapes."""

from __future__ import annotations

from conv1d_lsp.interpreter.bounded import bounded
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sizes import shape_of_items, shape_value
from conv1d_lsp.interpreter.values import (
    Array,
    DictObject,
    ListObject,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.layers import Inputs


def shapes_in(m: Machine, value: Value) -> Inputs | None:
    """A tuple or list of sizes as a shape; several of them as several shapes."""
    items = elements(m, value)
    if items is None:
        return None
    shape = shape_of_items(items)
    if shape is not None:
        return shape
    inner = [elements(m, item) for item in items]
    shapes = tuple(None if each is None else shape_of_items(each) for each in inner)
    known = tuple(each for each in shapes if each is not None)
    return known if len(known) == len(shapes) else None


@bounded(Unknown("it is nested too deeply"))
def shapes_of(m: Machine, value: Value) -> Value:
    """What `build` and `compute_output_shape` get for an input: its shape; for several, in the same structure."""
    value = m.visible(value)
    if isinstance(value, Tensor | Array):
        return shape_value(value.shape, "the size of an axis")
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(value, TupleValue):
        return m.new(ListObject(tuple(shapes_of(m, item) for item in value.items)))
    if isinstance(record, ListObject) and record.items is not None:
        return m.new(ListObject(tuple(shapes_of(m, item) for item in record.items)))
    if isinstance(record, DictObject):
        items = {key: (name, shapes_of(m, item)) for key, (name, item) in record.items.items()}
        return m.new(DictObject(items, record.complete))
    return m.unknown("the shape of something that is not known")


@bounded(None)
def structure_of(m: Machine, value: Value) -> Inputs | None:
    """The shapes of tensors as they stand together; None where one is not known, or in a dict."""
    value = m.visible(value)
    if isinstance(value, Tensor | Array):
        return value.shape
    record = m.record(value) if isinstance(value, Ref) else None
    items = record.items if isinstance(record, ListObject) and record.kind == "list" else None
    if isinstance(value, TupleValue):
        items = value.items
    parts = [structure_of(m, item) for item in items or ()]
    known = tuple(part for part in parts if part is not None)
    return known if known and len(known) == len(parts) else None
