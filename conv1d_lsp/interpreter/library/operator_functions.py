"""What the module `operator` gives: the operators as functions; and `slice`, what stands between brackets by name."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.conditions import compared, contained
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.operators import binary, unary
from conv1d_lsp.interpreter.subscripts import item
from conv1d_lsp.interpreter.values import NONE, Constant, Library, Partial, SliceValue, TupleValue, Value

Builtin = Callable[[Machine, Arguments, cst.CSTNode], Value]


def _binary(kind: type[cst.BaseBinaryOp]) -> Builtin:
    def function(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
        if len(arguments.positional) != 2:
            return m.unknown("an operator on something that is not known", node)
        return m.each(arguments.positional, lambda pair: binary(m, kind, pair[0], pair[1], node))

    return function


def _compared(operator: cst.BaseCompOp) -> Builtin:
    def function(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
        if len(arguments.positional) != 2:
            return m.unknown("a comparison of something that is not known", node)
        return m.each(arguments.positional, lambda pair: compared(m, operator, pair[0], pair[1], node))

    return function


def _unary(operator: cst.BaseUnaryOp) -> Builtin:
    def function(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
        return m.each(arguments.positional[:1], lambda one: unary(m, operator, one[0], node))

    return function


def _contains(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    known = contained(m, arguments.positional[1], arguments.positional[0]) if len(arguments.positional) == 2 else None
    return m.unknown("whether something is in something", node) if known is None else Constant(known)


def _slice(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`slice(stop)`, `slice(start, stop, step)`."""
    given = arguments.positional
    if not 1 <= len(given) <= 3 or arguments.keywords or not arguments.complete:
        return m.unknown("a slice that can't be told", node)
    parts = (NONE, *given, NONE) if len(given) == 1 else (*given, NONE)[:3]
    return m.each(parts, lambda three: SliceValue(three[0], three[1], three[2]))


def _getter(path: str) -> Builtin:
    """`itemgetter(1)` waits for what it is used on."""

    def function(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
        return Partial(Library(path), (TupleValue(arguments.positional),), ())

    return function


def _get_items(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return _got(m, arguments, node, lambda owner, key: item(m, owner, key, node))


def _get_attributes(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    def read(owner: Value, key: Value) -> Value:
        for name in str(key.value).split(".") if isinstance(key, Constant) else ():
            owner = m.attribute(m.visible(owner), name, node)
        return owner

    return _got(m, arguments, node, read)


def _got(m: Machine, arguments: Arguments, node: cst.CSTNode, read: Callable[[Value, Value], Value]) -> Value:
    keys, owner = arguments.positional[:2]
    assert isinstance(keys, TupleValue)
    results = [m.each([owner, key], lambda pair: read(pair[0], pair[1])) for key in keys.items]
    return results[0] if len(results) == 1 else TupleValue(tuple(results))


def _item(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if len(arguments.positional) != 2:
        return m.unknown("an item of something that is not known", node)
    return m.each(arguments.positional, lambda pair: item(m, pair[0], pair[1], node))


OPERATORS: dict[str, Builtin] = {
    "operator.add": _binary(cst.Add),
    "operator.concat": _binary(cst.Add),
    "operator.sub": _binary(cst.Subtract),
    "operator.mul": _binary(cst.Multiply),
    "operator.truediv": _binary(cst.Divide),
    "operator.floordiv": _binary(cst.FloorDivide),
    "operator.mod": _binary(cst.Modulo),
    "operator.pow": _binary(cst.Power),
    "operator.and_": _binary(cst.BitAnd),
    "operator.or_": _binary(cst.BitOr),
    "operator.xor": _binary(cst.BitXor),
    "operator.lshift": _binary(cst.LeftShift),
    "operator.rshift": _binary(cst.RightShift),
    "operator.matmul": _binary(cst.MatrixMultiply),
    "operator.eq": _compared(cst.Equal()),
    "operator.ne": _compared(cst.NotEqual()),
    "operator.lt": _compared(cst.LessThan()),
    "operator.le": _compared(cst.LessThanEqual()),
    "operator.gt": _compared(cst.GreaterThan()),
    "operator.ge": _compared(cst.GreaterThanEqual()),
    "operator.is_": _compared(cst.Is()),
    "operator.is_not": _compared(cst.IsNot()),
    "operator.neg": _unary(cst.Minus()),
    "operator.pos": _unary(cst.Plus()),
    "operator.not_": _unary(cst.Not()),
    "operator.invert": _unary(cst.BitInvert()),
    "builtins.slice": _slice,
    "operator.contains": _contains,
    "operator.getitem": _item,
    "operator.itemgetter": _getter("operator.itemgetter()"),
    "operator.attrgetter": _getter("operator.attrgetter()"),
    "operator.itemgetter()": _get_items,
    "operator.attrgetter()": _get_attributes,
}
