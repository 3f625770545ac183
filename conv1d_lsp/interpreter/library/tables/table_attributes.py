"""Attributes of tables and Series, and what is written to them: `df.shape`, `df.values`, `df.columns = […]`."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.forgetting import forgotten
from conv1d_lsp.interpreter.framed import all_named, held, key, names, new_frame, series, with_column, without
from conv1d_lsp.interpreter.library.tables.frame_methods import FRAME_METHODS
from conv1d_lsp.interpreter.library.tables.items import is_mask
from conv1d_lsp.interpreter.library.tables.lengths import check_names, check_values
from conv1d_lsp.interpreter.library.tables.named import keys
from conv1d_lsp.interpreter.library.tables.rows import rows_of
from conv1d_lsp.interpreter.library.tables.series_methods import SERIES_METHODS
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sizes import shape_value
from conv1d_lsp.interpreter.table_faults import NotAnArray
from conv1d_lsp.interpreter.values import (
    NONE,
    Array,
    FrameObject,
    Integer,
    LibraryMethod,
    Ref,
    SliceValue,
    TupleValue,
    Unknown,
    Value,
    View,
    integer,
)
from conv1d_lsp.shapes import Truth

#: What is asked for a part.
_PARTS = frozenset({"iloc", "loc", "at", "iat"})

#: What arrays have and tables never had; a Series has some of them.
_OF_ARRAYS = frozenset("reshape flatten ravel tolist argmax argmin argsort".split())
_OF_ARRAYS_ONLY = frozenset({"reshape", "flatten"})

#: A number for each of the times in a Series or an index.
_OF_TIMES = frozenset(
    (
        "hour minute second year month day dayofweek weekday dayofyear quarter date time microsecond days seconds "
        "is_month_start is_month_end is_leap_year day_of_week day_of_year days_in_month"
    ).split()
)


def frame_attribute(m: Machine, ref: Ref, record: FrameObject, name: str, node: cst.CSTNode) -> Value:
    """`df.shape`, `df.values`, `df.columns`, `df.a`, or a method."""
    match name:
        case "shape":
            return shape_value(held(record).shape, "the size of a table")
        case "values":
            return held(record)
        case "columns":
            return names(m, record)
        case "index":
            return series(record.rows, record.index, "index")
        case "dtypes":
            return series(record.width, record.heads, "dtypes")
        case "ndim":
            return integer(2)
        case "size":
            return Integer(record.rows * record.width)
        case "T":
            return new_frame(m, node, record.width, record.rows, None, record.heads, record.index)
    if name in _PARTS:
        return View(ref, name)
    if name in FRAME_METHODS:
        return LibraryMethod(ref, name)
    if record.columns is not None and ("str", name) in record.columns:
        if len(all_named(record, [("str", name)])) > 1:
            return m.unknown("several columns of one name", node)
        return series(record.rows, record.index, f"{record.label}.{name}")
    if name in _OF_ARRAYS:
        return m.report(NotAnArray("DataFrame", name), node, inputs=[held(record)])
    return LibraryMethod(ref, name)


def series_attribute(m: Machine, owner: Array, name: str, node: cst.CSTNode) -> Value | None:
    """`s.values`, `s.iloc`, `s.dt`; None for what it has in common with arrays."""
    if name in ("values", "array", "T"):
        return replace(owner, library="numpy") if name == "values" else owner
    if name == "index":
        return series(owner.shape[0], owner.site, "index")
    if name in _PARTS or name in ("str", "dt", "cat"):
        return View(owner, name)
    if name in ("name", "dtype", "empty", "hasnans", "freq", "is_unique"):
        return Unknown(f"`{name}` of a Series")
    if name in _OF_TIMES:
        return series(owner.shape[0], owner.site, name)
    if name in _OF_ARRAYS_ONLY and owner.label != "index":
        return m.report(NotAnArray("Series", name), node, inputs=[owner])
    return LibraryMethod(owner, name) if name in SERIES_METHODS else None


def view_attribute(m: Machine, view: View, name: str, node: cst.CSTNode) -> Value:
    """`s.dt.hour`, `s.cat.codes`, `df.rolling(7).mean`, `df.groupby("a").b`."""
    told = (view.kind == "dt" and name in _OF_TIMES) or (view.kind == "cat" and name == "codes")
    if told and isinstance(view.owner, Array):
        return series(view.owner.shape[0], view.owner.site, name)
    return LibraryMethod(view, name)


def write_to_frame(m: Machine, ref: Ref, record: FrameObject, name: str, value: Value, target: cst.CSTNode) -> None:
    """`df.columns = […]`, `df.index = …`."""
    site = m.site(target)
    if name == "columns":
        check_names(m, ref, record, value, target)
        found = keys(m, value)
        width = rows_of(m, value) or record.width
        known = record.width if record.width.value is not None else width
        m.write(ref, replace(record, columns=found, width=known, heads=site))
    elif name == "index":
        m.write(ref, replace(record, index=site))


def set_frame_item(m: Machine, ref: Ref, record: FrameObject, index: Value, value: Value, target: cst.CSTNode) -> None:
    """`df["new"] = …`, `df[["a", "b"]] = …`, `df[mask] = 0`."""
    if is_mask(m, index):
        return
    name = key(index)
    if name is not None:
        check_values(m, ref, record, value, target)
    several = None if name is not None else keys(m, index)
    site = m.site(target)
    if several is None:
        m.write(ref, with_column(record, name, site))
        return
    for each in several:
        record = with_column(record, each, site)
    m.write(ref, record)


def set_view_item(m: Machine, view: View, index: Value, target: cst.CSTNode) -> None:
    """`df.loc[mask, "new"] = …` may add a column, `df.loc["label"] = …` a row."""
    owner = view.owner
    record = m.record(owner) if isinstance(owner, Ref) else None
    if not isinstance(owner, Ref) or not isinstance(record, FrameObject) or view.kind in ("iloc", "iat"):
        return
    parts = index.items if isinstance(index, TupleValue) else (index,)
    if len(parts) > 2:
        m.write(owner, forgotten(record))
        return
    place = parts[0].known if isinstance(parts[0], Integer) and record.index is None else None
    there = place is not None and place >= 0 and (record.rows > place) is Truth.YES
    if not there and not isinstance(parts[0], SliceValue) and not is_mask(m, parts[0]):
        left = forgotten(record)
        assert isinstance(left, FrameObject)
        record = replace(record, rows=left.rows, index=left.index)
    if len(parts) == 2 and parts[1] != NONE and not isinstance(parts[1], SliceValue):
        several = keys(m, parts[1])
        wanted = several if several is not None else (key(parts[1]),)
        for each in wanted:
            record = with_column(record, each, m.site(target))
    m.write(owner, record)


def may_add_row(m: Machine, owner: Array, index: Value) -> bool:
    """Whether `s[label] = …` may add a label to a Series."""
    if isinstance(index, SliceValue) or is_mask(m, index):
        return False
    place = index.known if isinstance(index, Integer) and owner.site is None else None
    return place is None or place < 0 or (owner.shape[0] > place) is not Truth.YES


def delete_column(m: Machine, ref: Ref, record: FrameObject, index: Value, target: cst.CSTNode) -> None:
    """`del df["a"]`."""
    name = key(index)
    m.write(ref, without(record, None if name is None else (name,), m.site(target)))
