"""Names for what is not known and goes into a layer: as the program writes it there."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.told_faults import ShapeAsked
from conv1d_lsp.interpreter.values import (
    Choice,
    Constant,
    Either,
    Integer,
    ListObject,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.interpreter.variables import rebind
from conv1d_lsp.shapes import AxisNames, Number, Shape, Symbol, Unclear
from conv1d_lsp.source.text import text_of

#: Expressions longer than this are no names.
_LONGEST = 40


def named_arguments(m: Machine, node: cst.Call, arguments: Arguments) -> Arguments:
    """The arguments of a layer, or of its call: `Conv1D(units, 3)(x)` gives (…, x.shape[1] - 2, units).

    Once something has failed, what comes of it stays unknown, so that nothing more is reported from it.
    """
    if (
        any(not isinstance(each.fault, ShapeAsked) for each in m.notes.findings)
        or (all(map(_is_settled, arguments.positional)) and all(map(_is_settled, arguments.keywords.values())))
        or any(argument.star == "*" for argument in node.args)
    ):
        return arguments
    positional = list(arguments.positional)
    keywords = dict(arguments.keywords)
    place = 0
    for argument in node.args:
        if argument.star:
            continue
        if argument.keyword is not None:
            keywords[argument.keyword.value] = _named(m, argument.value, keywords[argument.keyword.value])
        else:
            positional[place] = _named(m, argument.value, positional[place])
            place += 1
    return Arguments(tuple(positional), keywords, arguments.complete)


def _named(m: Machine, expression: cst.BaseExpression, value: Value) -> Value:
    """The value with a name, if it needs one; a variable holds the named one from here on."""
    if type(expression) is cst.Tuple or type(expression) is cst.List:
        return _parts_named(m, expression, value)
    text = _text(expression) if _is_nameless(value) else None
    if text is None or (type(expression) is cst.Call and _is_ranked(value)):
        return value
    named = _with_name(m, value, text)
    if type(expression) is cst.Name:
        rebind(m, expression.value, named)
    return named


def _parts_named(m: Machine, expression: cst.Tuple | cst.List, value: Value) -> Value:
    record = m.record(value) if isinstance(value, Ref) else None
    items = value.items if isinstance(value, TupleValue) else record.items if isinstance(record, ListObject) else None
    if items is None or len(items) != len(expression.elements):
        return value
    named = tuple(
        item if type(element) is cst.StarredElement else _named(m, element.value, item)
        for element, item in zip(expression.elements, items, strict=True)
    )
    if all(new is old for new, old in zip(named, items, strict=True)):
        return value
    if isinstance(value, TupleValue):
        return replace(value, items=named)
    assert isinstance(value, Ref) and isinstance(record, ListObject)
    m.write(value, replace(record, items=named))
    return value


def _is_settled(value: Value) -> bool:
    """Whether it certainly needs no name, nor a part of it."""
    kind = type(value)
    return kind is Constant or kind is Integer or (type(value) is Tensor and not _lacks_names(value))


def _is_nameless(value: Value) -> bool:
    match value:
        case Unknown():
            return value.number is None and value.outside is None and value.ratio is None
        case Tensor():
            return _lacks_names(value)
        case Either():
            return any(_is_nameless(choice.value) for choice in value.choices)
    return False


def _lacks_names(tensor: Tensor) -> bool:
    axes = tensor.shape.axes
    return tensor.shape.names is None if axes is None else Unclear in map(type, axes)


def _is_ranked(value: Value) -> bool:
    """Whether it is a tensor with a size or more known: for others `Input((size, 1)).shape[1]` would be no name."""
    return isinstance(value, Tensor) and value.shape.ranked


#: Expressions that may read as a name.
_NAMES = frozenset({cst.Name, cst.Attribute, cst.Subscript, cst.Call, cst.BinaryOperation})


def _text(expression: cst.BaseExpression) -> str | None:
    """How the program writes it, if that reads as a name."""
    if type(expression) not in _NAMES:
        return None
    text = text_of(expression.with_changes(lpar=(), rpar=()) if expression.lpar else expression)
    if "\n" in text or len(text) > _LONGEST:
        return None
    return f"({text})" if type(expression) is cst.BinaryOperation else text


def _with_name(m: Machine, value: Value, text: str) -> Value:
    match value:
        case Unknown() if _is_nameless(value):
            m.counters.fork += 1
            name = Symbol(text, m.counters.fork, passing=m.summarised_loops > 0)
            return replace(value, number=Number.of(name), nameless=value)
        case Tensor() if _is_nameless(value):
            m.counters.fork += 1
            names = AxisNames(f"{text}.shape", m.counters.fork, sizes=True, passing=m.summarised_loops > 0)
            return replace(value, shape=_with_named_sizes(value.shape, names))
        case Either():
            return Either(tuple(Choice(each.guards, _with_name(m, each.value, text)) for each in value.choices))
    return value


def _with_named_sizes(shape: Shape, names: AxisNames) -> Shape:
    """The shape with a name for each size that can't be told."""
    if shape.axes is None:
        return Shape.unknown(shape.why, names)
    return shape.with_axes({i: Number.of(names.axis(i)) for i, axis in enumerate(shape) if isinstance(axis, Unclear)})
