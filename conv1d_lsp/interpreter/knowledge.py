"""What a condition teaches about names: `assert window >= 3`, `if steps < 8: raise`, `if n % 2: raise`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.operators import number_of
from conv1d_lsp.interpreter.values import Integer, Tensor, Unknown
from conv1d_lsp.interpreter.variables import read_name, rebind
from conv1d_lsp.shapes import NOTHING_KNOWN, Dim, Expression, Known, Number, Shape, Unclear, dim
from conv1d_lsp.shapes.expression import Quotient

#: A condition nested deeper than this teaches nothing.
DEEPEST_CONDITION = 8

#: More axes than these are no tensor's.
MOST_AXES = 8


def suppose(m: Machine, condition: cst.BaseExpression, holds: bool, way: tuple[int, bool] | None = None) -> None:
    """Learn from a condition that holds, or does not, on the current path. way: the fork that it decided."""
    known = NOTHING_KNOWN
    for left, kind, right in _tests(condition, holds, 0):
        known = known.and_also(_taught(m, left, kind, right))
    if known is not NOTHING_KNOWN:
        m.learn(known, way)


#: What is tested: a side, the relation that holds between them, and the other side; None stands for 0.
Test = tuple[cst.BaseExpression, str, cst.BaseExpression | None]

_RELATIONS = {
    cst.LessThan: ("<", ">="),
    cst.LessThanEqual: ("<=", ">"),
    cst.GreaterThan: (">", "<="),
    cst.GreaterThanEqual: (">=", "<"),
    cst.Equal: ("==", "!="),
    cst.NotEqual: ("!=", "=="),
}


def _tests(node: cst.BaseExpression, holds: bool, depth: int) -> Iterator[Test]:
    """The comparisons that certainly hold if the condition does (or does not)."""
    if depth > DEEPEST_CONDITION:
        return
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
        yield from _tests(node.expression, not holds, depth + 1)
    elif isinstance(node, cst.BooleanOperation):
        if isinstance(node.operator, cst.And) is holds:
            yield from _tests(node.left, holds, depth + 1)
            yield from _tests(node.right, holds, depth + 1)
    elif isinstance(node, cst.Comparison):
        if holds or len(node.comparisons) == 1:
            left = node.left
            for target in node.comparisons:
                relations = _RELATIONS.get(type(target.operator))
                if relations is not None:
                    yield left, relations[not holds], target.comparator
                left = target.comparator
    elif isinstance(node, cst.BinaryOperation):
        yield node, "!=" if holds else "==", None


def _taught(m: Machine, left: cst.BaseExpression, relation: str, right: cst.BaseExpression | None) -> Known:
    a = operand(m, left)
    b = dim(0) if right is None else operand(m, right)
    if relation == "==" and right is not None:
        _settle(m, left, b)
        _settle(m, right, a)
    if not isinstance(a, Number) or not isinstance(b, Number):
        return NOTHING_KNOWN
    return relation_known((a.expression - b.expression).reduced, relation)


def relation_known(difference: Expression, relation: str) -> Known:
    """`difference relation 0`. One that may be a fraction is not moved to the next integer by `<` and `>`."""
    step = Expression(1) if difference.whole else Expression(0)
    match relation:
        case ">=":
            return _at_least(difference)
        case "<=":
            return _at_least(-difference)
        case ">":
            return _at_least(difference - step)
        case "<":
            return _at_least(-difference - step)
        case "==":
            return _at_least(difference).and_also(_at_least(-difference))
    if any(symbol.axis for symbol in difference.symbols()):
        return NOTHING_KNOWN  # None is no number either
    low, high = difference.bounds()
    if low == 0:
        return _at_least(difference - step)
    return _at_least(-difference - step) if high == 0 else NOTHING_KNOWN


def _at_least(expression: Expression) -> Known:
    """It is 0 or more; of a quotient, what that says of its dividend too."""
    known = NOTHING_KNOWN.at_least(expression.constant, expression.terms)
    if len(expression.terms) != 1:
        return known
    product, _ = expression.terms[0]
    atom = product[0]
    under = atom.under.value if isinstance(atom, Quotient) and len(product) == 1 else None
    if not isinstance(atom, Quotient) or under is None or under <= 0:
        return known
    low, high = known.of((((atom,), 1),))
    if low is not None:
        return known.and_also(_at_least((atom.over - Expression(low * under)).reduced))
    if high is not None:
        return known.and_also(_at_least((Expression(high * under + under - 1) - atom.over).reduced))
    return known


_PLAIN = (cst.Name, cst.Attribute, cst.Subscript, cst.Integer, cst.BinaryOperation, cst.UnaryOperation)


def operand(m: Machine, node: cst.BaseExpression) -> Dim | None:
    """A side of a comparison as a number. It was evaluated before: whatever it did is not done again."""
    if not _is_plain(node, 0):
        return None
    outer = m.state
    m.state = outer.fork()
    try:
        with m.aside():
            value = m.visible(m.evaluate(node))
    finally:
        m.state = outer
    if isinstance(value, Unknown):
        return value.number
    number = number_of(value) if isinstance(value, Integer) else None
    return number if isinstance(number, Dim) else None


def _is_plain(node: cst.BaseExpression, depth: int) -> bool:
    """Whether evaluating it again costs little."""
    if depth > DEEPEST_CONDITION:
        return False
    if type(node) is cst.Name or type(node) is cst.Integer:
        return True
    if type(node) is cst.Call:
        called = node.func.value if type(node.func) is cst.Name else None
        return called in _CHEAP and all(_is_plain(argument.value, depth + 1) for argument in node.args)
    parts = _PARTS.get(type(node))
    return parts is not None and all(_is_plain(part, depth + 1) for part in parts(node))


_CHEAP = frozenset({"len", "int", "min", "max", "abs"})

#: What is evaluated again with a node.
_PARTS: Mapping[type[cst.CSTNode], Callable[[Any], Sequence[cst.BaseExpression]]] = {
    cst.Attribute: lambda node: (node.value,),
    cst.Subscript: lambda node: (node.value,),
    cst.BinaryOperation: lambda node: (node.left, node.right),
    cst.UnaryOperation: lambda node: (node.expression,),
}


# Axes of tensors


def _settle(m: Machine, node: cst.BaseExpression, size: Dim | None) -> None:
    """`assert x.shape[1] == 100`, `assert len(x.shape) == 3`: what could not be told of the variable `x` is told."""
    if not isinstance(size, Number):
        return
    match node:
        case cst.Subscript(value=cst.Attribute(value=cst.Name() as owner, attr=cst.Name(value="shape"))):
            index = operand(m, node.slice[0].slice.value) if isinstance(node.slice[0].slice, cst.Index) else None
            if index is not None and index.value is not None:
                _settle_axis(m, owner.value, index.value, size)
        case cst.Attribute(value=cst.Name() as owner, attr=cst.Name(value="ndim" | "rank")):
            _settle_rank(m, owner.value, size.value)
        case cst.Call(
            func=cst.Name(value="len"),
            args=[cst.Arg(value=cst.Attribute(value=cst.Name() as owner, attr=cst.Name(value="shape")))],
        ):
            _settle_rank(m, owner.value, size.value)


def _settle_axis(m: Machine, name: str, index: int, size: Number) -> None:
    tensor = read_name(m, name)
    if isinstance(tensor, Tensor) and tensor.shape.ranked:
        axes = tensor.shape.known_axes
        if -len(axes) <= index < len(axes) and isinstance(axes[index], Unclear):
            rebind(m, name, replace(tensor, shape=tensor.shape.with_axes({index: size})))


def _settle_rank(m: Machine, name: str, rank: int | None) -> None:
    tensor = read_name(m, name)
    if isinstance(tensor, Tensor) and not tensor.shape.ranked and rank is not None and 0 < rank <= MOST_AXES:
        rebind(m, name, replace(tensor, shape=Shape((tensor.shape.why,) * rank)))
