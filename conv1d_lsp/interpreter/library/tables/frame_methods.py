"""Methods of DataFrames."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.disturbance import disturb
from conv1d_lsp.interpreter.forgetting import forgotten
from conv1d_lsp.interpreter.framed import (
    COLUMNS,
    ROWS,
    frame_of,
    held,
    key,
    new_frame,
    row,
    scalar,
    series,
    without,
)
from conv1d_lsp.interpreter.library.data_files import note_written
from conv1d_lsp.interpreter.library.tables.frame_labels import (
    assign,
    drop,
    given_back,
    insert,
    pop,
    rename,
    renamed_all,
    reset_index,
    set_index,
)
from conv1d_lsp.interpreter.library.tables.iterating import over_columns, over_rows
from conv1d_lsp.interpreter.library.tables.options import TAKING_ROWS, VIEWS, axis_of, flag, taken_rows
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    NONE,
    Constant,
    FrameObject,
    Integer,
    Ref,
    Value,
    View,
)

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


def _same(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return given_back(m, ref, record, arguments, node, record)


def _fewer(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return given_back(m, ref, replace(record, rows=ROWS, index=m.site(node)), arguments, node, record)


def _dropped_empty(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`dropna()`: rows, or with `axis=1` columns."""
    axis = axis_of(arguments.get(0, "axis"))
    if axis == 0:
        return _fewer(m, ref, record, arguments, node)
    left = without(record, None, m.site(node))
    if axis is None:
        left = replace(left, rows=ROWS, index=m.site(node))
    return given_back(m, ref, left, arguments, node, record)


def _other_columns(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    left = without(record, None, m.site(node))
    return m.new(replace(left, site=m.site(node)))


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
    **{name: _some_rows(name) for name in TAKING_ROWS},
    **{kind: _view(kind) for kind in VIEWS},
    **dict.fromkeys("merge join".split(), _unknown_table),
    **dict.fromkeys("add sub mul div truediv subtract multiply divide pow mod".split(), _with_scalar),
    **dict.fromkeys("to_csv to_excel to_pickle to_parquet to_feather to_hdf to_sql".split(), _written),
    "info": _quiet,
    "add_prefix": renamed_all,
    "add_suffix": renamed_all,
    "dropna": _dropped_empty,
    "reset_index": reset_index,
    "set_index": set_index,
    "drop": drop,
    "rename": rename,
    "pop": pop,
    "insert": insert,
    "assign": assign,
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
