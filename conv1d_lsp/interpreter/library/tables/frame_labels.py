"""Methods of DataFrames that change which columns there are, what they are called, and how rows are labelled."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.disturbance import disturb
from conv1d_lsp.interpreter.forgetting import forgotten
from conv1d_lsp.interpreter.framed import COLUMNS, ROWS, all_named, key, plain, series, with_column, without
from conv1d_lsp.interpreter.library.tables.missing import check_columns
from conv1d_lsp.interpreter.library.tables.named import keys
from conv1d_lsp.interpreter.library.tables.options import axis_of, flag, is_in_place
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import NONE, Array, DictObject, FrameObject, Integer, Ref, Value
from conv1d_lsp.interpreter.values.objects import Key


def given_back(
    m: Machine, ref: Ref, new: FrameObject, arguments: Arguments, node: cst.CSTNode, old: FrameObject
) -> Value:
    """A new table, or with `inplace=True` the old one changed."""
    asked = is_in_place(arguments)
    if asked is False:
        return m.new(replace(new, site=m.site(node)))
    m.write(ref, new if asked else forgotten(old))
    return NONE if asked else m.unknown("whether a table is changed in place", node)


def renamed_all(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`add_prefix("x_")`."""
    return given_back(m, ref, replace(record, columns=None, heads=m.site(node)), arguments, node, record)


def reset_index(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`reset_index(drop=True)`; without `drop` the labels become columns, one or more."""
    dropped = flag(arguments.keywords.get("drop")) is True
    partly = bool(arguments.positional) or "level" in arguments.keywords  # other labels may be left
    new = replace(record, index=m.site(node) if partly else None)
    if not dropped:
        new = replace(new, width=COLUMNS, columns=None, heads=m.site(node))
        if record.index is None:
            columns = None if record.columns is None else (("str", "index"), *record.columns)
            new = replace(new, width=record.width + 1, columns=columns)
    return given_back(m, ref, new, arguments, node, record)


def set_index(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
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
    return given_back(m, ref, new, arguments, node, record)


def drop(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
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
    return given_back(m, ref, new, arguments, node, record)


def rename(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
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
    return given_back(m, ref, new_record, arguments, node, record)


def pop(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`y = df.pop("label")`."""
    given = arguments.get(0, "item")
    name = None if given is None else key(given)
    if name is not None and (missing := check_columns(m, ref, record, [name], node)) is not None:
        return missing
    m.write(ref, without(record, None if name is None else (name,), m.site(node)))
    if name is not None and len(all_named(record, [name])) > 1:
        return m.unknown("several columns of one name", node)
    return series(record.rows, record.index, record.label)


def insert(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`df.insert(0, "name", values)`."""
    given = arguments.get(1, "column")
    place, name = arguments.get(0, "loc"), None if given is None else key(given)
    at = place.known if isinstance(place, Integer) else None
    new = with_column(record, name, m.site(node))
    if name is not None and record.columns is not None and at is not None and name not in record.columns:
        new = replace(new, columns=(*record.columns[:at], name, *record.columns[at:]))
    m.write(ref, new)
    return NONE


def assign(m: Machine, ref: Ref, record: FrameObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    new = record
    for name in arguments.keywords:
        new = with_column(new, ("str", name), m.site(node))
    disturb(m, Arguments(tuple(arguments.keywords.values())))
    return m.new(replace(new, site=m.site(node)))
