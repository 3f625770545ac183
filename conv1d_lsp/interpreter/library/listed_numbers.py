"""What lists, ranges and plain numbers are where NumPy makes arrays of them."""

from __future__ import annotations

from conv1d_lsp.arrays import of_equal
from conv1d_lsp.interpreter.bounded import bounded
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import SPARSE, Array, Constant, Integer, ListObject, Range, Ref, TupleValue, Value
from conv1d_lsp.shapes import Shape


@bounded(None)
def shape_as_array(m: Machine, value: Value) -> Shape | None:
    """The shape of `np.array(value)` for an array, a number, or nested lists of these; None where it can't be told."""
    match value:
        case Array():
            return value.shape if value.content is None and value.library != SPARSE else None
        case Integer() | Constant(value=bool() | float()):
            return Shape(())
        case Range():
            numbers = value.known()
            return None if numbers is None else Shape.of((len(numbers),))
    items = value.items if isinstance(value, TupleValue) else None
    if isinstance(value, Ref) and isinstance(record := m.record(value), ListObject) and record.kind == "list":
        items = record.items
    if items is None:
        return None
    m.tick(len(items))
    return of_equal([shape_as_array(m, m.visible(item)) for item in items])
