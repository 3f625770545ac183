"""What the interpreter claims of a value, against what Python had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from conv1d_lsp.interpreter.memory import State
from conv1d_lsp.interpreter.values import (
    Array,
    Constant,
    DictObject,
    Either,
    Instance,
    Integer,
    ListObject,
    ObjectRecord,
    Ref,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.interpreter.values.either import NO_GUARDS, Guards, contradict
from conv1d_lsp.shapes import Number, Symbol

#: The ways of forks on each of which something holds; none where nothing allows it.
Ways = list[Guards]

ALWAYS: Ways = [NO_GUARDS]
NEVER: Ways = []

#: More ways than this are not followed: it may then be on any.
MOST_WAYS = 200

#: Lists within lists are looked into so deep.
DEEPEST = 5


def both(left: Ways, right: Ways) -> Ways:
    """The ways on which two things hold together."""
    found = {frozenset(a | b) for a, b in product(left, right) if not contradict(a, b)}
    return ALWAYS if len(found) > MOST_WAYS else list(found)


def all_of(ways: Iterable[Ways]) -> Ways:
    found = ALWAYS
    for each in ways:
        found = both(found, each)
    return found


@dataclass(frozen=True, slots=True)
class Claims:
    """What a state claims. numbers: what the names stand for in one run."""

    state: State
    numbers: Mapping[Symbol, int]

    def allowed(self, value: Value, real: Any, levels: int = DEEPEST) -> Ways:
        """The ways on which the value may be the real one, which is told as JSON."""
        if levels <= 0:
            return ALWAYS
        match value:
            case Either():
                return [
                    choice.guards | way
                    for choice in value.choices
                    for way in self.allowed(choice.value, real, levels)
                    if not contradict(choice.guards, way)
                ]
            case Constant():
                plain = value.value is None or isinstance(value.value, bool | str | float)
                return sure(not plain or (type(value.value) is type(real) and _equal(value.value, real)))
            case Integer():
                return self._number(value, real)
            case Unknown():
                return sure(value.number is None or type(real) is not int or self._equals(value.number, real))
            case Array():
                return self._array(value, inside(real, "array"))
            case TupleValue():
                return self._items(value.items, inside(real, "tuple"), levels)
            case Ref():
                return self._object(self.state.objects.get(value.address), real, levels)
        return ALWAYS

    def _number(self, value: Integer, real: Any) -> Ways:
        if value.numpy is not None:
            return ALWAYS
        if type(real) is not int:
            return sure(isinstance(real, dict) and real.get("other") == "int")
        return sure(not isinstance(value.dim, Number) or self._equals(value.dim, real))

    def _equals(self, number: Number, real: int) -> bool:
        try:
            value = number.expression.with_values(self.numbers).value
        except ZeroDivisionError:
            return True
        return value is None or value == real

    def _array(self, value: Array, real: list[int] | None) -> Ways:
        if real is None:
            return NEVER
        if not value.shape.ranked:
            return ALWAYS
        sizes = list(value.shape)
        fit = [
            not isinstance(size, Number) or self._equals(size, each) for size, each in zip(sizes, real, strict=False)
        ]
        return sure(len(sizes) == len(real) and all(fit))

    def _items(self, items: tuple[Value, ...], real: list[Any] | None, levels: int) -> Ways:
        if real is None or len(items) != len(real):
            return NEVER
        return all_of(self.allowed(item, each, levels - 1) for item, each in zip(items, real, strict=True))

    def _object(self, record: ObjectRecord | None, real: Any, levels: int) -> Ways:
        match record:
            case ListObject(kind="list"):
                return self._list(record, inside(real, "list"), levels)
            case ListObject(kind="set", items=items) if items is not None:
                found = inside(real, "set")
                return sure(found is not None and self._same_set(items, found, levels))
            case DictObject(kind="dict"):
                return self._dict(record, inside(real, "dict"), levels)
            case Instance(hidden=False) if record.cls is not None:
                return self._instance(record, inside(real, "instance"), inside(real, "class"), levels)
        return ALWAYS

    def _list(self, record: ListObject, real: list[Any] | None, levels: int) -> Ways:
        if real is None:
            return NEVER
        if record.items is not None:
            return self._items(record.items, real, levels)
        if record.element is None:
            return ALWAYS
        # each may be from another round of a loop: which way it went there says nothing of now
        element = record.element
        return sure(all(self.allowed(element, each, levels - 1) for each in real))

    def _same_set(self, items: tuple[Value, ...], real: list[Any], levels: int) -> bool:
        return all(any(self.allowed(item, each, levels - 1) for item in items) for each in real) and all(
            any(self.allowed(item, each, levels - 1) for each in real) for item in items
        )

    def _dict(self, record: DictObject, real: list[list[Any]] | None, levels: int) -> Ways:
        if real is None:
            return NEVER
        found = {_key(key): value for key, value in real}
        claimed = [(_claimed_key(key), value) for key, value in record.items.values()]
        known = {key: value for key, value in claimed if key is not None}
        if len(known) < len(claimed):
            return ALWAYS
        if not known.keys() <= found.keys() or (record.complete and known.keys() != found.keys()):
            return NEVER
        return all_of(self.allowed(value, found[key], levels - 1) for key, value in known.items())

    def _instance(self, record: Instance, own: dict[str, Any] | None, inherited: dict[str, Any], levels: int) -> Ways:
        if own is None:
            return NEVER
        there = {name: each for name, each in record.attributes.items() if name in own or name not in record.partial}
        real = inherited | own
        if not there.keys() <= real.keys():
            return NEVER
        return all_of(self.allowed(each, real[name], levels - 1) for name, each in there.items())


def sure(holds: bool) -> Ways:
    return ALWAYS if holds else NEVER


def inside(real: Any, kind: str) -> Any:
    """What is in a real value of this kind; None for another one."""
    return real.get(kind) if isinstance(real, dict) else None


def _equal(left: Any, right: Any) -> bool:
    return bool(left == right or (left != left and right != right))


def _key(key: Any) -> tuple[str, str]:
    return type(key).__name__, str(key)


def _claimed_key(key: Value) -> tuple[str, str] | None:
    if isinstance(key, Constant):
        return _key(key.value)
    return _key(key.known) if isinstance(key, Integer) and key.known is not None else None
