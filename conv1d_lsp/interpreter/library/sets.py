"""Methods of sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.iteration import members
from conv1d_lsp.interpreter.keyed import (
    Combination,
    Keyed,
    combined,
    difference,
    intersection,
    keyed,
    symmetric_difference,
    union,
)
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import NONE, Constant, ListObject, Ref, Value

SetMethod = Callable[[Machine, Ref, ListObject, Arguments], Value]


def _given(m: Machine, arguments: Arguments) -> list[tuple[Value, ...] | None]:
    return [members(m, value) for value in arguments.positional]


def _new(how: Combination) -> SetMethod:
    """A method that gives another set."""

    def method(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
        for others in _given(m, arguments):
            record = combined(m, how, record, others)
        return m.new(record)

    return method


def _changed(how: Combination) -> SetMethod:
    """A method that changes the set in place."""

    def method(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
        for others in _given(m, arguments):
            record = combined(m, how, record, others)
        m.write(ref, record)
        return NONE

    return method


def _one(how: Combination) -> SetMethod:
    """A method that changes the set by one item."""

    def method(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
        m.write(ref, combined(m, how, record, arguments.positional[:1]))
        return NONE

    return method


def _asked(question: Callable[[Keyed, Keyed], bool]) -> SetMethod:
    def method(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
        mine = keyed(m, record.items)
        theirs = keyed(m, members(m, arguments.positional[0]) if arguments.positional else None)
        if mine is None or theirs is None:
            return m.unknown("a question about sets that are not known")
        return Constant(question(mine, theirs))

    return method


def _pop(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    """Any one item: it is known which only where there is no other."""
    if record.items is not None and len(record.items) == 1:
        m.write(ref, replace(record, items=()))
        return m.visible(record.items[0])
    m.write(ref, replace(record, items=None, length=None))
    return m.unknown("an item of a set")


SET_METHODS: Mapping[str, SetMethod] = {
    "add": _one(union),
    "discard": _one(difference),
    "remove": _one(difference),
    "pop": _pop,
    "union": _new(union),
    "intersection": _new(intersection),
    "difference": _new(difference),
    "symmetric_difference": _new(symmetric_difference),
    "update": _changed(union),
    "intersection_update": _changed(intersection),
    "difference_update": _changed(difference),
    "symmetric_difference_update": _changed(symmetric_difference),
    "issubset": _asked(lambda mine, theirs: mine.keys() <= theirs.keys()),
    "issuperset": _asked(lambda mine, theirs: mine.keys() >= theirs.keys()),
    "isdisjoint": _asked(lambda mine, theirs: mine.keys().isdisjoint(theirs.keys())),
}
