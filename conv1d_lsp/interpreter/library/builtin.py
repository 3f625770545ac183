"""Python's own functions and those of the standard library that shape models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.concrete import calculate
from conv1d_lsp.interpreter.iteration import element, elements, length, members
from conv1d_lsp.interpreter.joining import says_nothing
from conv1d_lsp.interpreter.library.calculations import CALCULATED
from conv1d_lsp.interpreter.library.dicts import from_keys, make_counter, make_defaultdict, make_dict
from conv1d_lsp.interpreter.library.iterating import ITERATING
from conv1d_lsp.interpreter.library.itertools_functions import ITERTOOLS
from conv1d_lsp.interpreter.library.kind_questions import QUESTIONS
from conv1d_lsp.interpreter.library.lists import make_deque
from conv1d_lsp.interpreter.library.operator_functions import OPERATORS
from conv1d_lsp.interpreter.library.ordering import extreme, sorted_items
from conv1d_lsp.interpreter.literals import set_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.many import one_of_many
from conv1d_lsp.interpreter.memory import AXES_ORDER, NUMBERS
from conv1d_lsp.interpreter.open_sizes import open_size
from conv1d_lsp.interpreter.operators import binary, number_of
from conv1d_lsp.interpreter.outside import as_integer, length_of
from conv1d_lsp.interpreter.rational import rounded
from conv1d_lsp.interpreter.rows_named import rows_named
from conv1d_lsp.interpreter.special_methods import call_special, unwrapped
from conv1d_lsp.interpreter.symbolic import operation
from conv1d_lsp.interpreter.truthiness import decided
from conv1d_lsp.interpreter.values import (
    NONE,
    OPEN_SIZE,
    Constant,
    Integer,
    ListObject,
    Partial,
    Range,
    Tensor,
    TupleValue,
    Unknown,
    Value,
    integer,
)
from conv1d_lsp.shapes import Dim, Unclear, dim

#: What sets the type of numbers for all layers.
SETTERS_OF_NUMBERS = (
    "keras.backend.set_floatx",
    "keras.config.set_floatx",
    "keras.config.set_dtype_policy",
    "keras.mixed_precision.set_global_policy",
    "keras.mixed_precision.set_dtype_policy",
    "keras.mixed_precision.experimental.set_policy",
)

Builtin = Callable[[Machine, Arguments, cst.CSTNode], Value]


def _rounding(path: str) -> Builtin:
    """`math.ceil` and its like, of fractions of numbers known by name too."""
    plain, how = _calculated(CALCULATED[path]), path.rpartition(".")[2]

    def work(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
        one = len(arguments.positional) == 1 and not arguments.keywords
        result = rounded(how, m.visible(arguments.positional[0])) if one else None
        return plain(m, arguments, node) if result is None else result

    return work


def _absolute(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`abs(x)`, of a symbolic tensor too."""
    value = m.visible(arguments.positional[0]) if len(arguments.positional) == 1 else None
    if isinstance(value, Tensor):
        return operation(m, "abs", "absolute", [value], node, lambda given: given[0]) or m.unknown("abs", node)
    return _calculated(CALCULATED["builtins.abs"])(m, arguments, node)


