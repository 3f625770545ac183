"""Texts of numbers that are there: `np.loadtxt` and `np.genfromtxt`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import libcst as cst
from msgspec import Struct

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.concrete import NotKnown, known
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.data_files import NOT_KNOWN, file_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, Constant, Library, Value, is_none
from conv1d_lsp.shapes import Dim, Shape, Unclear, dim
from conv1d_lsp.source.data import Table, TextFile, read_table

#: The parameters, in their order, as far as programs give them without names.
_LOADTXT = ("fname", "dtype", "comments", "delimiter", "converters", "skiprows", "usecols", "unpack", "ndmin")
_GENFROMTXT = ("fname", "dtype", "comments", "delimiter", "skip_header")

#: What else is understood, or does not matter to the shape.
_UNDERSTOOD = frozenset({"fname", "dtype", "delimiter", "usecols", "unpack", "ndmin", "encoding", "filling_values"})

#: Types by which a row is an array of numbers, and not one thing with fields.
_PLAIN_TYPES = frozenset(
    "float int float16 float32 float64 double single int8 int16 int32 int64 uint8 f4 f8 i4 i8 d".split()
)

#: The function that raises where something is no number.
_REFUSES_TEXTS = "np.loadtxt"

_MANY_ROWS = Unclear("how many rows the file has")


class _Wanted(Struct, frozen=True):
    """What a call asks for. columns: how many of them, None for all. least: the axes that the result has at least."""

    separator: str | None
    skipped: int
    columns: int | None
    turned: bool
    least: int


def _loadtxt(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return _read(m, _REFUSES_TEXTS, _LOADTXT, "skiprows", arguments, node)


def _genfromtxt(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return _read(m, "np.genfromtxt", _GENFROMTXT, "skip_header", arguments, node)


def _read(
    m: Machine, label: str, parameters: tuple[str, ...], skip: str, arguments: Arguments, node: cst.CSTNode
) -> Value:
    given = {**dict(zip(parameters, arguments.positional, strict=False)), **arguments.keywords}
    file = file_of(m, given.get("fname")) if arguments.complete else None
    wanted = _wanted(m, {name: value for name, value in given.items() if not _is_usual(name, value)}, skip)
    if not isinstance(file, TextFile) or wanted is None or file.comments:
        return m.unknown(NOT_KNOWN, node)
    table = _table(file, wanted)
    if table is not None and label == _REFUSES_TEXTS and not table.numbers:
        table = None
    shape = None if table is None or table.ragged or table.quoted else _shape(table, wanted)
    if shape is None:
        return m.unknown(NOT_KNOWN, node)
    return Array(shape, m.site(node), f'{label}("{file.path}")')


def _is_usual(name: str, value: Value) -> bool:
    """Whether it is what the function takes anyway."""
    if is_none(value):
        return name != "dtype"
    return name == "comments" and isinstance(value, Constant) and value.value == "#"


def _wanted(m: Machine, given: Mapping[str, Value], skip: str) -> _Wanted | None:
    if not given.keys() <= _UNDERSTOOD | {skip} or not _is_plain(given.get("dtype")):
        return None
    try:
        separator, skipped, columns, turned, least = (
            default if name not in given else known(m, given[name])
            for name, default in (("delimiter", None), (skip, 0), ("usecols", None), ("unpack", False), ("ndmin", 0))
        )
    except NotKnown:
        return None
    if type(skipped) is not int or type(turned) is not bool or least not in (0, 1, 2):
        return None
    if not (separator is None or isinstance(separator, str)):
        return None
    count = _count(columns)
    return None if count == 0 else _Wanted(separator, skipped, count, turned, least)


def _count(columns: Any) -> int | None:
    """How many columns are named; 0 where that can't be told, None for all."""
    if columns is None or type(columns) is int:
        return columns if columns is None else 1
    whole = isinstance(columns, tuple | list | range) and all(type(each) is int for each in columns)
    return len(columns) if whole else 0


def _is_plain(dtype: Value | None) -> bool:
    if dtype is None:
        return True
    name = dtype.path if isinstance(dtype, Library) else dtype.value if isinstance(dtype, Constant) else None
    return isinstance(name, str) and name.rpartition(".")[2] in _PLAIN_TYPES and not is_none(dtype)


def _table(file: TextFile, wanted: _Wanted) -> Table | None:
    if wanted.separator is not None:
        return read_table(file, wanted.separator, None, wanted.skipped)
    words = "\n".join(",".join(line.split()) for line in file.head.split("\n"))
    return read_table(TextFile(file.path, words, file.lines, file.comments), ",", None, wanted.skipped)


def _shape(table: Table, wanted: _Wanted) -> Shape | None:
    """Axes of 1 are left out, as long as there are more than wanted."""
    if table.rows is None and table.seen < 2:
        return None
    count = len(table.columns) if wanted.columns is None else wanted.columns
    rows: Dim = _MANY_ROWS if table.rows is None else dim(table.rows)
    axes = [rows, dim(count)]
    if wanted.least < 2:
        axes = [axis for axis in axes if axis.value != 1]
    if wanted.least == 1 and not axes:
        axes = [dim(1)]
    return Shape(tuple(axes[::-1] if wanted.turned else axes))


TEXT_FILES: Mapping[str, Builtin] = {"numpy.loadtxt": _loadtxt, "numpy.genfromtxt": _genfromtxt}
