"""Values that are known through and through, as Python has them: Python itself calculates with those."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.literals import key_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    Constant,
    DictObject,
    Integer,
    ListObject,
    PathValue,
    Range,
    Ref,
    TupleValue,
    Unknown,
    Value,
    integer,
)

#: Larger numbers are not computed.
LARGEST_BITS = 512

#: Structures nested deeper than this are not calculated with.
DEEPEST_KNOWN = 8

#: Longer texts and sequences are not calculated with.
LONGEST_KNOWN = 10_000

#: What a calculation on known values may raise; such a value is unknown.
FAILURES = (ArithmeticError, ValueError, TypeError, LookupError, AttributeError, AssertionError)


class NotKnown(Exception):  # noqa: N818 (no error: the answer is "?")
    """A value is not known through and through."""


def known(m: Machine, value: Value, levels: int = DEEPEST_KNOWN) -> Any:
    """The Python value; raises `NotKnown`. A set is none: its order is Python's own."""
    m.tick()
    value = m.visible(value)
    match value:
        case Constant():
            return value.value
        case Integer() if value.known is not None:
            return value.known
        case TupleValue() if levels and not value.names:
            return tuple(known(m, item, levels - 1) for item in value.items)
        case Range():
            numbers = value.known()
            if numbers is not None and len(numbers) <= LONGEST_KNOWN:
                return numbers
        case PathValue():
            return value.path
        case Ref() if levels:
            return _object(m, value, levels - 1)
    raise NotKnown


def _object(m: Machine, ref: Ref, levels: int) -> Any:
    record = m.record(ref)
    if isinstance(record, ListObject) and record.items is not None and len(record.items) <= LONGEST_KNOWN:
        if record.kind == "list":
            return [known(m, item, levels) for item in record.items]
    elif isinstance(record, DictObject) and record.complete and record.kind == "dict":
        return {known(m, key, levels): known(m, item, levels) for key, item in record.items.values()}
    raise NotKnown


def value_of(m: Machine, result: object) -> Value:
    """A Python value as one of the analyzer's."""
    match result:
        case bool() | float() | complex() | None:
            return Constant(result)
        case int():
            return integer(result) if result.bit_length() <= 4 * LARGEST_BITS else Unknown("a very large number")
        case str() | bytes():
            return Constant(result) if len(result) <= LONGEST_KNOWN else Unknown("a very long text")
        case PurePosixPath():
            return PathValue(result)
        case tuple():
            return TupleValue(tuple(value_of(m, item) for item in result))
        case list():
            return m.new(ListObject(tuple(value_of(m, item) for item in result)))
        case dict():
            pairs = [(value_of(m, key), value_of(m, item)) for key, item in result.items()]
            items = {name: pair for pair in pairs if (name := key_of(pair[0])) is not None}
            return m.new(DictObject(items, len(items) == len(pairs)))
    return Unknown("what a calculation gives")


def calculate(m: Machine, function: Callable[..., Any], arguments: Arguments, node: cst.CSTNode | None) -> Value:
    """A pure function of known values."""
    if not arguments.complete:
        return m.unknown("a calculation with something that is not known", node)
    try:
        positional = [known(m, value) for value in arguments.positional]
        keywords = {name: known(m, value) for name, value in arguments.keywords.items()}
    except (NotKnown, TypeError):
        return m.unknown("a calculation with something that is not known", node)
    if any(isinstance(each, int) and each.bit_length() > LARGEST_BITS for each in positional):
        return m.unknown("a calculation with a very large number", node)
    try:
        return value_of(m, function(*positional, **keywords))
    except FAILURES:
        return m.unknown("a calculation that fails", node)


def without_names(value: Value) -> Value:
    """A named tuple as a plain one: it is ordered like that."""
    return TupleValue(value.items) if isinstance(value, TupleValue) else value
