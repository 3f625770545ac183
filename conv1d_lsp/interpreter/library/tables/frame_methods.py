"""Methods of DataFrames."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.disturbance import disturb
from conv1d_lsp.interpreter.forgetting import forgotten
from conv1d_lsp.interpreter.framed import (
    COLUMNS,
    ROWS,
    all_named,
    frame_of,
    held,
    key,
    new_frame,
    plain,
    row,
    scalar,
    series,
    with_column,
    without,
)
from conv1d_lsp.interpreter.library.data_files import note_written
from conv1d_lsp.interpreter.library.tables.iterating import over_columns, over_rows
from conv1d_lsp.interpreter.library.tables.missing import check_columns
from conv1d_lsp.interpreter.library.tables.named import keys
from conv1d_lsp.interpreter.library.tables.options import axis_of, flag, is_in_place, taken_rows
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    NONE,
    Array,
    Constant,
    DictObject,
    FrameObject,
    Integer,
    Ref,
    Value,
    View,
)
from conv1d_lsp.interpreter.values.objects import Key

_Method = Callable[[Machine, Ref, FrameObject, Arguments, cst.CSTNode], Value]

#: Methods that give a table of the same rows and columns.
_SAME = (
    "copy fillna ffill bfill pad backfill interpolate astype sort_values sort_index round abs clip shift diff cumsum "
    "cumprod cummax cummin rank replace infer_objects convert_dtypes applymap map isnull isna notnull notna pct_change "
    "where mask add_prefix add_suffix rename_axis tz_localize tz_convert"
).split()

#: Of these no row is known to be left.
_FEWER_ROWS = "drop_duplicates query truncate asfreq explode between_time first last filter_rows".split()

#: Of these the columns are not known.
_OTHER_COLUMNS = "select_dtypes filter".split()

#: A number for each column, or for each row.
_REDUCING = "mean sum min max std var median count nunique any all prod skew kurt sem product idxmin idxmax".split()

#: What is asked before the data is.
VIEWS = "rolling expanding ewm groupby resample".split()


def frame_method(
    m: Machine, ref: Ref, record: FrameObject, name: str, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """What a method of a table gives; one that is not known may change it."""
    method = _METHODS.get(name)
    if method is None or not arguments.complete:
        disturb(m, arguments)
        if flag(arguments.keywords.get("inplace")) is not False:
            m.write(ref, forgotten(record))
        return m.unknown(f"what `{name}` of a table gives", node)
    return method(m, ref, record, arguments, node)


def _given_back(
    m: Machine, ref: Ref, new: FrameObject, arguments: Arguments, node: cst.CSTNode, old: FrameObject
) -> Value:
    """A new table, or with `inplace=True` the old one changed."""
    asked = is_in_place(arguments)
    if asked is False:
        return m.new(replace(new, site=m.site(node)))
    m.write(ref, new if asked else forgotten(old))
    return NONE if asked else m.unknown("whether a table is changed in place", node)


def _same(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return _given_back(m, ref, record, arguments, node, record)


def _renamed_all(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`add_prefix("x_")`."""
    return _given_back(m, ref, replace(record, columns=None, heads=m.site(node)), arguments, node, record)


