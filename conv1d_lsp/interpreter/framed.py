"""DataFrames and Series of pandas as values: made, looked at, and as the arrays that they hold."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.literals import key_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    PANDAS,
    Array,
    Constant,
    FrameObject,
    Integer,
    ListObject,
    Ref,
    Unknown,
    Value,
    integer,
)
from conv1d_lsp.interpreter.values.objects import Key
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear, dim

#: More columns are not known by name.
MOST_COLUMNS = 2000

ROWS = Unclear("how many rows the table has")
COLUMNS = Unclear("how many columns the table has")

#: The kind of a list of the names of columns.
NAMES = "Index"

#: What is an Index, of which a number is a place, no label.
INDEXES = frozenset({"index", "date_range"})

#: How the label of a row starts whose columns have different names.
_ROW = "a row of "

#: Why nothing is known of a name that is one of a table's columns.
SOME_COLUMN = "the name of one of the columns"


def frame_of(m: Machine, value: Value | None) -> FrameObject | None:
    """The table behind a value, if it is one."""
    record = m.record(value) if isinstance(value, Ref) else None
    return record if isinstance(record, FrameObject) else None


def is_series(value: Value | None) -> bool:
    """Whether it is a Series or an Index of pandas."""
    return isinstance(value, Array) and value.library == PANDAS


def new_frame(
    m: Machine,
    node: cst.CSTNode,
    rows: Dim,
    width: Dim | None = None,
    columns: Sequence[Key] | None = None,
    index: Site | None = None,
    heads: Site | None = None,
    label: str = "DataFrame",
) -> Ref:
    """A table; `width` is needed where the columns are not known by name."""
    site = m.site(node)
    known = None if columns is None or len(columns) > MOST_COLUMNS else tuple(columns)
    count = dim(len(columns)) if columns is not None else COLUMNS if width is None else width
    return m.new(FrameObject(rows, count, known, index, heads or site, site, label))


def counted(width: Dim) -> tuple[Key, ...] | None:
    """The columns of a table that nobody gave names: 0, 1, 2 …"""
    count = width.value
    return None if count is None or count > MOST_COLUMNS else tuple(("number", index) for index in range(count))


def series(rows: Dim, index: Site | None, label: str = "Series", dtype: str | None = None) -> Array:
    """One column, or one number for each column."""
    return Array(Shape((rows,)), index, label, dtype, PANDAS)


def row(record: FrameObject, width: Dim, heads: Site) -> Array:
    """A value for each column. Its label tells where no name is one of several columns."""
    named = record.label.startswith("pd.read") if record.columns is None else _all_differ(record.columns)
    return series(width, heads, f"{_ROW}{record.label}" if named else record.label)


def _all_differ(columns: Sequence[Key]) -> bool:
    return len(set(columns)) == len(columns)


def one_place(index: Site | None, part: Value, label: str = "") -> bool:
    """Whether a label certainly stands in front of one row only: of rows that are counted, or the name of a column."""
    if label.startswith(_ROW):
        return isinstance(part, Integer) or key(part) is not None
    return index is None and isinstance(part, Integer)


def scalar(m: Machine, node: cst.CSTNode, label: str = "number") -> Array:
    """A single number of a table."""
    return Array(Shape(()), m.site(node), label)


def held(record: FrameObject) -> Array:
    """The numbers of a table."""
    return Array(Shape((record.rows, record.width)), record.site, record.label)


def plain(m: Machine, value: Value) -> Value:
    """Tables and Series as the arrays that they hold; all else as it is."""
    if type(value) is Array:  # asked of whatever goes into a layer: `isinstance` would take longer
        return replace(value, library="numpy") if value.library == PANDAS else value
    record = frame_of(m, value) if type(value) is Ref else None
    return value if record is None else held(record)


def same_index(left: Site | None, a: Dim, right: Site | None, b: Dim) -> bool:
    """Whether two tables certainly have the same labels for their rows."""
    return left is right and (left is not None or a.equals(b) is Truth.YES or a is b)


def name_of(key: Key) -> Value:
    """The name of a column as a value."""
    kind, content = key
    return integer(content) if kind == "number" and isinstance(content, int) else Constant(content)


def key(value: Value) -> Key | None:
    """The name of a column, if it is a text or a number that is known."""
    plain_value = isinstance(value, Constant) and isinstance(value.value, str | float)
    return key_of(value) if plain_value or isinstance(value, Integer) else None


def names(m: Machine, record: FrameObject) -> Ref:
    """`df.columns`."""
    if record.columns is None:
        return m.new(ListObject(None, NAMES, Unknown(SOME_COLUMN)))
    return m.new(ListObject(tuple(map(name_of, record.columns)), NAMES))


def all_named(record: FrameObject, wanted: Sequence[Key]) -> tuple[Key, ...]:
    """The columns of these names, of which there may be several each."""
    if record.columns is None:
        return tuple(wanted)
    return tuple(each for name in wanted for each in record.columns if each == name)


def without(record: FrameObject, gone: Sequence[Key] | None, site: Site) -> FrameObject:
    """The table without some columns; None: it is not known which."""
    if gone is None:
        return replace(record, width=COLUMNS, columns=None, heads=site)
    if record.columns is not None:
        left = tuple(each for each in record.columns if each not in gone)
        return replace(record, width=dim(len(left)), columns=left, heads=site)
    left_over = record.width - len(set(gone))
    return replace(record, width=COLUMNS if (left_over >= 0) is Truth.NO else left_over, heads=site)


def with_column(record: FrameObject, name: Key | None, site: Site) -> FrameObject:
    """The table after `df[name] = …`; None: it is not known which name."""
    if name is None:
        return replace(record, width=COLUMNS, columns=None, heads=site)
    if record.columns is None:
        return replace(record, width=COLUMNS, heads=site)
    if name in record.columns:
        return record
    columns = (*record.columns, name)
    return replace(record, width=dim(len(columns)), columns=columns, heads=site)
