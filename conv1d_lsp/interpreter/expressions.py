"""Evaluating expressions: one function a kind of node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import libcst as cst

from conv1d_lsp.interpreter import literals
from conv1d_lsp.interpreter.attributes import attribute
from conv1d_lsp.interpreter.calls import evaluate_call
from conv1d_lsp.interpreter.comprehensions import (
    dict_comprehension,
    generator_expression,
    list_comprehension,
    set_comprehension,
)
from conv1d_lsp.interpreter.conditions import compared, fork_of, test
from conv1d_lsp.interpreter.functions import lambda_value
from conv1d_lsp.interpreter.generators import yield_from
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.knowledge import suppose
from conv1d_lsp.interpreter.language import CutShort
from conv1d_lsp.interpreter.machine import DEEPEST, Machine
from conv1d_lsp.interpreter.operators import binary, unary
from conv1d_lsp.interpreter.rows_named import rows_named
from conv1d_lsp.interpreter.subscripts import evaluate_subscript
from conv1d_lsp.interpreter.texts import formatted_literal
from conv1d_lsp.interpreter.truthiness import decided
from conv1d_lsp.interpreter.values import (
    FALSE,
    NONE,
    TRUE,
    Constant,
    DictObject,
    Either,
    ListObject,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.interpreter.variables import assign_name, read_name


def evaluate(m: Machine, node: cst.BaseExpression) -> Value:
    """The abstract value of an expression on the current path. Never raises but `CutShort`."""
    counters = m.counters
    counters.steps += 1
    if counters.steps > m.budget:
        raise CutShort
    handler = _HANDLERS.get(type(node))
    if handler is None:
        return m.unknown("this expression is not understood yet", node)
    depth = m.depth
    if depth > DEEPEST:
        return m.unknown("it is nested too deeply", node)
    m.depth = depth + 1
    try:
        return handler(m, node)
    finally:
        m.depth = depth


def _name(m: Machine, node: cst.Name) -> Value:
    return read_name(m, node.value, node)


def _attribute(m: Machine, node: cst.Attribute) -> Value:
    owner = evaluate(m, node.value)
    name = node.attr.value
    if name == "shape":
        owner = rows_named(m, node.value, owner)
    if type(owner) is not Either:
        return attribute(m, owner, name, node)
    return m.each([owner], lambda one: attribute(m, one[0], name, node))


def _tuple(m: Machine, node: cst.Tuple) -> Value:
    items = _items(m, node.elements)
    return TupleValue(items) if items is not None else m.unknown("a tuple of unknown length", node)


def _list(m: Machine, node: cst.List) -> Value:
    return m.new(ListObject(_items(m, node.elements)))


def _set(m: Machine, node: cst.Set) -> Value:
    return m.new(literals.set_of(_items(m, node.elements)))


def _items(m: Machine, nodes: tuple[cst.BaseElement, ...] | Any) -> tuple[Value, ...] | None:
    items: list[Value] = []
    complete = True
    for element in nodes:
        value = evaluate(m, element.value)
        if type(element) is cst.StarredElement:
            more = elements(m, value)
            complete = complete and more is not None
            items += more or ()
        else:
            items.append(value)
    return tuple(items) if complete else None


def _dict(m: Machine, node: cst.Dict) -> Value:
    items: dict[literals.Key, tuple[Value, Value]] = {}
    complete = True
    for element in node.elements:
        key = evaluate(m, element.key) if isinstance(element, cst.DictElement) else NONE
        value = evaluate(m, element.value)
        if isinstance(element, cst.DictElement):
            name = literals.key_of(key)
            if name is None:
                complete = False
            else:
                items[name] = (key, value)
            continue
        other = literals.dict_record(m, value)
        complete = complete and other is not None and other.complete
        items |= {} if other is None else dict(other.items)
    return m.new(DictObject(items, complete))


def _binary(m: Machine, node: cst.BinaryOperation) -> Value:
    operands = [evaluate(m, node.left), evaluate(m, node.right)]
    return m.each(operands, lambda pair: binary(m, type(node.operator), pair[0], pair[1], node))


def _unary(m: Machine, node: cst.UnaryOperation) -> Value:
    return m.each([evaluate(m, node.expression)], lambda one: unary(m, node.operator, one[0], node))


def _boolean(m: Machine, node: cst.BooleanOperation) -> Value:
    left = evaluate(m, node.left)
    is_and = isinstance(node.operator, cst.And)
    known = decided(m, left)
    if known is not None:
        return evaluate(m, node.right) if known is is_and else left
    right = evaluate(m, node.right)
    if isinstance(left, Unknown) and isinstance(right, Constant) and decided(m, right) is not is_and:
        return right if right.value is (not is_and) else m.unknown("a condition that can't be told", node)
    return m.unknown("a condition that can't be told", node)


def _comparison(m: Machine, node: cst.Comparison) -> Value:
    left = evaluate(m, node.left)
    if len(node.comparisons) == 1:
        only = node.comparisons[0]
        pair = [left, evaluate(m, only.comparator)]
        return m.each(pair, lambda chosen: compared(m, only.operator, chosen[0], chosen[1], node))
    outcome: bool | None = True
    for target in node.comparisons:
        right = evaluate(m, target.comparator)
        value = compared(m, target.operator, left, right, node)
        known = decided(m, value)
        if known is False:
            return FALSE
        outcome = outcome if known else None
        left = right
    return TRUE if outcome else m.unknown("a comparison that can't be told", node)


def _conditional(m: Machine, node: cst.IfExp) -> Value:
    known, fork, outcome = test(m, node.test)
    if known is not None:
        return evaluate(m, node.body if known else node.orelse)
    results: dict[bool, Value] = {}

    def way(branch: cst.BaseExpression, outcome: bool, holds: bool) -> None:
        suppose(m, node.test, holds, (fork, outcome))
        value = evaluate(m, branch)
        if m.state.alive:
            results[outcome] = value

    m.branch(
        fork,
        [
            (outcome, lambda: way(node.body, outcome, True)),
            (not outcome, lambda: way(node.orelse, not outcome, False)),
        ],
    )
    return fork_of(fork, results) if results else m.unknown("neither way goes on", node)


def _walrus(m: Machine, node: cst.NamedExpr) -> Value:
    value = evaluate(m, node.value)
    if isinstance(node.target, cst.Name):
        assign_name(m, node.target.value, value)
    return value


def _yield(m: Machine, node: cst.Yield) -> Value:
    if isinstance(node.value, cst.From):
        return yield_from(m, evaluate(m, node.value.item))
    give = m.exits.give
    value: Value = NONE if node.value is None else evaluate(m, node.value)
    if give is not None and m.state.alive:
        m.exits.closed += give(value)
    return m.unknown("what is sent into a generator", node)


def _await(m: Machine, node: cst.Await) -> Value:
    evaluate(m, node.expression)
    return m.unknown("an awaited value", node)


_HANDLERS: dict[type[cst.CSTNode], Callable[[Machine, Any], Value]] = {
    cst.Name: _name,
    cst.Attribute: _attribute,
    cst.Call: evaluate_call,
    cst.Integer: literals.integer_literal,
    cst.Float: literals.float_literal,
    cst.SimpleString: literals.string_literal,
    cst.ConcatenatedString: literals.concatenated_literal,
    cst.FormattedString: formatted_literal,
    cst.Imaginary: literals.imaginary_literal,
    cst.Ellipsis: literals.ellipsis_literal,
    cst.Tuple: _tuple,
    cst.List: _list,
    cst.Set: _set,
    cst.Dict: _dict,
    cst.BinaryOperation: _binary,
    cst.UnaryOperation: _unary,
    cst.BooleanOperation: _boolean,
    cst.Comparison: _comparison,
    cst.IfExp: _conditional,
    cst.Lambda: lambda_value,
    cst.Subscript: evaluate_subscript,
    cst.ListComp: list_comprehension,
    cst.SetComp: set_comprehension,
    cst.GeneratorExp: generator_expression,
    cst.DictComp: dict_comprehension,
    cst.NamedExpr: _walrus,
    cst.Yield: _yield,
    cst.Await: _await,
}