def _fewer(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return _given_back(m, ref, replace(record, rows=ROWS, index=m.site(node)), arguments, node, record)


def _dropped_empty(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`dropna()`: rows, or with `axis=1` columns."""
    axis = axis_of(arguments.get(0, "axis"))
    if axis == 0:
        return _fewer(m, ref, record, arguments, node)
    left = without(record, None, m.site(node))
    if axis is None:
        left = replace(left, rows=ROWS, index=m.site(node))
    return _given_back(m, ref, left, arguments, node, record)


def _other_columns(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    left = without(record, None, m.site(node))
    return m.new(replace(left, site=m.site(node)))


def _reset(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`reset_index(drop=True)`; without `drop` the labels become columns, one or more."""
    dropped = flag(arguments.keywords.get("drop")) is True
    partly = bool(arguments.positional) or "level" in arguments.keywords  # other labels may be left
    new = replace(record, index=m.site(node) if partly else None)
    if not dropped:
        new = replace(new, width=COLUMNS, columns=None, heads=m.site(node))
        if record.index is None:
            columns = None if record.columns is None else (("str", "index"), *record.columns)
            new = replace(new, width=record.width + 1, columns=columns)
    return _given_back(m, ref, new, arguments, node, record)


def _indexed(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`set_index("time")`: a column becomes the labels of the rows."""
    given = arguments.get(0, "keys")
    name = None if given is None else key(given)
    several = None if given is None or name is not None else keys(m, given)
    gone = (name,) if name is not None else several
    site = m.site(node)
    if gone is not None and (missing := check_columns(m, ref, record, gone, node)) is not None:
        return missing
    kept = arguments.keywords.get("drop")
    if kept is not None and flag(kept) is not True:
        gone = () if flag(kept) is False else None
    array = given is not None and isinstance(plain(m, given), Array)
    new = replace(record if array else without(record, gone, site), index=site)
    return _given_back(m, ref, new, arguments, node, record)


def _drop(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`drop(columns=["a"])`, `drop("a", axis=1)`; of rows it is not known how many have a label."""
    columns, site = arguments.keywords.get("columns"), m.site(node)
    labels, axis = arguments.get(0, "labels"), axis_of(arguments.get(1, "axis"))
    if labels is not None and axis == 1:
        columns = labels
    rows = "index" in arguments.keywords or (labels is not None and axis != 1)
    new = record
    if columns is not None:
        name = key(columns)
        gone = (name,) if name is not None else keys(m, columns)
        strict = "errors" not in arguments.keywords
        if gone is not None and strict and (missing := check_columns(m, ref, record, gone, node)) is not None:
            return missing
        certain = strict or record.columns is not None
        new = without(new, gone if certain else None, site)
    if rows:
        new = replace(new, rows=ROWS, index=site)
    if axis is None:
        new = without(replace(new, rows=ROWS, index=site), None, site)
    return _given_back(m, ref, new, arguments, node, record)


def _rename(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`rename(columns={"a": "b"})`."""
    given = arguments.keywords.get("columns")
    mapping = m.record(given) if isinstance(given, Ref) else None
    columns: tuple[Key, ...] | None = None
    if given is None and not arguments.positional:
        columns = record.columns
    elif isinstance(mapping, DictObject) and mapping.complete and record.columns is not None:
        new = {old: key(value) for old, (_, value) in mapping.items.items()}
        found = [new.get(each, each) for each in record.columns]
        known = tuple(each for each in found if each is not None)
        columns = known if len(known) == len(found) else None
    rows_too = bool(arguments.positional) or "index" in arguments.keywords
    new_record = replace(record, columns=columns, index=m.site(node) if rows_too else record.index)
    return _given_back(m, ref, new_record, arguments, node, record)


def _pop(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`y = df.pop("label")`."""
    given = arguments.get(0, "item")
    name = None if given is None else key(given)
    if name is not None and (missing := check_columns(m, ref, record, [name], node)) is not None:
        return missing
    m.write(ref, without(record, None if name is None else (name,), m.site(node)))
    if name is not None and len(all_named(record, [name])) > 1:
        return m.unknown("several columns of one name", node)
    return series(record.rows, record.index, record.label)


def _insert(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`df.insert(0, "name", values)`."""
    given = arguments.get(1, "column")
    place, name = arguments.get(0, "loc"), None if given is None else key(given)
    at = place.known if isinstance(place, Integer) else None
    new = with_column(record, name, m.site(node))
    if name is not None and record.columns is not None and at is not None and name not in record.columns:
        new = replace(new, columns=(*record.columns[:at], name, *record.columns[at:]))
    m.write(ref, new)
    return NONE


def _assign(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    new = record
    for name in arguments.keywords:
        new = with_column(new, ("str", name), m.site(node))
    disturb(m, Arguments(tuple(arguments.keywords.values())))
    return m.new(replace(new, site=m.site(node)))


def _some_rows(name: str) -> _Method:
    def method(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
        site = m.site(node)
        return m.new(replace(record, rows=taken_rows(name, record.rows, arguments), index=site, site=site))

    return method


def _reduced(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`df.mean()`: for each column, or for each row with `axis=1`. Which columns hold numbers is not known."""
    given = arguments.get(0, "axis")
    axis = axis_of(given)
    if axis is None or given is NONE:
        return m.unknown("along which axis a table is reduced", node)
    if axis == 1:
        return series(record.rows, record.index, record.label)
    partly = flag(arguments.keywords.get("numeric_only")) is not False
    return row(record, COLUMNS if partly else record.width, m.site(node) if partly else record.heads)


def _correlated(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    partly = flag(arguments.keywords.get("numeric_only")) is not False
    width, names = (COLUMNS, None) if partly else (record.width, record.columns)
    return new_frame(m, node, width, width, names, record.heads, record.heads)


def _array(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return held(record)


def _turned(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return new_frame(m, node, record.width, record.rows, None, record.heads, record.index)


def _get(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`df.get("a")`."""
    name = key(arguments.positional[0]) if arguments.positional else None
    if name is None or record.columns is None or name not in record.columns:
        return m.unknown("a column that is perhaps not there", node)
    return series(record.rows, record.index, record.label)


def _unknown_table(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`merge`, `join`: a table of which nothing is known."""
    return new_frame(m, node, ROWS, index=m.site(node))


def _product(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return m.unknown("a product of tables", node)


def _with_scalar(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`df.mul(2)`, `df.sub(df.mean())`."""
    given = arguments.get(0, "other")
    number = isinstance(given, Integer) or (isinstance(given, Constant) and isinstance(given.value, float))
    other = None if given is None else frame_of(m, given)
    same = other is not None and other.heads is record.heads and other.index is record.index
    return m.new(replace(record, site=m.site(node))) if number or same else m.unknown("a calculation of tables", node)


def _written(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`df.to_csv("x.csv")`: what was in that file before is not what is read later."""
    note_written(m, arguments.positional[0] if arguments.positional else None)
    return NONE


def _quiet(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return NONE


def _number(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return scalar(m, node)


def _rows_one_by_one(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return over_rows(m, record)


def _columns_one_by_one(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return over_columns(m, record)


def _keys(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return m.attribute(ref, "columns", node)


def _view(kind: str) -> _Method:
    return lambda m, ref, record, arguments, node: View(ref, kind, arguments.all())


_METHODS: Mapping[str, _Method] = {
    **dict.fromkeys(_SAME, _same),
    **dict.fromkeys(_FEWER_ROWS, _fewer),
    **dict.fromkeys(_OTHER_COLUMNS, _other_columns),
    **dict.fromkeys(_REDUCING, _reduced),
    **{name: _some_rows(name) for name in ("head", "tail", "sample", "nlargest", "nsmallest")},
    **{kind: _view(kind) for kind in VIEWS},
    **dict.fromkeys("merge join".split(), _unknown_table),
    **dict.fromkeys("add sub mul div truediv subtract multiply divide pow mod".split(), _with_scalar),
    **dict.fromkeys("to_csv to_excel to_pickle to_parquet to_feather to_hdf to_sql".split(), _written),
    "info": _quiet,
    "add_prefix": _renamed_all,
    "add_suffix": _renamed_all,
    "dropna": _dropped_empty,
    "reset_index": _reset,
    "set_index": _indexed,
    "drop": _drop,
    "rename": _rename,
    "pop": _pop,
    "insert": _insert,
    "assign": _assign,
    "corr": _correlated,
    "cov": _correlated,
    "to_numpy": _array,
    "as_matrix": _array,
    "transpose": _turned,
    "get": _get,
    "iterrows": _rows_one_by_one,
    "itertuples": _rows_one_by_one,
    "items": _columns_one_by_one,
    "iteritems": _columns_one_by_one,
    "keys": _keys,
    "dot": _product,
}

#: Names that are methods, not columns.
FRAME_METHODS = frozenset(_METHODS)
