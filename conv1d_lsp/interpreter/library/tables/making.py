"""`pd.DataFrame(…)`, `pd.Series(…)`: tables that are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import libcst as cst

from conv1d_lsp.arrays.misfits import NotATable
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.framed import COLUMNS, ROWS, counted, frame_of, is_series, key, new_frame, series
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.tables.lengths import check_columns_alike
from conv1d_lsp.interpreter.library.tables.named import keys
from conv1d_lsp.interpreter.library.tables.options import flag
from conv1d_lsp.interpreter.library.tables.refusals import report_on_tables
from conv1d_lsp.interpreter.library.tables.rows import as_array, rows_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    NONE,
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
from conv1d_lsp.interpreter.values.objects import Key
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.layers.faults import BadArgument
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear, dim

_UNTOLD = "what a table is made of"


def _frame(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`pd.DataFrame(data, index, columns)`."""
    names = ("data", "index", "columns")
    if not arguments.complete or not set(arguments.keywords) <= {*names, "dtype", "copy"}:
        return m.unknown(_UNTOLD, node)
    given = [arguments.get(place, name) or NONE for place, name in enumerate(names)]
    return m.each(given, lambda chosen: _made(m, chosen[0], chosen[1], chosen[2], node))


def _made(m: Machine, data: Value, index: Value, columns: Value, node: cst.CSTNode) -> Value:
    record = m.record(data) if isinstance(data, Ref) else None
    labels = None if index is NONE else _index_of(m, index, node)
    heads = None if columns is NONE else keys(m, columns)
    width = None if columns is NONE else rows_of(m, columns) or COLUMNS
    if isinstance(record, DictObject):
        return _of_dict(m, record, labels, heads, width, node)
    old = frame_of(m, data)
    if old is not None:
        rows, at = (old.rows, old.index) if labels is None else labels
        return new_frame(m, node, rows, width or old.width, heads if columns is not NONE else old.columns, at)
    if data is NONE:
        rows, at = (dim(0), None) if labels is None else labels
        return new_frame(m, node, rows, width or dim(0), heads if columns is not NONE else (), at)
    found = _of_array(m, data) or _of_list(m, record)
    if found is None:
        rows, at = (ROWS, m.site(node)) if labels is None else labels
        return new_frame(m, node, rows, width, heads, at) if width else _unknown(m, node)
    rows, wide = found
    if isinstance(data, Array) and data.shape.ranked and len(data.shape.known_axes) > 2:
        return report_on_tables(m, "DataFrame", NotATable(data.shape, 2, True), [data], node)
    if width is not None and wide.value is not None and width.value is not None and wide.value != width.value:
        if not isinstance(data, Array):
            return _unknown(m, node)
        fault = BadArgument(f"{width}", f"{wide} names", argument="columns", layer="DataFrame")
        return m.report(fault, node, inputs=[data])
    named = isinstance(data, Array) and is_series(data)
    at = data.site if isinstance(data, Array) and named else m.site(node) if _may_label(m, record) else None
    rows, at = (rows, at) if labels is None else labels
    wide = wide if width is None or wide.value is not None else width
    return new_frame(m, node, rows, wide, heads if columns is not NONE or named else counted(wide), at)


def _unknown(m: Machine, node: cst.CSTNode) -> Value:
    return m.unknown(_UNTOLD, node)


def _index_of(m: Machine, index: Value, node: cst.CSTNode) -> tuple[Dim, Site | None]:
    """The labels of rows that are given: how many, and which."""
    site = index.site if isinstance(index, Array) and is_series(index) else m.site(node)
    return rows_of(m, index) or ROWS, site


def _of_array(m: Machine, data: Value) -> tuple[Dim, Dim] | None:
    array = as_array(m, data)
    if array is None or not array.shape.axes:
        return None
    axes = array.shape.known_axes
    return axes[0], axes[1] if len(axes) > 1 else dim(1)


def _of_list(m: Machine, record: object) -> tuple[Dim, Dim] | None:
    """Rows that are lists or tuples of all kinds of things; or dicts, each with the same keys."""
    items = record.items if isinstance(record, ListObject) and record.kind == "list" else None
    if not items:
        return None
    widths = [_width(m, m.visible(each)) for each in items]
    first = widths[0]
    alike = first is not None and all(each is not None and each.equals(first) is Truth.YES for each in widths)
    return dim(len(items)), first if alike and first is not None else COLUMNS


