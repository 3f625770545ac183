"""The columns and rows of a text file of data, as pandas and NumPy count them."""

from __future__ import annotations

import csv

from msgspec import Struct

from conv1d_lsp.source.data.files import TextFile

_MOST_COLUMNS = 100_000


class Table(Struct, frozen=True):
    """columns: the names in the header; numbers from 0 where there is none. rows: below the header; None: not known.

    seen: rows that were looked at. ragged: whether one of these has another number of fields than the first or the
    header. quoted: whether there are quotes in them. numbers: whether there are nothing but numbers in them.
    """

    columns: tuple[str, ...] | tuple[int, ...]
    rows: int | None
    seen: int
    ragged: bool
    quoted: bool
    numbers: bool


def read_table(file: TextFile, separator: str = ",", header: int | None = 0, skipped: int = 0) -> Table | None:
    """The table in a text; None where that can't be told.

    separator: one character. header: the row of names among those that are not blank and not skipped; None: there is
    none. skipped: lines left out at the beginning, blank or not.
    """
    if len(separator) != 1 or separator == '"' or skipped < 0 or (header is not None and header < 0):
        return None
    if separator != "\t" and separator.isspace() and separator != " ":
        return None
    lines = file.head.replace("\r\n", "\n").split("\n")
    if any("\r" in line for line in lines):
        return None
    left = [line for line in lines[skipped:] if line.strip()]
    before = sum(1 for line in lines[:skipped] if line.strip())
    first = 0 if header is None else header
    if len(left) <= first or skipped > len(lines):
        return None
    fields = _fields(left[first:], separator)
    if fields is None or len(fields[0]) > _MOST_COLUMNS:
        return None
    names = tuple(fields[0])
    columns: tuple[str, ...] | tuple[int, ...] = names if header is not None else tuple(range(len(names)))
    rows = None if file.lines is None else file.lines - before - first - (header is not None)
    ragged = any(len(row) != len(columns) for row in fields)
    below = fields[header is not None :]
    quoted = any('"' in line for line in left)
    return Table(columns, rows, len(below), ragged, quoted, all(_is_number(field) for row in below for field in row))


def _fields(lines: list[str], separator: str) -> list[list[str]] | None:
    """The fields of each line; None if a field goes on in the next one."""
    if any(line.count('"') % 2 for line in lines):
        return None
    try:
        return list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        return None


def _is_number(field: str) -> bool:
    try:
        float(field)
    except ValueError:
        return False
    return True
