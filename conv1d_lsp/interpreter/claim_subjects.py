"""What a claim at the end of a line is about: what is assigned, returned or printed there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

import libcst as cst

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sizes import shape_of_items
from conv1d_lsp.interpreter.values import Array, ModelObject, Ref, Tensor, TupleValue, Unknown, Value
from conv1d_lsp.interpreter.variables import read_name
from conv1d_lsp.shapes import Shape
from conv1d_lsp.source.text import text_of

#: Something that has a shape, and what it is called.
Subject = tuple[str, Value]


def named_subject(m: Machine, name: str) -> Subject | None:
    """`x`, or `self.x`, if it has a shape by now."""
    first, *parts = name.split(".")
    value = m.visible(read_name(m, first))
    for part in parts:
        value = m.visible(m.attribute(value, part, cst.Name(part))) if isinstance(value, Ref) else Unknown("no object")
    return (name, value) if shape_of(value) is not None else None


def subjects_of(m: Machine, statement: cst.BaseSmallStatement) -> Sequence[Subject]:
    """What the claims at the end of the line are about: what is assigned or returned, the things printed."""
    match statement:
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Tuple() as targets)]):
            return [evaluated_again(m, each.value) for each in targets.elements]
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name() | cst.Attribute() as target)]):
            return [evaluated_again(m, target)]
        case cst.AnnAssign(target=cst.Name() | cst.Attribute() as target, value=cst.BaseExpression()):
            return [evaluated_again(m, target)]
        case cst.AugAssign(target=cst.Name() | cst.Attribute() as target):
            return [evaluated_again(m, target)]
        case cst.Return(value=cst.BaseExpression() as expression) if m.exits.returns:
            return [(text_of(expression), m.exits.returns[-1][1])]
        case cst.Expr(value=expression):
            return _expressed(m, expression)
    return []


def _expressed(m: Machine, expression: cst.BaseExpression) -> Sequence[Subject]:
    if is_print(expression):
        printed = [shown for each in expression.args if each.keyword is None for shown in _shown(each.value)]
        return [evaluated_again(m, each) for each in printed if isinstance(each, _CLAIMED)]
    match expression:
        case cst.Call(func=cst.Attribute(value=owner, attr=cst.Name("add"))):
            return _output(m, owner)
    return [evaluated_again(m, expression)] if isinstance(expression, _CLAIMED) else []


def _shown(node: cst.BaseExpression) -> Sequence[cst.BaseExpression]:
    """What is printed besides texts: a value, or those in an f-string."""
    if isinstance(node, cst.FormattedString):
        return [part.expression for part in node.parts if isinstance(part, cst.FormattedStringExpression)]
    return [] if isinstance(node, cst.SimpleString | cst.ConcatenatedString) else [node]


#: What may have a shape.
_CLAIMED = (cst.Call, cst.Name, cst.Attribute, cst.Subscript)


def _output(m: Machine, owner: cst.BaseExpression) -> Sequence[Subject]:
    """What a Sequential gives by now: behind `model.add(...)`, that is what the new layer gives."""
    model = m.visible(m.evaluate(owner)) if isinstance(owner, cst.Name | cst.Attribute) else None
    record = m.record(model) if isinstance(model, Ref) else None
    outputs = record.outputs if isinstance(record, ModelObject) else None
    return [] if outputs is None or len(outputs) != 1 else [(f"{text_of(owner)}.output", outputs[0])]


def prints(statement: cst.BaseSmallStatement) -> bool:
    """Whether it is `print(...)`: a shape behind it is about what is printed."""
    return isinstance(statement, cst.Expr) and is_print(statement.value)


def is_print(node: cst.BaseExpression) -> TypeGuard[cst.Call]:
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "print"


def evaluated_again(m: Machine, expression: cst.BaseExpression) -> Subject:
    """An expression that was executed already, and its value, without its effects."""
    outer = m.state
    m.state = outer.fork()
    try:
        with m.aside():
            return text_of(expression), m.visible(m.evaluate(expression))
    finally:
        m.state = outer


def shape_of(value: Value) -> Shape | None:
    """The shape that a claim about a value speaks of; None where that is not known, or there is none."""
    if isinstance(value, Tensor | Array):
        return value.shape if value.shape.ranked else None
    if isinstance(value, TupleValue) and len(value.items) > 1:
        return shape_of_items(value.items)
    return None