def _may_label(m: Machine, record: object) -> bool:
    """Whether it is a list of what may be Series: their names become the labels of the rows."""
    items = record.items or () if isinstance(record, ListObject) else ()
    return any(isinstance(each, Unknown) or is_series(each) for each in map(m.visible, items))


def _width(m: Machine, row: Value) -> Dim | None:
    if isinstance(row, Constant | Integer):
        return dim(1)
    if isinstance(row, TupleValue):
        return dim(len(row.items))
    record = m.record(row) if isinstance(row, Ref) else None
    return dim(len(record.items)) if isinstance(record, ListObject) and record.items is not None else None


def _of_dict(
    m: Machine,
    record: DictObject,
    labels: tuple[Dim, Site | None] | None,
    heads: Sequence[Key] | None,
    width: Dim | None,
    node: cst.CSTNode,
) -> Value:
    """A column for each key: arrays and lists of one length; the labels of Series are put together."""
    if not record.complete:
        return new_frame(m, node, ROWS, width or COLUMNS, heads, m.site(node))
    names = [key(name) for name, _ in record.items.values()]
    known = tuple(each for each in names if each is not None)
    parts = [m.visible(value) for _, value in record.items.values()]
    if width is None and (refused := check_columns_alike(m, parts, node)) is not None:
        return refused
    rows, index = _length(m, parts) if labels is None else labels
    if index is None and any(isinstance(each, Unknown) for each in parts):
        index = m.site(node)
    if width is not None:
        return new_frame(m, node, rows, width, heads, index)
    return new_frame(m, node, rows, dim(len(names)), known if len(known) == len(names) else None, index)


def _length(m: Machine, parts: Sequence[Value]) -> tuple[Dim, Site | None]:
    """How many rows the columns make."""
    labelled = [each for each in parts if isinstance(each, Array) and is_series(each)]
    if labelled:
        first = labelled[0]
        same = all(each.site is first.site and each.shape[0].same(first.shape[0]) for each in labelled)
        return (first.shape[0], first.site) if same else (ROWS, first.site)
    counts = [rows_of(m, each) for each in parts if not isinstance(each, Constant | Integer)]
    known = [each for each in counts if each is not None and each.value is not None]
    if known:
        return known[0], None
    return next((each for each in counts if each is not None), ROWS), None


def _series(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`pd.Series(data, index)`."""
    if not arguments.complete:
        return _unknown(m, node)
    data, index = arguments.get(0, "data") or NONE, arguments.get(1, "index") or NONE

    def work(chosen: Sequence[Value]) -> Value:
        labels = None if chosen[1] is NONE else _index_of(m, chosen[1], node)
        if labels is not None:
            return series(labels[0], labels[1])
        value = chosen[0]
        if isinstance(value, Array) and is_series(value):
            return value
        record = m.record(value) if isinstance(value, Ref) else None
        if isinstance(record, DictObject) and record.complete:
            return series(dim(len(record.items)), m.site(node))
        rows = rows_of(m, value)
        array = value if isinstance(value, Array) else None
        if rows is None or (array is not None and array.shape.ranked and len(array.shape.known_axes) > 1):
            return _unknown(m, node)
        return series(rows, None)

    return m.each([data, index], work)


def _elsewhere(kind: Callable[[Dim, Site | None], Array], m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`pd.to_datetime(s)`, `pd.cut(s, 4)`: a value for each."""
    given = m.visible(arguments.all()[0]) if arguments.all() else None
    if isinstance(given, Array) and is_series(given):
        return kind(given.shape[0], given.site)
    rows = None if given is None or isinstance(given, Constant | Unknown) else rows_of(m, given)
    return (
        _unknown(m, node) if rows is None or flag(arguments.keywords.get("retbins")) is not False else kind(rows, None)
    )


def _dates(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`pd.date_range("2020", periods=100)`."""
    periods = arguments.get(2, "periods")
    return series(periods.dim if isinstance(periods, Integer) else ROWS, m.site(node), "date_range")


def _array_of(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    given = arguments.get(0, "values")
    return _unknown(m, node) if given is None or not isinstance(given, Array) else _different(m, node)


def _different(m: Machine, node: cst.CSTNode) -> Array:
    return Array(Shape((Unclear("how many different values there are"),)), m.site(node), "unique")


MAKING: Mapping[str, Builtin] = {
    "pandas.DataFrame": _frame,
    "pandas.Series": _series,
    "pandas.date_range": _dates,
    "pandas.unique": _array_of,
    **{f"pandas.{name}": partial(_elsewhere, series) for name in ("to_datetime", "to_numeric", "cut", "qcut")},
}
