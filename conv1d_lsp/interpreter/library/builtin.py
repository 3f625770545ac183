"""Python's own functions and those of the standard library that shape models."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.iteration import elements, length, members
from conv1d_lsp.interpreter.joining import same
from conv1d_lsp.interpreter.library.ordering import plain_value, sorted_items
from conv1d_lsp.interpreter.literals import dict_record, key_of, set_of, text_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import AXES_ORDER
from conv1d_lsp.interpreter.operators import number_of, plain
from conv1d_lsp.interpreter.outside import as_integer
from conv1d_lsp.interpreter.values import (
    NONE,
    Array,
    Constant,
    DictObject,
    Function,
    Instance,
    Integer,
    LayerObject,
    Library,
    ListObject,
    Partial,
    Range,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    UserClass,
    Value,
    integer,
)
from conv1d_lsp.interpreter.values.literal_keys import text_key
from conv1d_lsp.interpreter.values.objects import Key
from conv1d_lsp.shapes import Dim, Truth, dim

Builtin = Callable[[Machine, Arguments, cst.CSTNode], Value]


def _each(work: Builtin) -> Builtin:
    """A function whose arguments may be choices."""

    def function(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
        return m.each(
            list(arguments.positional),
            lambda chosen: work(m, Arguments(tuple(chosen), arguments.keywords, arguments.complete), node),
        )

    return function


def _len(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    known = length(m, arguments.positional[0]) if len(arguments.positional) == 1 else None
    if known is None or not isinstance(known.dim.value, int | None):
        return m.unknown("the length of something that is not known", node)
    return known


def _range(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    bounds: list[Dim] = []
    for value in arguments.positional:
        number = number_of(value)
        if isinstance(value, Unknown):
            bounds.append(value.dim)
        elif isinstance(number, Dim):
            bounds.append(number)
        else:
            return m.unknown("a range that can't be told", node)
    match bounds:
        case [stop]:
            return Range(dim(0), stop, dim(1))
        case [start, stop]:
            return Range(start, stop, dim(1))
        case [start, stop, step]:
            return Range(start, stop, step)
    return m.unknown("a range that can't be told", node)


def _list(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return m.new(ListObject(elements(m, arguments.positional[0]) if arguments.positional else ()))


def _set(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return m.new(set_of(members(m, arguments.positional[0]) if arguments.positional else ()))


def _tuple(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if not arguments.positional:
        return TupleValue(())
    items = elements(m, arguments.positional[0])
    return TupleValue(items) if items is not None else m.unknown("a tuple of unknown length", node)


def _dict(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    items: dict[Key, tuple[Value, Value]] = {}
    complete = arguments.complete
    for source in arguments.positional:
        record = dict_record(m, source)
        if record is not None:
            items |= dict(record.items)
            complete = complete and record.complete
            continue
        pairs = [elements(m, pair) for pair in elements(m, source) or ()]
        keys = [None if pair is None or len(pair) != 2 else key_of(pair[0]) for pair in pairs]
        complete = complete and elements(m, source) is not None and None not in keys
        for key, pair in zip(keys, pairs, strict=True):
            if key is not None and pair is not None:
                items[key] = (pair[0], pair[1])
    items |= {text_key(name): (Constant(name), value) for name, value in arguments.keywords.items()}
    return m.new(DictObject(items, complete))


def _enumerate(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    items = elements(m, arguments.positional[0]) if arguments.positional else None
    start = arguments.get(1, "start")
    first = 0 if start is None else start.known if isinstance(start, Integer) else None
    if items is None or first is None:
        return m.new(ListObject(None))
    return m.new(ListObject(tuple(TupleValue((integer(i), item)) for i, item in enumerate(items, first))))


def _zip(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    columns = [elements(m, value) for value in arguments.positional]
    if None in columns or not arguments.complete:
        return m.new(ListObject(None))
    rows = zip(*(column or () for column in columns), strict=False)
    return m.new(ListObject(tuple(TupleValue(row) for row in rows)))


def _reversed(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    items = elements(m, arguments.positional[0]) if arguments.positional else None
    return m.new(ListObject(None if items is None else items[::-1]))


def _sorted(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    items = members(m, arguments.positional[0]) if arguments.positional else None
    return m.new(ListObject(sorted_items(items, arguments)))


def _map(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    columns = [elements(m, value) for value in arguments.positional[1:]]
    if not columns or None in columns:
        return m.new(ListObject(None))
    rows = zip(*(column or () for column in columns), strict=False)
    return m.new(ListObject(tuple(m.call(arguments.positional[0], Arguments(tuple(row)), node) for row in rows)))


def _reduce(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    items = elements(m, arguments.positional[1]) if len(arguments.positional) > 1 else None
    if items is None:
        return m.unknown("a reduction of something that is not known", node)
    values = [*arguments.positional[2:3], *items]
    if not values:
        return m.unknown("a reduction of nothing", node)
    result = values[0]
    for value in values[1:]:
        result = m.call(arguments.positional[0], Arguments((result, value)), node)
    return result


def _calculated(function: Callable[..., Any]) -> Builtin:
    """A pure function of numbers and texts."""

    def work(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
        known = [plain_value(value) for value in arguments.positional]
        if None in known or arguments.keywords or not arguments.complete:
            return m.unknown("a calculation with something that is not known", node)
        try:
            return plain(function(*known))
        except (ArithmeticError, ValueError, TypeError, AssertionError):
            return m.unknown("a calculation that fails", node)

    return _each(work)


def _int(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    value = arguments.positional[0] if arguments.positional else integer(0)
    if isinstance(value, Integer):
        return Integer(value.dim)
    if isinstance(value, Unknown) and (value.number is not None or value.outside is not None):
        return as_integer(value)
    return _calculated(int)(m, arguments, node)


def _extreme(function: Callable[..., Any], holds: Callable[[Dim, Dim], Truth]) -> Builtin:
    """`min` and `max`, of several arguments or of the items of one."""

    def work(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
        values = arguments.positional
        if len(values) == 1:
            values = members(m, values[0]) or ()
        if arguments.keywords:
            return m.unknown("an extreme by a measure of its own", node)
        for candidate in values:
            a = number_of(candidate)
            others = [number_of(value) for value in values]
            if isinstance(a, Dim) and all(isinstance(b, Dim) and holds(a, b) is Truth.YES for b in others):
                return candidate
        return _calculated(function)(m, Arguments(tuple(values), arguments.keywords, bool(values)), node)

    return work


def _sum(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    items = members(m, arguments.positional[0]) if arguments.positional else None
    numbers = [number_of(item) for item in items or ()]
    if items is None or any(not isinstance(number, Dim) for number in numbers):
        known = [plain_value(item) for item in items or ()]
        if items is None or not all(isinstance(each, int | float) for each in known):
            return m.unknown("a sum that can't be told", node)
        return plain(sum(known))
    return Integer(sum((number for number in numbers if isinstance(number, Dim)), start=dim(0)))


def _isinstance(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if len(arguments.positional) != 2:
        return m.unknown("a question that can't be told", node)
    value, kinds = arguments.positional
    options = elements(m, kinds) or (kinds,)
    outcomes = [_is(m, value, kind) for kind in options]
    if True in outcomes:
        return Constant(True)
    return m.unknown("a question that can't be told", node) if None in outcomes else Constant(False)


def _is(m: Machine, value: Value, kind: Value) -> bool | None:
    if isinstance(value, Unknown | Array | Tensor | LayerObject):
        return None
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(kind, UserClass):
        return same(record.cls, kind) or None if isinstance(record, Instance) and record.cls is not None else None
    if not isinstance(kind, Library):
        return None
    match kind.path:
        case "builtins.int":
            return isinstance(value, Integer) or (isinstance(value, Constant) and isinstance(value.value, bool))
        case "builtins.bool" | "builtins.str" | "builtins.float":
            python = {"bool": bool, "str": str, "float": float}[kind.last]
            return isinstance(value, Constant) and isinstance(value.value, python)
        case "builtins.tuple":
            return isinstance(value, TupleValue)
        case "builtins.list":
            return isinstance(record, ListObject) and record.kind == "list"
        case "builtins.dict":
            return isinstance(record, DictObject)
    return False if isinstance(value, Integer | Constant | TupleValue) and kind.path.startswith("keras.") else None


def _partial(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if not arguments.positional or not arguments.complete:
        return m.unknown("a partial function that is not known", node)
    return Partial(arguments.positional[0], arguments.positional[1:], tuple(arguments.keywords.items()))


def _print(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return NONE


def _str(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    text = text_of(arguments.positional[0]) if arguments.positional else ""
    return m.unknown("a text that can't be told", node) if text is None else Constant(text)


def _callable(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    value = arguments.positional[0] if arguments.positional else NONE
    if isinstance(value, Function | Partial | UserClass):
        return Constant(True)
    return Constant(False) if isinstance(value, Integer | Constant) else m.unknown("a question", node)


def _tensor_shape(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`keras.backend.int_shape(x)`."""
    return m.attribute(arguments.positional[0], "shape", node) if arguments.positional else NONE


