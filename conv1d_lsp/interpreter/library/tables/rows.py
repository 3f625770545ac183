"""Data by its samples: how many rows there are, and the same data with other rows."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.framed import NAMES, plain
from conv1d_lsp.interpreter.iteration import MOST_ITEMS, length
from conv1d_lsp.interpreter.library.arrays import call_array_function
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sameness import same
from conv1d_lsp.interpreter.values import (
    OF_OBJECTS,
    Array,
    FrameObject,
    ListObject,
    Range,
    Ref,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.shapes import Dim, Shape, Unclear, dim

#: An array that is made of a list on the way has no place.
_NOWHERE = cst.Name("data")

#: The first axis of data of which that is not known.
SOME_ROWS = Unclear("how many samples there are")


def as_array(m: Machine, value: Value) -> Array | None:
    """Data as an array of a known number of axes, lists of numbers too; None for all else."""
    value = plain(m, m.visible(value))
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(value, TupleValue) or (isinstance(record, ListObject) and record.items):
        with m.aside():  # what NumPy would refuse others may take
            made = call_array_function(m, "numpy.array", Arguments((value,)), _NOWHERE)
        value = replace(made, site=None) if isinstance(made, Array) else made or value
    return value if isinstance(value, Array) and value.shape.ranked and value.dtype not in OF_OBJECTS else None


def rows_of(m: Machine, value: Value) -> Dim | None:
    """How many samples there are in data; None where it is not known to have any."""
    value = m.visible(value)
    if isinstance(value, TupleValue):
        return dim(len(value.items))
    if isinstance(value, Range):
        count = length(m, value)
        return SOME_ROWS if count is None else count.dim
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(record, FrameObject):
        return record.rows
    if isinstance(record, ListObject) and record.kind in ("list", NAMES):
        return SOME_ROWS if record.items is None else dim(len(record.items))
    return value.shape.axes[0] if isinstance(value, Array) and value.shape.axes else None


def with_rows(m: Machine, value: Value, rows: Dim, site: Site) -> Value:
    """The same data with other rows; in which order they come is not known."""
    value = m.visible(value)
    if isinstance(value, Array) and value.shape.axes:
        shape = Shape((rows, *value.shape.axes[1:]))
        other = Array(shape, site, value.label, value.dtype, value.library, raw=value.raw, turned=value.turned)
        return replace(other, formed=value.formed)
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(record, FrameObject):
        return m.new(replace(record, rows=rows, index=site, site=site))
    items = value.items if isinstance(value, TupleValue) else record.items if isinstance(record, ListObject) else None
    if items is None:
        return Unknown(value.reason, value.site) if isinstance(value, Unknown) else Unknown("a part of the data", site)
    one = items[0] if items and all(same(items[0], each) for each in items) else None
    any_item = one if one is not None else Unknown("which item comes where is drawn by lot", site)
    known = rows.value is not None and rows.value <= MOST_ITEMS
    return m.new(ListObject((any_item,) * (rows.value or 0) if known else None, element=any_item))
