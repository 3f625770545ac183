"""`pd.read_csv(…)` and its like: tables that are read, whose columns are known where the file is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.framed import COLUMNS, ROWS, key, new_frame
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.data_files import file_of
from conv1d_lsp.interpreter.library.tables.named import keys
from conv1d_lsp.interpreter.library.tables.rows import rows_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import FALSE, NONE, Constant, Integer, Ref, TupleValue, Unknown, Value, is_none
from conv1d_lsp.interpreter.values.objects import Key
from conv1d_lsp.shapes import Dim, dim
from conv1d_lsp.source.data import TextFile, read_table

#: What gives a table that is read.
_READERS = (
    "read_csv read_table read_excel read_parquet read_feather read_sql read_sql_query read_sql_table "
    "read_fwf read_stata read_sas read_spss read_orc"
).split()

#: Of these the files hold the labels of the rows.
_WITH_LABELS = frozenset({"read_parquet", "read_orc", "read_feather"})

#: With these, what is read is no table, or several.
_IN_PIECES = frozenset({"chunksize", "iterator", "sheet_name", "squeeze"})

#: Settings of `read_csv` that do not change which rows and columns there are.
_HARMLESS = frozenset(
    (
        "sep delimiter header names index_col usecols nrows skiprows dtype parse_dates date_format encoding engine "
        "low_memory na_values thousands decimal dayfirst memory_map infer_datetime_format date_parser converters "
        "true_values false_values keep_default_na na_filter cache_dates compression float_precision"
    ).split()
)


def _read(name: str, m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """A table of columns that are known where they are given, or where the file is there."""
    given = arguments.keywords
    several = isinstance(given.get("header"), Ref | TupleValue | Unknown)  # names in several rows
    if not arguments.complete or given.keys() & _IN_PIECES or several:
        return m.unknown("what is read from a file", node)
    if name in ("read_csv", "read_table") and (found := _of_file(name, m, arguments, node)) is not None:
        return found
    names, used, labels = (given.get(each) for each in ("names", "usecols", "index_col"))
    counted = name not in _WITH_LABELS and (labels is None or is_none(labels))
    index = None if counted else m.site(node)
    label = f"pd.{name}"
    if used is not None:
        count = rows_of(m, used)
        width = count - _levels(m, labels) if count is not None and labels is not None else count
        return new_frame(m, node, ROWS, width, None, index, label=label)
    heads = None if names is None or labels is not None else keys(m, names)
    return new_frame(m, node, ROWS, COLUMNS, heads, index, label=label)


def _levels(m: Machine, labels: Value) -> Dim:
    """How many columns become labels."""
    if is_none(labels) or labels == FALSE:
        return dim(0)
    return rows_of(m, labels) or dim(1)


def _of_file(name: str, m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """The table in a file of the project; None where that can't be told."""
    given = arguments.keywords
    file = file_of(m, arguments.get(0, "filepath_or_buffer"))
    if not isinstance(file, TextFile) or len(arguments.positional) > 1 or not given.keys() <= _HARMLESS:
        return None
    separator = given.get("sep") or given.get("delimiter") or Constant("," if name == "read_csv" else "\t")
    names = keys(m, given["names"]) if "names" in given else None
    header = _number(given.get("header"), None if names is not None else 0)
    skipped, most = _number(given.get("skiprows"), 0), _number(given.get("nrows"), None)
    if not isinstance(separator, Constant) or not isinstance(separator.value, str):
        return None
    if ("names" in given and names is None) or _UNTOLD in (header, skipped, most) or not isinstance(skipped, int):
        return None
    table = read_table(file, separator.value, header, skipped)
    if table is None or table.ragged or (names is not None and len(names) != len(table.columns)):
        return None
    columns = names or tuple(_key(each) for each in table.columns)
    left = _left(m, columns, given)
    if left is None:
        return None
    rows = ROWS if table.rows is None else dim(table.rows if most is None else min(table.rows, most))
    index = None if is_none(given.get("index_col") or NONE) else m.site(node)
    known = left if all(each != ("str", "") for each in left) and len(set(columns)) == len(columns) else None
    return new_frame(m, node, rows, dim(len(left)), known, index, label=f'pd.{name}("{file.path}")')


def _key(name: str | int) -> Key:
    return ("str", name) if isinstance(name, str) else ("number", name)


#: A number that is given and not known.
_UNTOLD = -1


def _number(value: Value | None, default: int | None) -> int | None:
    if value is None or (isinstance(value, Constant) and value.value == "infer"):
        return default
    if is_none(value):
        return None
    known = value.known if isinstance(value, Integer) else None
    return _UNTOLD if known is None or known < 0 else known


def _left(m: Machine, columns: Sequence[Key], given: Mapping[str, Value]) -> tuple[Key, ...] | None:
    """The columns that are used, in the file's order, without those that become labels; None: it can't be told."""
    left = tuple(columns)
    if (used := given.get("usecols")) is not None and not is_none(used):
        wanted = keys(m, used)
        if wanted is None:
            return None
        places = {index for kind, index in wanted if kind == "number"}
        chosen = [each for index, each in enumerate(left) if each in wanted or index in places]
        if len(chosen) != len(set(wanted)):
            return None
        left = tuple(chosen)
    labels = given.get("index_col")
    if labels is None or is_none(labels) or labels == FALSE:
        return left
    name = key(labels)
    if isinstance(labels, Integer):
        place = labels.known
        return None if place is None or not 0 <= place < len(left) else (*left[:place], *left[place + 1 :])
    return tuple(each for each in left if each != name) if name in left else None


READING: Mapping[str, Builtin] = {f"pandas.{name}": partial(_read, name) for name in _READERS}