def _each(work: Builtin) -> Builtin:
    """A function whose arguments may be choices."""

    def function(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
        return m.each(
            list(arguments.positional),
            lambda chosen: work(m, Arguments(tuple(chosen), arguments.keywords, arguments.complete), node),
        )

    return function


def _len(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    given = arguments.positional[0] if len(arguments.positional) == 1 else NONE
    own = call_special(m, given, "__len__", [], node)
    if own is not None:
        return own
    if isinstance(node, cst.Call) and node.args:
        given = rows_named(m, node.args[0].value, given)
    known = length(m, given)
    if known is None and isinstance(given, Unknown):
        return length_of(m, given)
    if known is not None and isinstance(known.dim, Unclear):
        return m.unknown(known.dim.reason, node)
    if known is None or not isinstance(known.dim.value, int | None):
        return m.unknown("the length of something that is not known", node)
    return known


def _range(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    bounds: list[Dim] = []
    for value in (unwrapped(m, each) for each in arguments.positional):
        number = number_of(value)
        if isinstance(value, Unknown):
            bounds.append(value.dim)
        elif isinstance(number, Dim):
            bounds.append(number)
        else:
            refused = open_size(m, "range", (value,), node)
            return refused or m.unknown("a range that can't be told", node)
    match bounds:
        case [stop]:
            return Range(dim(0), stop, dim(1))
        case [start, stop]:
            return Range(start, stop, dim(1))
        case [start, stop, step]:
            return Range(start, stop, step)
    return m.unknown("a range that can't be told", node)


def _list(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if not arguments.positional:
        return m.new(ListObject(()))
    given = arguments.positional[0]
    items = elements(m, given)
    return m.new(ListObject(items) if items is not None else ListObject(None, element=_any_item(m, given)))


def _any_item(m: Machine, value: Value) -> Value | None:
    """What any item of a list is like that is made of something; None where nothing is known of it."""
    some = one_of_many(element(m, value))
    return None if says_nothing(some) else some


def _set(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return m.new(set_of(members(m, arguments.positional[0]) if arguments.positional else ()))


def _tuple(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if not arguments.positional:
        return TupleValue(())
    items = elements(m, arguments.positional[0])
    return TupleValue(items) if items is not None else m.unknown("a tuple of unknown length", node)


def _calculated(function: Callable[..., Any]) -> Builtin:
    """A pure function of values that are known through and through."""
    return _each(lambda m, arguments, node: calculate(m, function, arguments, node))


def _sorted(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    items = members(m, arguments.positional[0]) if arguments.positional else None
    return m.new(ListObject(sorted_items(m, items, arguments, node)))


def _frozenset(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    record = set_of(members(m, arguments.positional[0]) if arguments.positional else ())
    return m.new(replace(record, kind="frozenset"))


def _bool(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    known = decided(m, arguments.positional[0]) if arguments.positional else False
    return m.unknown("a condition that can't be told", node) if known is None else Constant(known)


def _int(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    given = arguments.positional[0] if arguments.positional else integer(0)
    if given is OPEN_SIZE and (refused := open_size(m, "int", (given,), node)) is not None:
        return refused
    own = call_special(m, given, "__int__", [], node)
    value = unwrapped(m, given) if own is None else own
    if isinstance(value, Integer):
        return Integer(value.dim)
    if isinstance(value, Unknown) and value.ratio is None and (value.number is not None or value.outside is not None):
        return as_integer(value)
    if len(arguments.positional) == 1 and not arguments.keywords and _is_no_number(value):
        return m.raised("ValueError", node)
    whole = rounded("int", value)
    if whole is not None and len(arguments.positional) == 1:
        return whole
    return calculate(m, int, Arguments((value, *arguments.positional[1:]), arguments.keywords), node)


def _is_no_number(value: Value) -> bool:
    """Whether it is a text that is certainly no integer."""
    if not isinstance(value, Constant) or not isinstance(value.value, str):
        return False
    try:
        int(value.value)
    except ValueError:
        return True
    return False


def _sum(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    items = members(m, arguments.positional[0]) if arguments.positional else None
    result = arguments.get(1, "start") or integer(0)
    if items is None:
        return m.unknown("a sum that can't be told", node)
    for item in items:
        result = m.each([result, item], lambda pair: binary(m, cst.Add, pair[0], pair[1], node))
    return result


def _partial(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if not arguments.positional or not arguments.complete:
        return m.unknown("a partial function that is not known", node)
    return Partial(arguments.positional[0], arguments.positional[1:], tuple(arguments.keywords.items()))


def _print(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return NONE


def _tensor_shape(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`keras.backend.int_shape(x)`."""
    return m.attribute(arguments.positional[0], "shape", node) if arguments.positional else NONE


def _data_format(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return m.state.variables.get(AXES_ORDER) or Constant("channels_last")


def _set_data_format(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    m.state.write_variable(AXES_ORDER, arguments.get(0, "data_format") or m.unknown("an order of axes", node))
    return NONE


def _set_numbers(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`set_floatx("float64")`, `set_global_policy("mixed_float16")`: for layers that are made from now on."""
    given = next(iter(arguments.all()), None)
    m.state.write_variable(NUMBERS, given or m.unknown("a type of numbers", node))
    return NONE


BUILTINS: dict[str, Builtin] = {
    **ITERATING,
    **ITERTOOLS,
    **OPERATORS,
    "builtins.len": _each(_len),
    "builtins.range": _each(_range),
    "builtins.list": _list,
    "builtins.set": _set,
    "builtins.frozenset": _frozenset,
    "builtins.tuple": _tuple,
    "builtins.dict": make_dict,
    "builtins.dict.fromkeys": from_keys,
    "collections.OrderedDict": make_dict,
    "collections.defaultdict": make_defaultdict,
    "collections.Counter": make_counter,
    "collections.deque": make_deque,
    "builtins.sorted": _sorted,
    "functools.partial": _partial,
    "builtins.int": _each(_int),
    "builtins.bool": _each(_bool),
    "builtins.min": extreme(min, lambda a, b: a <= b),
    "builtins.max": extreme(max, lambda a, b: a >= b),
    "builtins.sum": _sum,
    **{path: _each(question) for path, question in QUESTIONS.items()},
    "builtins.print": _print,
    **{path: _calculated(function) for path, function in CALCULATED.items()},
    **{path: _rounding(path) for path in ("math.ceil", "math.floor", "builtins.round")},
    "builtins.abs": _absolute,
    "keras.backend.int_shape": _each(_tensor_shape),
    **dict.fromkeys(SETTERS_OF_NUMBERS, _set_numbers),
    "keras.backend.image_data_format": _data_format,
    "keras.config.image_data_format": _data_format,
    "keras.backend.set_image_data_format": _set_data_format,
    "keras.config.set_image_data_format": _set_data_format,
}
