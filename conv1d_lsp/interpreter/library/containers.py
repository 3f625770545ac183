"""Methods of lists, sets, dicts, texts and tuples."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.conditions import equal
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.joining import joined
from conv1d_lsp.interpreter.library.ordering import sorted_items
from conv1d_lsp.interpreter.literals import dict_record, key_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.operators import plain
from conv1d_lsp.interpreter.values import (
    NONE,
    Constant,
    DictObject,
    Integer,
    ListObject,
    Ref,
    TupleValue,
    Value,
    integer,
)
from conv1d_lsp.interpreter.values.either import NO_GUARDS
from conv1d_lsp.interpreter.values.literal_keys import text_key

#: Longer texts are not computed.
LONGEST_TEXT = 10_000

ListMethod = Callable[[Machine, Ref, ListObject, Arguments], Value]
DictMethod = Callable[[Machine, Ref, DictObject, Arguments], Value]

#: Text methods that give texts, lists of texts, numbers or flags and depend on nothing but their arguments.
_TEXT_METHODS = frozenset(
    (
        "upper lower capitalize title strip lstrip rstrip split rsplit replace startswith endswith join "
        "format count find isdigit isalpha zfill ljust rjust center splitlines partition rpartition "
        "removeprefix removesuffix casefold"
    ).split()
)


#: Methods that leave a list, set or dict as it is.
_READING = frozenset(
    (
        "count difference fromkeys intersection isdisjoint issubset issuperset symmetric_difference union "
        "__contains__ __eq__ __getitem__ __iter__ __len__"
    ).split()
)


def list_method(m: Machine, ref: Ref, record: ListObject, name: str, arguments: Arguments) -> Value | None:
    """`items.append(x)` and the like; None for a method that is not known."""
    if m.summarised_loops and name in ("append", "add", "insert", "extend", "pop", "update"):
        return _in_summary(m, ref, record, name, arguments)
    method = _LIST_METHODS.get(name)
    if method is None and name not in _READING:
        _forget(m, ref, record, arguments)
    return None if method is None else method(m, ref, record, arguments)


def _in_summary(m: Machine, ref: Ref, record: ListObject, name: str, arguments: Arguments) -> Value:
    """In a loop that is not unrolled the length is not known; what is in it stays known where it is all alike."""
    inside = [(NO_GUARDS, item) for item in record.items or ()]
    inside += [] if record.element is None else [(NO_GUARDS, record.element)]
    known = record.items is not None or record.element is not None
    if name in ("append", "add") and known and arguments.positional:
        inside.append((NO_GUARDS, arguments.positional[0]))
        m.write(ref, ListObject(None, record.kind, joined(inside)))
        return NONE
    if name == "pop":
        m.write(ref, replace(record, items=None))
        return joined(inside) if inside else m.unknown("an item of a list that is not known")
    m.write(ref, ListObject(None, record.kind))
    return NONE


def _append(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    if record.items is None:
        same_element = (
            None
            if record.element is None
            else joined([(NO_GUARDS, record.element), *((NO_GUARDS, each) for each in arguments.positional)])
        )
        m.write(ref, ListObject(None, record.kind, same_element))
    else:
        m.write(ref, ListObject((*record.items, *arguments.positional), record.kind))
    return NONE


def _add(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    items = record.items
    if items is None or any(equal(m, item, new) is not False for item in items for new in arguments.positional):
        m.write(ref, ListObject(None, record.kind))
        return NONE
    return _append(m, ref, record, arguments)


def extend_list(m: Machine, ref: Ref | Value, record: ListObject, more: Value) -> Value:
    """`items.extend(more)`, `items += more`."""
    assert isinstance(ref, Ref)
    items = elements(m, more)
    if items is None or record.items is None:
        m.write(ref, ListObject(None, record.kind))
    else:
        m.write(ref, ListObject(record.items + items, record.kind))
    return NONE


def _extend(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    return extend_list(m, ref, record, arguments.positional[0]) if arguments.positional else NONE


def _insert(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    position = arguments.positional[0] if len(arguments.positional) == 2 else None
    index = position.known if isinstance(position, Integer) else None
    if record.items is None or index is None:
        m.write(ref, ListObject(None, record.kind))
        return NONE
    items = list(record.items)
    items.insert(index, arguments.positional[1])
    m.write(ref, ListObject(tuple(items), record.kind))
    return NONE


def _pop(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    index: int | None = -1
    if arguments.positional:
        position = arguments.positional[0]
        index = position.known if isinstance(position, Integer) else None
    if record.items is None or index is None or not -len(record.items) <= index < len(record.items):
        m.write(ref, ListObject(None, record.kind, record.element))
        return record.element or m.unknown("an item of a list that is not known")
    items = list(record.items)
    value = items.pop(index)
    m.write(ref, ListObject(tuple(items), record.kind))
    return m.visible(value)


def _reverse(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    m.write(ref, replace(record, items=None if record.items is None else record.items[::-1]))
    return NONE


def _clear(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    m.write(ref, ListObject((), record.kind))
    return NONE


def _sort(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    m.write(ref, ListObject(sorted_items(record.items, arguments), record.kind))
    return NONE


def _copy(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    return m.new(record)


def _forget(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    m.write(ref, ListObject(None, record.kind))
    return NONE


def _index(m: Machine, ref: Ref, record: ListObject, arguments: Arguments) -> Value:
    for position, item in enumerate(record.items or ()):
        outcome = equal(m, item, arguments.positional[0]) if arguments.positional else None
        if outcome is not False:
            return integer(position) if outcome else m.unknown("a position that can't be told")
    return m.unknown("a position that can't be told")


_LIST_METHODS: dict[str, ListMethod] = {
    "append": _append,
    "add": _add,
    "extend": _extend,
    "insert": _insert,
    "pop": _pop,
    "reverse": _reverse,
    "clear": _clear,
    "copy": _copy,
    "index": _index,
    "sort": _sort,
    "remove": _forget,
    "discard": _forget,
    "update": _forget,
}


def dict_method(m: Machine, ref: Ref, record: DictObject, name: str, arguments: Arguments) -> Value | None:
    """`settings.get(key, default)` and the like; None for a method that is not known."""
    method = _DICT_METHODS.get(name)
    if method is None and name not in _READING:
        m.write(ref, DictObject({}, complete=False))
    return None if method is None else method(m, ref, record, arguments)


def _get(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    key = key_of(arguments.positional[0]) if arguments.positional else None
    if key is not None and key in record.items:
        return m.visible(record.items[key][1])
    if key is None or not record.complete:
        return m.unknown("the value of a key that is not known")
    return arguments.get(1, "default") or NONE


def _setdefault(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    value = _get(m, ref, record, arguments)
    key = key_of(arguments.positional[0]) if arguments.positional else None
    if key is not None and key not in record.items and record.complete:
        m.write(ref, DictObject({**record.items, key: (arguments.positional[0], value)}))
    return value


def _pop_key(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    value = _get(m, ref, record, arguments)
    key = key_of(arguments.positional[0]) if arguments.positional else None
    left = {name: item for name, item in record.items.items() if name != key}
    m.write(ref, DictObject(left if key is not None else {}, record.complete and key is not None))
    return value


def _items(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    pairs = tuple(TupleValue(pair) for pair in record.items.values())
    return m.new(ListObject(pairs if record.complete else None))


def _keys(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    return m.new(ListObject(tuple(key for key, _ in record.items.values()) if record.complete else None))


def _values(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    return m.new(ListObject(tuple(value for _, value in record.items.values()) if record.complete else None))


def _update(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    items = dict(record.items)
    complete = record.complete and arguments.complete
    for other in arguments.positional:
        more = dict_record(m, other)
        complete = complete and more is not None and more.complete
        items |= {} if more is None else dict(more.items)
    items |= {text_key(name): (Constant(name), value) for name, value in arguments.keywords.items()}
    m.write(ref, DictObject(items if complete else {}, complete))
    return NONE


def _copy_dict(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    return m.new(record)


_DICT_METHODS: dict[str, DictMethod] = {
    "get": _get,
    "setdefault": _setdefault,
    "pop": _pop_key,
    "items": _items,
    "keys": _keys,
    "values": _values,
    "update": _update,
    "copy": _copy_dict,
}


def text_method(m: Machine, text: str, name: str, arguments: Arguments) -> Value | None:
    """A method of a known text with known arguments; None for what is not known."""
    if name not in _TEXT_METHODS or arguments.keywords or not arguments.complete:
        return None
    known: list[object] = []
    for argument in arguments.positional:
        items = elements(m, argument) if isinstance(argument, Ref | TupleValue) else None
        values = [_known(item) for item in items] if items is not None else _known(argument)
        if values is None or (isinstance(values, list) and None in values):
            return None
        known.append(values)
    if _may_be_long(text, name, known):
        return None
    try:
        result = getattr(text, name)(*known)
    except (TypeError, ValueError, LookupError):
        return None
    if isinstance(result, list):
        return m.new(ListObject(tuple(map(plain, result))))
    return plain(result) if not isinstance(result, str) or len(result) <= LONGEST_TEXT else None


def _may_be_long(text: str, name: str, known: list[object]) -> bool:
    """Whether the result might be a text too long to compute with: by a width, or by many replacements."""
    if any(isinstance(each, int) and each > LONGEST_TEXT for each in known):
        return True
    if name == "format":
        return re.search(r"\d{5}", text) is not None or (any(isinstance(each, int) for each in known) and "{:{" in text)
    longest = max((len(each) for each in known if isinstance(each, str)), default=0)
    return name in ("replace", "join") and (len(text) + 1) * (longest + 1) > LONGEST_TEXT


def _known(value: Value) -> object | None:
    if isinstance(value, Constant) and isinstance(value.value, str | float):
        return value.value
    return value.known if isinstance(value, Integer) else None
