"""Records whose places are others."""

from collections.abc import Callable
from typing import TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.diagnostics.place import Place

_Told = TypeVar("_Told")


def moved(record: _Told, to: Callable[[Place], Place]) -> _Told:
    """The record, and all in it, with what `to` makes of each place."""
    told: object = record
    if isinstance(record, Place):
        told = to(record)
    elif isinstance(record, tuple):
        told = tuple(moved(each, to) for each in record)
    elif isinstance(record, Struct):
        told = replace(record, **{name: moved(getattr(record, name), to) for name in record.__struct_fields__})
    return cast(_Told, told)
