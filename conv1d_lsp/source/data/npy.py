"""The header of a `.npy` file: the shape and the type of the array in it."""

from __future__ import annotations

import ast
import math
import re
from typing import BinaryIO

from msgspec import Struct

MAGIC = b"\x93NUMPY"

#: NumPy reads no longer header either.
_LONGEST_HEADER = 10_000

#: Types of fixed size, those of objects left out: they are pickled. U takes four bytes a character.
_TYPE = re.compile(r"[<>|=](?P<kind>[biufcmMSUV])(?P<size>\d{1,6})(?:\[[^\]]*\])?")
_KEYS = {"descr", "fortran_order", "shape"}
_MOST_AXES = 64


class Header(Struct, frozen=True):
    """shape: numbers of items. dtype: as NumPy writes it, `<f4`. bytes: how many the header and the items take."""

    shape: tuple[int, ...]
    dtype: str
    bytes: int


def read_header(file: BinaryIO) -> Header | None:
    """What the array is like that begins here; None for what NumPy does not load without pickle."""
    start = file.read(8)
    if start[:6] != MAGIC or len(start) < 8:
        return None
    width = {1: 2, 2: 4, 3: 4}.get(start[6])
    if width is None:
        return None
    length = int.from_bytes(file.read(width), "little")
    if not 0 < length <= _LONGEST_HEADER:
        return None
    data = file.read(length)
    return _parsed(data, 8 + width + length) if len(data) == length else None


def _parsed(data: bytes, taken: int) -> Header | None:
    try:
        told = ast.literal_eval(data.decode("latin-1").strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
    if not isinstance(told, dict) or set(told) != _KEYS:
        return None
    shape, dtype = told["shape"], told["descr"]
    kind = _TYPE.fullmatch(dtype) if isinstance(dtype, str) else None
    if kind is None or not int(kind["size"]) or not isinstance(shape, tuple) or len(shape) > _MOST_AXES:
        return None
    if not all(type(size) is int and 0 <= size < 2**63 for size in shape):
        return None
    size = int(kind["size"]) * (4 if kind["kind"] == "U" else 1)
    return Header(shape, dtype, taken + math.prod(shape) * size)
