"""Dicts: made, and their methods; `OrderedDict`, `defaultdict` and `Counter` too."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import NO_ARGUMENTS, Arguments
from conv1d_lsp.interpreter.data_faults import NotInHistory
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.literals import Key, dict_record, key_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    NONE,
    Constant,
    DictObject,
    Integer,
    Library,
    ListObject,
    Ref,
    TupleValue,
    Value,
    integer,
)
from conv1d_lsp.interpreter.values.literal_keys import text_key

Entries = dict[Key, tuple[Value, Value]]
DictMethod = Callable[[Machine, Ref, DictObject, Arguments], Value]

#: Keys that are equal only if they are the same.
_PLAIN_KEYS = frozenset({"number", "str", "NoneType"})

#: Methods that leave a dict as it is.
_READING = frozenset("__contains__ __eq__ __iter__ __len__ fromkeys".split())


#: `DictObject.kind` of the arrays in a file.
ARCHIVE = "NpzFile"

#: `DictObject.kind` of what `fit` keeps of each epoch; of that where nothing but "no validation" is known.
HISTORY = "history"
HISTORY_OF_TRAINING = "history of training"

#: Modules of Keras that programs hand on in dicts.
_PARTS_OF_KERAS = frozenset({"keras.backend", "keras.layers", "keras.models", "keras.utils"})


def is_archive(m: Machine, value: Value) -> bool:
    """Whether it is what `np.load` gives of a file of several arrays."""
    record = m.record(value) if isinstance(value, Ref) else None
    return isinstance(record, DictObject) and record.kind == ARCHIVE


def make_dict(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`dict(pairs, name=value)`, `OrderedDict(…)`."""
    items, complete = entries(m, arguments)
    return m.new(DictObject(items, complete))


