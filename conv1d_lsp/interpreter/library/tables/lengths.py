"""How many values there are, where a table wants as many as it has rows or columns."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.interpreter.library.tables.rows import rows_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.table_faults import LengthsDiffer
from conv1d_lsp.interpreter.values import Array, FrameObject, ListObject, Ref, Unknown, Value
from conv1d_lsp.shapes import Dim


def check_columns_alike(m: Machine, parts: Sequence[Value], node: cst.CSTNode) -> Unknown | None:
    """Report arrays and lists of different lengths as columns of a new table."""
    lengths = [length for each in parts if (length := _length(m, each)) is not None]
    other = next((each for each in lengths if each.value != lengths[0].value), None)
    return None if other is None else m.report(LengthsDiffer("columns", lengths[0], other), node)


def check_values(m: Machine, ref: Ref, record: FrameObject, value: Value, target: cst.CSTNode) -> None:
    """Report values for a column of a table that has other rows; one without rows takes any."""
    length = _length(m, value)
    if ref.address > m.others_until and length is not None and record.rows.value and record.rows.value != length.value:
        m.report(LengthsDiffer("values", record.rows, length), target)


def check_names(m: Machine, ref: Ref, record: FrameObject, value: Value, target: cst.CSTNode) -> None:
    """Report more or fewer names than there are columns."""
    count = rows_of(m, value)
    if ref.address <= m.others_until or count is None or count.value is None:
        return
    if record.width.value not in (None, count.value):
        m.report(LengthsDiffer("names", record.width, count), target)


def _length(m: Machine, value: Value) -> Dim | None:
    """Of a plain array of one axis, or of a list; a Series is put beside the labels that it has."""
    value = m.visible(value)
    record = m.record(value) if isinstance(value, Ref) else None
    plain = isinstance(value, Array) and value.library == "numpy" and value.shape.rank.value == 1
    listed = isinstance(record, ListObject) and record.kind == "list"
    length = rows_of(m, value) if plain or listed else None
    return None if length is None or length.value is None else length
