"""`df["a"]`, `df[mask]`, `df.iloc[:, :-1]`, `s[:10]`: parts of tables."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.arrays.kinds import TRUTHS, WHOLE, kind_named
from conv1d_lsp.interpreter.faults import NoSuchIndex
from conv1d_lsp.interpreter.framed import (
    COLUMNS,
    INDEXES,
    NAMES,
    ROWS,
    SOME_COLUMN,
    all_named,
    frame_of,
    held,
    key,
    new_frame,
    one_place,
    row,
    scalar,
    series,
)
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.library.tables.missing import check_columns
from conv1d_lsp.interpreter.library.tables.named import keys
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.slices import sliced
from conv1d_lsp.interpreter.table_faults import NotAnArray
from conv1d_lsp.interpreter.values import (
    NONE,
    Array,
    Constant,
    FrameObject,
    Integer,
    ListObject,
    Ref,
    SliceValue,
    TupleValue,
    Unknown,
    Value,
    View,
)
from conv1d_lsp.interpreter.values.objects import Key
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.shapes import Dim, Truth, Unclear, dim

_MASKED = Unclear("how many rows a condition leaves")
_ALL = SliceValue(NONE, NONE, NONE)


def item_of_frame(m: Machine, ref: Ref, record: FrameObject, index: Value, node: cst.CSTNode) -> Value:
    """`df["a"]`, `df[["a", "b"]]`, `df[mask]`, `df[10:20]`."""
    if isinstance(index, SliceValue):
        return _rows(m, record, _sliced_rows(record.rows, index), node)
    if (name := key(index)) is not None:
        if len(all_named(record, [name])) > 1:
            return m.unknown("several columns of one name", node)
        return check_columns(m, ref, record, [name], node) or series(record.rows, record.index, _named(record, name))
    if record.columns is not None and _is_by_place(index):
        return m.report(NotAnArray("DataFrame"), node, inputs=[held(record)])
    if isinstance(index, Unknown) and index.reason == SOME_COLUMN:
        return series(record.rows, record.index, record.label)
    if frame_of(m, index) is not None:
        return ref
    if is_mask(m, index):
        return _rows(m, record, _MASKED, node)
    if _is_list(m, index):
        return _columns(m, ref, record, index, node)
    return m.unknown("what is taken of a table is not known", node)


def _is_by_place(index: Value) -> bool:
    """Rows and columns in one pair of brackets; under several names for each column that is something else."""
    return isinstance(index, TupleValue) and any(isinstance(part, SliceValue) for part in index.items)


def _named(record: FrameObject, name: Key) -> str:
    return f"{record.label}[{name[1]!r}]"


def _is_list(m: Machine, value: Value) -> bool:
    record = m.record(value) if isinstance(value, Ref) else None
    return isinstance(record, ListObject) and record.kind in ("list", NAMES)


def is_mask(m: Machine, value: Value) -> bool:
    """Whether it is a row of truth values."""
    if isinstance(value, Array):
        return value.dtype == TRUTHS
    items = elements(m, value) if _is_list(m, value) else None
    return bool(items) and all(isinstance(each, Constant) and isinstance(each.value, bool) for each in items or ())


def _columns(m: Machine, ref: Ref, record: FrameObject, index: Value, node: cst.CSTNode) -> Value:
    """Some of the columns, by a list of names."""
    wanted = keys(m, index)
    if wanted is not None and (missing := check_columns(m, ref, record, wanted, node)) is not None:
        return missing
    wanted = None if wanted is None else all_named(record, wanted)
    width = dim(len(wanted)) if wanted is not None else _length(m, index)
    return new_frame(m, node, record.rows, width or COLUMNS, wanted, record.index, label=record.label)


def _length(m: Machine, value: Value) -> Dim | None:
    items = elements(m, value)
    return None if items is None else dim(len(items))


def _rows(m: Machine, record: FrameObject, rows: Dim, node: cst.CSTNode) -> Ref:
    """Some of the rows."""
    site = m.site(node)
    return m.new(replace(record, rows=rows, index=site, site=site))


def _sliced_rows(rows: Dim, part: SliceValue) -> Dim:
    """By position; labels may be anywhere."""
    bounds = (part.lower, part.upper, part.step)
    by_place = all(each is NONE or isinstance(each, Integer | Unknown) for each in bounds)
    return sliced(rows, part) if by_place else ROWS


def item_of_series(m: Machine, owner: Array, index: Value, node: cst.CSTNode) -> Value:
    """`s[:10]`, `s[mask]`, `s[0]`."""
    site = m.site(node)
    if isinstance(index, SliceValue):
        return series(_sliced_rows(owner.shape[0], index), site, owner.label, owner.dtype)
    if is_mask(m, index):
        return series(_MASKED, site, owner.label, owner.dtype)
    of_index = isinstance(index, Integer) and owner.label in INDEXES
    if of_index or one_place(owner.site, index, owner.label):
        return scalar(m, node, owner.label)
    return m.unknown("what is taken of a Series is not known", node)


class _Part(Struct, frozen=True):
    """What is left along an axis: None for no axis, since one place is taken."""

    size: Dim | None
    names: tuple[Key, ...] | None = None
    whole: bool = False


def item_of_view(m: Machine, view: View, index: Value, node: cst.CSTNode) -> Value | None:
    """`df.iloc[…]`, `df.loc[…]`, `df.groupby("a")["b"]`; None for a view that has no items."""
    owner, record = view.owner, frame_of(m, view.owner)
    if view.kind == "groupby":
        return View(owner, "groupby", (*view.details, index)) if record is not None else None
    if view.kind in ("rolling", "expanding", "ewm", "resample") and record is not None and isinstance(owner, Ref):
        return replace(view, owner=item_of_frame(m, owner, record, index, node))
    if view.kind not in ("iloc", "loc", "at", "iat"):
        return None
    by_place = view.kind in ("iloc", "iat")
    if isinstance(owner, Array):
        return _of_series(m, owner, index, by_place, node)
    if record is None or not isinstance(owner, Ref):
        return m.unknown("a part of something that is not known", node)
    parts = index.items if isinstance(index, TupleValue) else (index,)
    if len(parts) > 2:
        return m.unknown("a part of a table by more than two indices", node)
    first, second = parts[0], parts[1] if len(parts) == 2 else _ALL
    heads = _by_place(m, record.width, second) if by_place else _by_name(m, owner, record, second, node)
    rows = _by_place(m, record.rows, first) if by_place else _labelled(m, record.rows, record.index, first)
    if by_place and (refused := _beyond(m, record, (first, second), node)) is not None:
        return refused
    if isinstance(heads, Unknown) or heads is None or rows is None:
        return heads if isinstance(heads, Unknown) else m.unknown("a part of a table that can't be told", node)
    return _left(m, record, rows, _with_names(record, heads, second, by_place), node)


def _of_series(m: Machine, owner: Array, index: Value, by_place: bool, node: cst.CSTNode) -> Value:
    size = owner.shape[0]
    part = _by_place(m, size, index) if by_place else _labelled(m, size, owner.site, index, owner.label)
    if by_place and isinstance(index, Integer) and (refused := _out_of_range(m, owner, 0, index, node)) is not None:
        return refused
    if part is None:
        return m.unknown("a part of a Series that can't be told", node)
    if part.size is None:
        return scalar(m, node, owner.label)
    return series(part.size, owner.site if part.whole else m.site(node), owner.label, owner.dtype)


def _beyond(m: Machine, record: FrameObject, parts: Sequence[Value], node: cst.CSTNode) -> Unknown | None:
    for axis, part in enumerate(parts):
        if isinstance(part, Integer) and (refused := _out_of_range(m, held(record), axis, part, node)) is not None:
            return refused
    return None


def _out_of_range(m: Machine, array: Array, axis: int, part: Integer, node: cst.CSTNode) -> Unknown | None:
    place, size = part.known, array.shape[axis]
    if place is None or size.value is None or (size > (place if place >= 0 else -place - 1)) is not Truth.NO:
        return None
    return m.report(NoSuchIndex(array.shape, axis, part.dim), node, inputs=[array])


def _by_place(m: Machine, size: Dim, part: Value) -> _Part | None:
    if isinstance(part, SliceValue):
        whole = part.lower is NONE and part.upper is NONE and part.step is NONE
        return _Part(size if whole else sliced(size, part), whole=whole)
    if isinstance(part, Integer):
        return _Part(None)
    return _several(m, part)


def _several(m: Machine, part: Value) -> _Part | None:
    """By a list, a mask or an array of places."""
    if is_mask(m, part):
        return _Part(_MASKED)
    if isinstance(part, Array) and len(part.shape.axes or ()) == 1:
        told = kind_named(part.dtype or "") == WHOLE
        return _Part(part.shape[0] if told else Unclear("how many places are taken"))
    if _is_list(m, part):
        return _Part(_length(m, part) or Unclear("how many places are taken"))
    return None


def _labelled(m: Machine, size: Dim, at: Site | None, part: Value, label: str = "") -> _Part | None:
    """Rows by their labels: one label may stand in front of several rows, so neither it nor a list tells a number."""
    if isinstance(part, SliceValue):
        whole = part.lower is NONE and part.upper is NONE
        return _Part(size, whole=True) if whole and part.step is NONE else _Part(ROWS)
    if is_mask(m, part):
        return _Part(_MASKED)
    if _is_list(m, part) or (isinstance(part, Array) and len(part.shape.axes or ()) == 1):
        return _Part(ROWS)
    return _Part(None) if one_place(at, part, label) else None


def _by_name(m: Machine, ref: Ref, record: FrameObject, part: Value, node: cst.CSTNode) -> _Part | Unknown | None:
    """Columns by their names."""
    if isinstance(part, SliceValue):
        return _span(record, part)
    if (name := key(part)) is not None:
        several = len(all_named(record, [name])) > 1
        return check_columns(m, ref, record, [name], node) or (None if several else _Part(None))
    if isinstance(part, Unknown) and part.reason == SOME_COLUMN:
        return _Part(None)
    if is_mask(m, part):
        return _Part(COLUMNS)
    if not _is_list(m, part):
        return None
    wanted = keys(m, part)
    if wanted is None:
        return _Part(_length(m, part) or COLUMNS)
    found = all_named(record, wanted)
    return check_columns(m, ref, record, wanted, node) or _Part(dim(len(found)), found)


def _span(record: FrameObject, part: SliceValue) -> _Part:
    """`"a":"c"`, both included."""
    if part.lower is NONE and part.upper is NONE and part.step is NONE:
        return _Part(record.width, record.columns, whole=True)
    ends = [None if each is NONE else key(each) for each in (part.lower, part.upper)]
    told = all(each is NONE or end is not None for each, end in zip((part.lower, part.upper), ends, strict=True))
    if record.columns is None or not told or part.step is not NONE or len(set(record.columns)) < len(record.columns):
        return _Part(COLUMNS)
    if any(end is not None and end not in record.columns for end in ends):
        return _Part(COLUMNS)
    first = 0 if ends[0] is None else record.columns.index(ends[0])
    last = len(record.columns) if ends[1] is None else record.columns.index(ends[1]) + 1
    names = record.columns[first:last]
    return _Part(dim(len(names)), names)


def _with_names(record: FrameObject, heads: _Part, part: Value, by_place: bool) -> _Part:
    """What is left of the columns, with their names where they were taken by their places."""
    if not by_place or record.columns is None:
        return heads
    if heads.whole:
        return replace(heads, names=record.columns)
    bounds = [part.lower, part.upper, part.step] if isinstance(part, SliceValue) else []
    if bounds and all(each is NONE or (isinstance(each, Integer) and each.known is not None) for each in bounds):
        known = [each.known if isinstance(each, Integer) else None for each in bounds]
        return replace(heads, names=record.columns[slice(*known)] if known[2] != 0 else None)
    return heads


def _left(m: Machine, record: FrameObject, rows: _Part, heads: _Part, node: cst.CSTNode) -> Value:
    site = m.site(node)
    if rows.size is None and heads.size is None:
        return scalar(m, node, record.label)
    if rows.size is None:
        assert heads.size is not None
        return row(record, heads.size, record.heads if heads.whole else site)
    index: Site | None = record.index if rows.whole else site
    if heads.size is None:
        return series(rows.size, index, record.label)
    kept = record.heads if heads.whole else None
    return new_frame(m, node, rows.size, heads.size, heads.names, index, kept, record.label)
