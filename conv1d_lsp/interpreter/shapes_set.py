"""Arrays whose shape is set in place: `a.shape = (4, 10, 3)`, `a.resize(…)`.

Arrays are values here, and any other name may be one of the same array: whatever may be it has another shape, too.
"""

from __future__ import annotations

from msgspec.structs import replace

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    Array,
    DictObject,
    Either,
    Instance,
    IteratorObject,
    LibraryMethod,
    ListObject,
    ObjectRecord,
    Partial,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.shapes import Shape, Truth, Unclear

#: How deep tuples and the like may stand in each other here.
_DEEPEST = 8

_SET = Shape.unknown(Unclear("its shape was set"))


def reshape_in_place(m: Machine, owner: Array) -> None:
    """From here on nothing is known of the shape of this array, wherever it is held."""
    state = m.state
    m.tick(len(state.variables) + len(state.objects))
    variables = [(name, value, _after(m, value, owner)) for name, value in state.variables.items()]
    for name, before, after in sorted(variables, key=lambda entry: entry[0]):
        if after is not before:
            state.write_variable(name, after)
    for address, held in sorted(state.objects.items()):
        rest = _record_after(m, held, owner)
        if rest is not held:
            state.objects = state.objects.set(address, rest)
            state.journal = state.journal, address


def _may_be(value: Array, owner: Array) -> bool:
    """Whether two arrays may be one: they were made in one place, or their shapes may be the same."""
    if value.site is not None and value.site == owner.site:
        return True
    return value == owner or (owner.shape.ranked and value.shape.equals(owner.shape) is not Truth.NO)


def _after(m: Machine, value: Value, owner: Array, levels: int = _DEEPEST) -> Value:
    """A value without the shapes that may have been set; the same object where there is none."""
    if not levels:
        return Unknown("it is nested too deeply")
    match value:
        case Array():
            return replace(value, shape=_SET) if value.shape.ranked and _may_be(value, owner) else value
        case TupleValue():
            items = _all_after(m, value.items, owner, levels - 1)
            return value if items is value.items else replace(value, items=items)
        case Either():
            before = tuple(choice.value for choice in value.choices)
            after = _all_after(m, before, owner, levels - 1)
            if after is before:
                return value
            return Either(tuple(map(lambda choice, new: replace(choice, value=new), value.choices, after)))
        case LibraryMethod():
            holder = _after(m, value.owner, owner, levels - 1)
            return value if holder is value.owner else replace(value, owner=holder)
        case Partial():
            positional = _all_after(m, value.positional, owner, levels - 1)
            given = tuple(item for _, item in value.keywords)
            named = _all_after(m, given, owner, levels - 1)
            if positional is value.positional and named is given:
                return value
            keywords = tuple((name, item) for (name, _), item in zip(value.keywords, named, strict=True))
            return replace(value, positional=positional, keywords=keywords)
    return value


def _all_after(m: Machine, values: tuple[Value, ...], owner: Array, levels: int = _DEEPEST) -> tuple[Value, ...]:
    m.tick(len(values))
    after = tuple(_after(m, value, owner, levels) for value in values)
    return after if any(new is not old for new, old in zip(after, values, strict=True)) else values


def _record_after(m: Machine, held: ObjectRecord, owner: Array) -> ObjectRecord:
    """The same for what lies behind a reference."""
    match held:
        case ListObject() | IteratorObject():
            items = None if held.items is None else _all_after(m, held.items, owner)
            element = None if held.element is None else _after(m, held.element, owner)
            if items is held.items and element is held.element:
                return held
            return replace(held, items=items, element=element)
        case DictObject():
            entries = {key: (name, _after(m, item, owner)) for key, (name, item) in held.items.items()}
            same = all(entries[key][1] is item for key, (_, item) in held.items.items())
            return held if same else replace(held, items=entries)
        case Instance():
            attributes = {name: _after(m, item, owner) for name, item in held.attributes.items()}
            same = all(attributes[name] is item for name, item in held.attributes.items())
            return held if same else replace(held, attributes=attributes)
    return held
