"""`df.columns`: a list of names with methods of its own."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.framed import COLUMNS, NAMES, SOME_COLUMN, key
from conv1d_lsp.interpreter.library.tables.named import keys
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, Constant, LibraryMethod, ListObject, Unknown, Value, integer
from conv1d_lsp.shapes import Shape, dim


def names_method(m: Machine, record: ListObject, name: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`df.columns.tolist()`, `df.columns.drop("label")`."""
    if name in ("tolist", "to_list", "copy", "to_numpy"):
        return m.new(ListObject(record.items, "list", record.element))
    if name in ("isin", "duplicated", "isna", "isnull", "notna"):
        count = COLUMNS if record.items is None else dim(len(record.items))
        return Array(Shape((count,)), m.site(node), "columns", "bool")
    given = arguments.positional[0] if arguments.positional else None
    own = None if record.items is None else [key(each) for each in record.items]
    one = None if given is None else key(given)
    if name == "get_loc" and one is not None and own is not None and own.count(one) == 1:
        return integer(own.index(one))
    if name in ("drop", "difference") and given is not None and not arguments.keywords:
        gone = (one,) if one is not None else keys(m, given)
        if gone is None or record.items is None or own is None:
            return m.new(ListObject(None, NAMES, Unknown(SOME_COLUMN)))
        left = [each for each, name_of_it in zip(record.items, own, strict=True) if name_of_it not in gone]
        if name == "difference":
            left.sort(key=_order)
        return m.new(ListObject(tuple(left), NAMES))
    return m.unknown(f"what `{name}` of the names of columns gives", node)


def _order(value: Value) -> str:
    return str(value.value) if isinstance(value, Constant) else ""


def names_attribute(m: Machine, owner: Value, record: ListObject, name: str, node: cst.CSTNode) -> Value:
    """`df.columns.values`, `df.columns.size`."""
    if name == "values":
        return m.new(ListObject(record.items, "list", record.element))
    if name in ("size", "shape", "name", "dtype", "str"):
        return integer(len(record.items)) if name == "size" and record.items is not None else Unknown(name)
    return LibraryMethod(owner, name)
