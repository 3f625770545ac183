"""What kind of numbers values are, and what functions give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conv1d_lsp.arrays import ArrayFunction, kinds
from conv1d_lsp.interpreter.bounded import bounded
from conv1d_lsp.interpreter.library.item_types import NOT_OF_OBJECTS, is_of_objects, objects_among, wanted_type
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    OBJECTS,
    Array,
    Constant,
    Integer,
    Library,
    ListObject,
    Range,
    Ref,
    TupleValue,
    Value,
)


@bounded(None)
def kind_of(m: Machine, value: Value) -> str | None:
    """The kind of a number, of an array, or of what a list would be as an array."""
    match value:
        case Array():
            return kinds.kind_named(value.dtype or "")
        case Integer():
            return kinds.WHOLE
        case Range():
            return kinds.WHOLE
        case Constant(value=bool()):
            return kinds.TRUTHS
        case Constant(value=float()):
            return kinds.FLOATS
    items = value.items if isinstance(value, TupleValue) else None
    if isinstance(value, Ref) and isinstance(record := m.record(value), ListObject):
        items = record.items if record.items is not None else None if record.element is None else (record.element,)
    if not items:
        return None
    m.tick(len(items))
    return kinds.together([kind_of(m, m.visible(item)) for item in items])


def kind_of_type(value: Value) -> str | None:
    """The kind that a `dtype` stands for: `bool`, `np.float32`, "int64"."""
    if isinstance(value, Constant) and isinstance(value.value, str):
        return kinds.kind_named(value.value)
    return kinds.kind_named(value.path.rpartition(".")[2]) if isinstance(value, Library) else None


def result_kind(
    m: Machine, path: str, function: ArrayFunction, positional: Sequence[Value], keywords: Mapping[str, Value]
) -> str | None:
    """The kind of what a function gives, or one of OF_OBJECTS."""
    given = [*positional, *keywords.values()]
    name = path.rpartition(".")[2]
    wanted = wanted_type(path, function, positional, keywords)
    told = None if wanted is None else kind_of_type(wanted)
    if told is None and name not in NOT_OF_OBJECTS and (objects := objects_among(m, given)) is not None:
        return objects
    if wanted is not None and is_of_objects(wanted):
        return OBJECTS
    if wanted is not None and not (isinstance(wanted, Constant) and wanted.value is None):
        return told
    return kinds.kind_given(name, [kind_of(m, m.visible(each)) for each in given])