def _data_format(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return m.state.variables.get(AXES_ORDER) or Constant("channels_last")


def _set_data_format(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    m.state.write_variable(AXES_ORDER, arguments.get(0, "data_format") or m.unknown("an order of axes", node))
    return NONE


BUILTINS: dict[str, Builtin] = {
    "builtins.len": _each(_len),
    "builtins.range": _each(_range),
    "builtins.list": _list,
    "builtins.set": _set,
    "builtins.tuple": _tuple,
    "builtins.dict": _dict,
    "builtins.enumerate": _enumerate,
    "builtins.zip": _zip,
    "builtins.reversed": _reversed,
    "builtins.sorted": _sorted,
    "builtins.map": _map,
    "functools.reduce": _reduce,
    "functools.partial": _partial,
    "builtins.int": _each(_int),
    "builtins.float": _calculated(float),
    "builtins.round": _calculated(round),
    "builtins.abs": _calculated(abs),
    "builtins.pow": _calculated(lambda x, y: x**y if abs(y) < 64 else None),
    "builtins.divmod": _calculated(divmod),
    "builtins.bool": _calculated(bool),
    "builtins.min": _extreme(min, lambda a, b: a <= b),
    "builtins.max": _extreme(max, lambda a, b: a >= b),
    "builtins.sum": _sum,
    "builtins.str": _each(_str),
    "builtins.isinstance": _each(_isinstance),
    "builtins.callable": _callable,
    "builtins.print": _print,
    "math.ceil": _calculated(math.ceil),
    "math.floor": _calculated(math.floor),
    "math.sqrt": _calculated(math.sqrt),
    "math.log": _calculated(math.log),
    "math.log2": _calculated(math.log2),
    "math.pow": _calculated(math.pow),
    "keras.backend.int_shape": _each(_tensor_shape),
    "keras.backend.image_data_format": _data_format,
    "keras.config.image_data_format": _data_format,
    "keras.backend.set_image_data_format": _set_data_format,
    "keras.config.set_image_data_format": _set_data_format,
}
