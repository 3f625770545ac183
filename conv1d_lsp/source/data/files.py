"""A file of data, opened and looked into. Whatever it says of itself, little is read and nothing is run."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from typing import BinaryIO

from msgspec import Struct

from conv1d_lsp.source.data import npy
from conv1d_lsp.source.data.npy import Header

#: Bytes of a text that are looked at for its columns, and above which its rows are not counted.
HEAD = 65_536
LONGEST_TEXT = 16_000_000

#: What begins a text in another encoding, a compressed file, a pickle …: bytes that no table of numbers has.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_BLANK_LINE = re.compile(rb"(?m)^[ \t\r\f\v]*\n")
#: What Git has in the place of a large file that was not fetched.
_POINTER = b"version https://git-lfs"
_ZIPPED = b"PK\x03\x04"
_MARK = b"\xef\xbb\xbf"


class NpyFile(Struct, frozen=True):
    """An array that `np.save` has written. path: what it is called in messages."""

    path: str
    array: Header


class NpzFile(Struct, frozen=True):
    """Arrays by their names; None of one that can't be told."""

    path: str
    arrays: Mapping[str, Header | None]


class TextFile(Struct, frozen=True):
    """A text in UTF-8.

    head: its first lines, whole ones. lines: how many of all lines are not blank; None for a text that is too long to
    count them, or has quotes around ends of lines.
    comments: whether a "#" stands in it, or may.
    """

    path: str
    head: str
    lines: int | None
    comments: bool


DataFile = NpyFile | NpzFile | TextFile


def data_in(path: str, shown: str) -> DataFile | None:
    """What a file holds, which is called `shown` in messages.

    None for what can't be told: no regular file, no permission, an array of objects, a truncated or damaged file.
    """
    try:
        # A pipe without a writer would block the opening itself.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            return _told(file, status.st_size, shown) if stat.S_ISREG(status.st_mode) else None
    except (OSError, ValueError):  # ValueError: a null character in the path
        return None


def _told(file: BinaryIO, size: int, shown: str) -> DataFile | None:
    start = file.read(8)
    file.seek(0)
    if start.startswith(npy.MAGIC):
        header = npy.read_header(file)
        return NpyFile(shown, header) if header is not None and header.bytes <= size else None
    if start.startswith(_ZIPPED):
        from conv1d_lsp.source.data import npz

        arrays = npz.read_members(file)
        return None if arrays is None else NpzFile(shown, arrays)
    return _text(file, size, shown)


def _text(file: BinaryIO, size: int, shown: str) -> TextFile | None:
    start = file.read(HEAD)
    if _NO_TEXT.search(start) or start.startswith(_POINTER):
        return None
    whole = size <= LONGEST_TEXT
    data = start + file.read(LONGEST_TEXT) if whole else start
    data = data.removeprefix(_MARK)
    head = data[:HEAD] if len(data) <= HEAD and whole else data[: data.rfind(b"\n", 0, HEAD) + 1]
    try:
        text = head.decode()
    except UnicodeDecodeError:
        return None
    return TextFile(shown, text, _lines(data) if whole else None, b"#" in data or not whole)


def _lines(data: bytes) -> int | None:
    """How many lines are not blank; None if that can't be told from the ends of lines alone."""
    if b"\r" in data.replace(b"\r\n", b"\n") or b"\0" in data or not _quotes_end(data):
        return None
    last = data[data.rfind(b"\n") + 1 :].strip()
    return data.count(b"\n") - len(_BLANK_LINE.findall(data)) + bool(last)


def _quotes_end(data: bytes) -> bool:
    """Whether each quote ends on the line on which it begins."""
    return b'"' not in data or not any(line.count(b'"') % 2 for line in data.split(b"\n"))
