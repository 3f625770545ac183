"""What is left of a record when it is not known any more what was done to it."""

from __future__ import annotations

from msgspec.structs import replace

from conv1d_lsp.interpreter.values import (
    DictObject,
    EstimatorObject,
    FrameObject,
    Instance,
    IteratorObject,
    LayerObject,
    ListObject,
    ObjectRecord,
    ParserObject,
    Range,
    Value,
)
from conv1d_lsp.shapes import Unclear

_ROWS = Unclear("the rows of a table that was changed")
_COLUMNS = Unclear("the columns of a table that was changed")


def forgotten(record: ObjectRecord) -> ObjectRecord:
    """What is left of a record when something unknown may have changed it."""
    match record:
        case IteratorObject():
            return unknown_iterator()
        case ListObject():
            return ListObject(None, record.kind, most=record.most)
        case DictObject():
            return replace(record, items={}, complete=False)
        case Instance():
            return Instance(record.cls, {}, hidden=True)
        case ParserObject():
            return ParserObject({}, complete=False)
        case LayerObject():
            return replace(record, built=None, many=True)
        case EstimatorObject():
            return replace(record, fit=None, untold=True)
        case FrameObject():
            return replace(record, rows=_ROWS, width=_COLUMNS, columns=None, index=record.site, heads=record.site)
    return replace(record, uncertain=True, first=None)


def pull_nothing(*given: object) -> None:
    """The next item of an iterator of which it is not known where it stands."""


def unknown_iterator(
    record: IteratorObject | None = None, element: Value | None = None, numbers: Range | None = None
) -> IteratorObject:
    """An iterator of which it is not known what comes next."""
    if record is not None and element is None:
        element, numbers = record.element, record.numbers
    return IteratorObject(pull_nothing, element=element, numbers=numbers)
