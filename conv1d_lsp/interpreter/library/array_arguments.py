"""What array functions are given: values of the program as sizes, shapes, texts and lists of these."""

from __future__ import annotations

from collections.abc import Mapping

from conv1d_lsp.arrays import Alike, Given, Listed
from conv1d_lsp.interpreter.bounded import bounded
from conv1d_lsp.interpreter.framed import plain
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.keyed import SETS
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.many import DIFFERS, passes, shared
from conv1d_lsp.interpreter.values import (
    SPARSE,
    Array,
    Constant,
    DictObject,
    Integer,
    ListObject,
    ObjectRecord,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.shapes import Dim, Shape, Unclear

#: What a function is given, before the shapes of symbolic tensors are filled in.
Slotted = Given | Tensor | tuple["Slotted", ...]


def filled(value: Slotted, shapes: Mapping[int, Shape]) -> Given:
    """With the shapes of symbolic tensors, by the identity of each."""
    if isinstance(value, Tensor):
        return shapes[id(value)]
    if not isinstance(value, tuple):
        return value
    found = tuple(filled(each, shapes) for each in value)
    return Listed(found) if isinstance(value, Listed) else found


@bounded(Unclear("it is nested too deeply"))
def given_as(m: Machine, value: Value) -> Slotted:
    """A value as a function of arrays is given it."""
    value = plain(m, value)
    match value:
        case Constant():
            return value.value if isinstance(value.value, str | float | bool | None) else Unclear("an object")
        case Integer():
            return value.dim
        case Array() if value.content is not None and value.content.ranked:
            return tuple(value.content.known_axes)
        case Array():
            return value.shape if value.library != SPARSE else Unclear("a sparse matrix")
        case Tensor():
            return value
        case Unknown() if value.number is not None:
            return value.number
    if isinstance(value, Ref) and _is_an_object(m.record(value)):
        return Unclear("an object")
    if isinstance(value, Ref) and isinstance(held := m.record(value), ListObject) and held.items is None:
        return _alike(m, held)
    items = value.items if isinstance(value, TupleValue) else elements(m, value) if isinstance(value, Ref) else None
    if items is not None:
        given = tuple(given_as(m, item) for item in items)
        return given if isinstance(value, TupleValue) else Listed(given)  # type: ignore[arg-type]
    return Shape.unknown(Unclear(value.reason)) if isinstance(value, Unknown) else Unclear("it can't be told")


def _is_an_object(record: ObjectRecord) -> bool:
    """Whether NumPy holds it as it is: a set, a dict."""
    return isinstance(record, DictObject) or (isinstance(record, ListObject) and record.kind in SETS)


def _alike(m: Machine, record: ListObject) -> Slotted:
    """A list of which only what its items have in common is known."""
    some = None if record.element is None else shared([record.element], DIFFERS)
    given = None if some is None or record.kind in SETS else given_as(m, some)
    if given is None or tensors_in(given):
        return Unclear("a list whose items are not known")
    return Alike(_without_passing(filled(given, {})), record.count)


def _without_passing(given: Given) -> Given:
    """What several items have in common, without what is true of one round of a loop only."""
    match given:
        case Alike():
            return Alike(_without_passing(given.item), _settled(given.count))
        case Shape() if given.ranked:
            return Shape(tuple(map(_settled, given.known_axes)))
        case tuple():
            return type(given)(map(_without_passing, given))
        case Dim():
            return _settled(given)
    return given


def _settled(size: Dim) -> Dim:
    return DIFFERS if passes(size) else size


def tensors_in(value: Slotted) -> list[Tensor]:
    """The symbolic tensors among what is given."""
    if isinstance(value, tuple):
        return [tensor for each in value for tensor in tensors_in(each)]
    return [value] if isinstance(value, Tensor) else []
