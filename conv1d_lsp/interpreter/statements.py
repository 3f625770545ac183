"""Executing statements: one function a kind of node."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import libcst as cst

from conv1d_lsp.interpreter.annotations import told_by_annotation
from conv1d_lsp.interpreter.assertions import asserts_equality, check_equality, execute_assert
from conv1d_lsp.interpreter.assignment import assign
from conv1d_lsp.interpreter.branches import execute_if
from conv1d_lsp.interpreter.claim_subjects import is_print, prints
from conv1d_lsp.interpreter.claims import check_claims, claims_behind
from conv1d_lsp.interpreter.claims_above import check_above, claims_above
from conv1d_lsp.interpreter.claims_below import check_below
from conv1d_lsp.interpreter.claims_of_counts import check_count
from conv1d_lsp.interpreter.claims_printed import check_printed
from conv1d_lsp.interpreter.classes import define_class
from conv1d_lsp.interpreter.decorators import decorated_class, decorated_function
from conv1d_lsp.interpreter.expressions import evaluate
from conv1d_lsp.interpreter.functions import define_function
from conv1d_lsp.interpreter.imports import import_from, import_module
from conv1d_lsp.interpreter.instances import delete_attribute
from conv1d_lsp.interpreter.kept_conditions import kept
from conv1d_lsp.interpreter.library.contexts import execute_with
from conv1d_lsp.interpreter.library.in_place import change_in_place, delete_item
from conv1d_lsp.interpreter.library.tables.table_attributes import delete_column
from conv1d_lsp.interpreter.loops import execute_for, execute_while
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.matching import execute_match
from conv1d_lsp.interpreter.operators import binary
from conv1d_lsp.interpreter.shapes_set import reshape_in_place
from conv1d_lsp.interpreter.special_methods import call_special, user_in_place
from conv1d_lsp.interpreter.subscripts import index_of
from conv1d_lsp.interpreter.told import Told, believed_of, told_by
from conv1d_lsp.interpreter.trying import execute_try, note_state
from conv1d_lsp.interpreter.values import NONE, Array, FrameObject, Ref, Value
from conv1d_lsp.interpreter.variables import assign_name, delete_name
from conv1d_lsp.interpreter.writing_items import check_grown


def execute_block(m: Machine, block: cst.BaseSuite) -> None:
    """The statements of a body, up to the one after which no path goes on."""
    execute_all(m, block.body)
    if m.state.alive and isinstance(block, cst.IndentedBlock) and block.footer:
        check_below(m, block.body[-1], block.footer)


def execute_all(m: Machine, statements: Iterable[cst.CSTNode]) -> None:
    before: cst.CSTNode | None = None
    for statement in statements:
        if not m.state.alive:
            return
        execute_after(m, before, statement)
        before = statement


def execute_after(m: Machine, before: cst.CSTNode | None, statement: cst.CSTNode) -> None:
    """A statement, and what stands above it of the one before."""
    lines = getattr(statement, "leading_lines", ())
    if lines:
        check_below(m, before, lines)
    execute(m, statement)


def execute(m: Machine, node: cst.CSTNode) -> None:
    """One statement on the current path."""
    m.tick()
    if m.attempts:
        note_state(m, node)
    if type(node) is cst.SimpleStatementLine:
        _line(m, node)
        return
    handler = _HANDLERS.get(type(node))
    if handler is not None:
        handler(m, node)


def _line(m: Machine, node: cst.SimpleStatementLine) -> None:
    """The statements of a line, and what the comment at its end says of the last one."""
    above = claims_above(m, node) if node.leading_lines else ()
    comment = node.trailing_whitespace.comment
    told = None if comment is None else told_by(m, comment)
    claimed = None if comment is None or told is not None else claims_behind(m, node, comment)
    last = _TOLD.get(type(node.body[-1])) if told is not None and not prints(node.body[-1]) else None
    execute_all(m, node.body[:-1] if last is not None else node.body)
    if claimed is not None and comment is not None and (m.state.alive or isinstance(node.body[-1], cst.Return)):
        check_claims(m, node, comment, claimed)
    if not m.state.alive:
        return
    if comment is not None and len(node.body) == 1:
        check_count(m, node.body[0], comment)
    if last is not None:
        m.tick()
        last(m, node.body[-1], told)
    if above:
        check_above(m, node, above)


def _expression(m: Machine, node: cst.Expr, told: Told | None = None) -> None:
    value = believed_of(m, evaluate(m, node.value), told, node.value)
    if isinstance(value, Ref):
        return
    if type(node.value) is cst.Call:
        if _ends_program(m, node.value):
            m.state.alive = False
        elif asserts_equality(node.value.func):
            check_equality(m, node.value)
        elif is_print(node.value):
            check_printed(m, node.value)


def _ends_program(m: Machine, node: cst.Call) -> bool:
    text = _call_name(node.func)
    return text in ("sys.exit", "exit", "quit", "os._exit", "os.abort")


def _call_name(node: cst.BaseExpression) -> str:
    if type(node) is cst.Name:
        return node.value
    if type(node) is cst.Attribute and type(node.value) is cst.Name:
        return f"{node.value.value}.{node.attr.value}"
    return ""


def _assign(m: Machine, node: cst.Assign, told: Told | None = None) -> None:
    value = believed_of(m, _assigned(m, node.value), told, node.targets[0].target)
    for target in node.targets:
        assign(m, target.target, value, node.value)


def _assigned(m: Machine, node: cst.BaseExpression) -> Value:
    """`x = ...` says nothing of x: a stub, or what recovery put in the place of broken code."""
    if type(node) is cst.Ellipsis:
        return m.unknown("it is left open with `...`", node)
    return kept(m, node, evaluate(m, node))


def _annotated(m: Machine, node: cst.AnnAssign, told: Told | None = None) -> None:
    if node.value is not None:
        told = told or told_by_annotation(m, node.annotation)
        value = believed_of(m, _assigned(m, node.value), told, node.target)
        assign(m, node.target, value, node.value)


def _augmented(m: Machine, node: cst.AugAssign, told: Told | None = None) -> None:
    old = m.visible(evaluate(m, node.target))
    value = evaluate(m, node.value)
    kind = _AUGMENTED[type(node.operator)]

    def changed(pair: Sequence[Value]) -> Value:
        owner, by = pair
        if isinstance(owner, Ref) and change_in_place(m, owner, m.record(owner), kind, by):
            return owner
        if isinstance(owner, Array):
            m.state.note_array_written()
        answer = user_in_place(m, kind, owner, by, node)
        if answer is None:
            answer = binary(m, kind, owner, by, node)
            check_grown(m, owner, answer, node)
        return answer

    result = believed_of(m, m.each([old, value], changed), told, node.target)
    if result is not old:
        assign(m, node.target, result)


_AUGMENTED: dict[type[cst.BaseAugOp], type[cst.BaseBinaryOp]] = {
    cst.AddAssign: cst.Add,
    cst.SubtractAssign: cst.Subtract,
    cst.MultiplyAssign: cst.Multiply,
    cst.DivideAssign: cst.Divide,
    cst.FloorDivideAssign: cst.FloorDivide,
    cst.ModuloAssign: cst.Modulo,
    cst.PowerAssign: cst.Power,
    cst.LeftShiftAssign: cst.LeftShift,
    cst.RightShiftAssign: cst.RightShift,
    cst.BitAndAssign: cst.BitAnd,
    cst.BitOrAssign: cst.BitOr,
    cst.BitXorAssign: cst.BitXor,
    cst.MatrixMultiplyAssign: cst.MatrixMultiply,
}


def _function(m: Machine, node: cst.FunctionDef) -> None:
    function = define_function(m, node)
    assign_name(m, node.name.value, decorated_function(m, node, function))


def _class(m: Machine, node: cst.ClassDef) -> None:
    cls = define_class(m, node)
    assign_name(m, node.name.value, decorated_class(m, node, cls))


def _return(m: Machine, node: cst.Return, told: Told | None = None) -> None:
    value: Value = NONE if node.value is None else evaluate(m, node.value)
    if node.value is not None:
        value = believed_of(m, value, told, node.value)
    if m.state.alive:
        m.exits.returns.append((m.leave(), value))


def _raise(m: Machine, node: cst.Raise) -> None:
    if node.exc is not None:
        evaluate(m, node.exc)
    m.state.alive = False


def _break(m: Machine, node: cst.Break) -> None:
    if m.exits.loops:
        m.exits.loops[-1].breaks.append(m.leave())


def _continue(m: Machine, node: cst.Continue) -> None:
    if m.exits.loops:
        m.exits.loops[-1].continues.append(m.leave())


def _delete(m: Machine, node: cst.Del) -> None:
    targets = (
        [element.value for element in node.target.elements] if isinstance(node.target, cst.Tuple) else [node.target]
    )
    for target in targets:
        if isinstance(target, cst.Name):
            delete_name(m, target.value)
        elif isinstance(target, cst.Subscript):
            _delete_item(m, target)
        elif isinstance(target, cst.Attribute):
            _delete_attribute(m, target)


def _delete_attribute(m: Machine, target: cst.Attribute) -> None:
    name = target.attr.value
    m.change(m.visible(evaluate(m, target.value)), lambda owner: delete_attribute(m, owner, name))


def _delete_item(m: Machine, target: cst.Subscript) -> None:
    owner, index = m.visible(evaluate(m, target.value)), index_of(m, target.slice)

    def delete(one: Value) -> None:
        if isinstance(one, Array):  # a Series: as many rows go as have this label
            reshape_in_place(m, one)
        if isinstance(one, Ref) and call_special(m, one, "__delitem__", [index], target) is None:
            record = m.record(one)
            if isinstance(record, FrameObject):
                delete_column(m, one, record, index, target)
            else:
                delete_item(m, one, record, index)

    m.change(owner, delete)


#: What a shape at the end of the line is about.
_TOLD: dict[type[cst.CSTNode], Callable[[Machine, Any, Told | None], None]] = {
    cst.Expr: _expression,
    cst.Assign: _assign,
    cst.AnnAssign: _annotated,
    cst.AugAssign: _augmented,
    cst.Return: _return,
}

_HANDLERS: dict[type[cst.CSTNode], Callable[[Machine, Any], None]] = {
    cst.Expr: _expression,
    cst.Assign: _assign,
    cst.AnnAssign: _annotated,
    cst.AugAssign: _augmented,
    cst.FunctionDef: _function,
    cst.ClassDef: _class,
    cst.Return: _return,
    cst.Raise: _raise,
    cst.Assert: execute_assert,
    cst.Break: _break,
    cst.Continue: _continue,
    cst.Del: _delete,
    cst.Import: import_module,
    cst.ImportFrom: import_from,
    cst.If: execute_if,
    cst.For: execute_for,
    cst.While: execute_while,
    cst.Try: execute_try,
    cst.TryStar: execute_try,
    cst.With: execute_with,
    cst.Match: execute_match,
}