def make_defaultdict(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`collections.defaultdict(factory, …)`."""
    factory = arguments.positional[0] if arguments.positional else NONE
    items, complete = entries(m, replace(arguments, positional=arguments.positional[1:]))
    return m.new(DictObject(items, complete, "defaultdict", factory))


def make_counter(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`collections.Counter(items)`."""
    given = arguments.positional[0] if arguments.positional else None
    if given is None or dict_record(m, given) is not None:
        items, complete = entries(m, arguments)
        return m.new(DictObject(items, complete, "Counter"))
    counts: Entries = {}
    values = elements(m, given)
    for value in values or ():
        key = key_of(value)
        if key is None:
            return m.new(DictObject({}, False, "Counter"))
        before = counts[key][1] if key in counts else integer(0)
        assert isinstance(before, Integer)
        counts[key] = (value, Integer(before.dim + 1))
    return m.new(DictObject(counts, values is not None and not arguments.keywords, "Counter"))


def from_keys(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`dict.fromkeys(keys, value)`."""
    value = arguments.get(1, "value") or NONE
    names = elements(m, arguments.positional[0]) if arguments.positional else None
    keys = [(key_of(name), name) for name in names or ()]
    items = {key: (name, value) for key, name in keys if key is not None}
    return m.new(DictObject(items, names is not None and all(key is not None for key, _ in keys)))


def entries(m: Machine, arguments: Arguments) -> tuple[Entries, bool]:
    """What `dict(…)` and `update(…)` are given, and whether that is all of it."""
    items: Entries = {}
    complete = arguments.complete
    for source in arguments.positional:
        record = dict_record(m, m.visible(source))
        if record is not None:
            items |= dict(record.items)
            complete = complete and record.complete
            continue
        rows = elements(m, source)
        complete = complete and rows is not None
        for row in rows or ():
            pair = elements(m, row)
            key = None if pair is None or len(pair) != 2 else key_of(pair[0])
            complete = complete and key is not None
            if pair is not None and key is not None:
                items[key] = (pair[0], pair[1])
    items |= {text_key(name): (Constant(name), value) for name, value in arguments.keywords.items()}
    return items, complete


def dict_method(m: Machine, ref: Ref, record: DictObject, name: str, arguments: Arguments) -> Value | None:
    """`settings.get(key, default)` and the like; None for a method that is not known."""
    method = _METHODS.get(name)
    if method is None and name not in _READING:
        m.write(ref, DictObject({}, complete=False))
    return None if method is None else method(m, ref, record, arguments)


def looked_up(m: Machine, ref: Ref, record: DictObject, index: Value, node: cst.CSTNode) -> Value:
    """`settings[key]`: a defaultdict makes what it lacks."""
    key = key_of(index)
    if key is not None and key in record.items:
        return m.visible(record.items[key][1])
    if key is not None and _was_never_kept(record, key, supposed=bool(m.state.guards)):
        known = tuple(str(each[1]) for each in record.items) if record.complete else ()
        return m.report(NotInHistory(str(key[1]), known), node)
    if key is not None and record.complete and record.kind == "Counter":
        return integer(0)
    if key is not None and record.complete and record.factory not in (None, NONE):
        assert record.factory is not None
        made = m.call(record.factory, NO_ARGUMENTS, node)
        m.write(ref, replace(record, items={**record.items, key: (index, made)}))
        return made
    if record.factory is not None:
        m.write(ref, replace(record, complete=False))
    elif key is not None and record.complete and ref.address > m.others_until and _are_plain((key, *record.items)):
        return m.raised("KeyError", node)
    return m.unknown("the value of a key that is not known", node)


def _was_never_kept(record: DictObject, key: Key, *, supposed: bool) -> bool:
    """Whether `fit` certainly kept nothing of this name. supposed: on this path only, which may ask for it first."""
    if key[0] != "str" or text_key("loss") not in record.items:
        return False
    of_validation = record.kind == HISTORY_OF_TRAINING and str(key[1]).startswith("val_")
    return (of_validation and not supposed) or (record.kind == HISTORY and record.complete)


def _are_plain(keys: Iterable[Key]) -> bool:
    return all(key[0] in _PLAIN_KEYS for key in keys)


def _get(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    key = key_of(arguments.positional[0]) if arguments.positional else None
    if key is not None and key in record.items:
        return m.visible(record.items[key][1])
    default = arguments.get(1, "default") or NONE
    if isinstance(default, Library) and default.path in _PARTS_OF_KERAS:
        return default  # whichever Keras is given in its place, its names are these
    if key is None or not record.complete:
        return m.unknown("the value of a key that is not known")
    return default


def _setdefault(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    value = _get(m, ref, record, arguments)
    key = key_of(arguments.positional[0]) if arguments.positional else None
    if key is None:
        m.write(ref, replace(record, items={}, complete=False))
    elif key not in record.items and record.complete:
        m.write(ref, replace(record, items={**record.items, key: (arguments.positional[0], value)}))
    return value


def _pop(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    value = _get(m, ref, record, arguments)
    key = key_of(arguments.positional[0]) if arguments.positional else None
    left = {name: item for name, item in record.items.items() if name != key}
    m.write(ref, replace(record, items=left if key is not None else {}, complete=record.complete and key is not None))
    return value


def _popitem(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    if not record.complete or not record.items or arguments.all():
        m.write(ref, replace(record, items={}, complete=False))
        return m.unknown("an entry of a dict that is not known")
    *left, last = record.items.items()
    m.write(ref, replace(record, items=dict(left)))
    return TupleValue(last[1])


def _clear(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    m.write(ref, replace(record, items={}, complete=True))
    return NONE


def _view(m: Machine, record: DictObject, items: tuple[Value, ...]) -> Value:
    return m.new(ListObject(items if record.complete else None, "view"))


def _items(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    return _view(m, record, tuple(TupleValue(pair) for pair in record.items.values()))


def _keys(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    return _view(m, record, tuple(key for key, _ in record.items.values()))


def _values(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    return _view(m, record, tuple(value for _, value in record.items.values()))


def _update(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    if record.kind == "Counter":
        m.write(ref, replace(record, items={}, complete=False))
        return NONE
    update_dict(m, ref, record, arguments)
    return NONE


def update_dict(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> None:
    """`settings.update(…)`, `settings |= …`. What is not known may have replaced any entry."""
    items, complete = entries(m, arguments)
    complete = complete and record.complete
    m.write(ref, replace(record, items={**record.items, **items} if complete else {}, complete=complete))


def _copy(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    return m.new(record)


def _most_common(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    first = arguments.positional[0] if arguments.positional else None
    counts = [value.known if isinstance(value, Integer) else None for _, value in record.items.values()]
    count = first.known if isinstance(first, Integer) else None
    if record.kind != "Counter" or not record.complete or None in counts or (first is not None and count is None):
        return m.new(ListObject(None))
    ranked = sorted(record.items.values(), key=lambda pair: -(getattr(pair[1], "known", 0) or 0))
    return m.new(ListObject(tuple(TupleValue(pair) for pair in ranked[:count])))


def _move_to_end(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    key = key_of(arguments.positional[0]) if len(arguments.all()) == 1 and arguments.positional else None
    if key is None or key not in record.items:
        m.write(ref, replace(record, items={}, complete=False))
        return NONE
    left = {name: pair for name, pair in record.items.items() if name != key}
    m.write(ref, replace(record, items={**left, key: record.items[key]}))
    return NONE


def _contains(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    key = key_of(arguments.positional[0]) if arguments.positional else None
    there = key is not None and key in record.items
    known = there or (key is not None and record.complete)
    return Constant(there) if known else m.unknown("whether a dict has a key")


def _close(m: Machine, ref: Ref, record: DictObject, arguments: Arguments) -> Value:
    """The arrays of a file that were read stay."""
    if record.kind != ARCHIVE:
        m.write(ref, DictObject({}, complete=False))
    return NONE


_METHODS: dict[str, DictMethod] = {
    "get": _get,
    "setdefault": _setdefault,
    "pop": _pop,
    "popitem": _popitem,
    "clear": _clear,
    "items": _items,
    "keys": _keys,
    "values": _values,
    "update": _update,
    "copy": _copy,
    "most_common": _most_common,
    "move_to_end": _move_to_end,
    "__contains__": _contains,
    "close": _close,
}
