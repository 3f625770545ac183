"""What a loop over a table gives."""

from __future__ import annotations

from msgspec.structs import replace

from conv1d_lsp.interpreter.forgetting import unknown_iterator
from conv1d_lsp.interpreter.framed import ROWS, SOME_COLUMN, frame_of, name_of, row, series
from conv1d_lsp.interpreter.iterators import over_items
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import FrameObject, Ref, TupleValue, Unknown, Value, View

_LABEL = Unknown("the label of a row")
_GROUP = Unknown("the name of a group")


def over_rows(m: Machine, record: FrameObject) -> Ref:
    """`iterrows()`: the label of a row, and the row."""
    return m.new(unknown_iterator(element=TupleValue((_LABEL, row(record, record.width, record.heads)))))


def over_columns(m: Machine, record: FrameObject) -> Ref:
    """`items()`: names and columns."""
    column = series(record.rows, record.index, record.label)
    if record.columns is None:
        return m.new(unknown_iterator(element=TupleValue((Unknown(SOME_COLUMN), column))))
    return m.new(over_items(tuple(TupleValue((name_of(each), column)) for each in record.columns)))


def any_group(m: Machine, view: View) -> Value:
    """One of the rounds of `for name, group in df.groupby("a")`."""
    record = frame_of(m, view.owner)
    if record is None or view.kind != "groupby" or len(view.details) != 1:
        return Unknown("a part of a table")
    group = m.new(replace(record, rows=ROWS, index=record.site))
    return TupleValue((_GROUP, group))
