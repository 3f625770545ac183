"""Context managers: what `as` binds, and which of them swallow or expect an exception."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from conv1d_lsp.interpreter.arguments import NO_ARGUMENTS, Arguments
from conv1d_lsp.interpreter.assignment import assign
from conv1d_lsp.interpreter.classes import lookup
from conv1d_lsp.interpreter.executing import Left
from conv1d_lsp.interpreter.instances import class_of
from conv1d_lsp.interpreter.iterators import iterator_record
from conv1d_lsp.interpreter.library.dicts import is_archive
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.told import believed_of, told_in_header
from conv1d_lsp.interpreter.trying import execute_and_leave, execute_suppressed
from conv1d_lsp.interpreter.values import NONE, Function, IteratorObject, Library, Unknown, UserClass, Value
from conv1d_lsp.source.walk import child_nodes

_EXPECTING = frozenset({"suppress", "raises", "assertRaises", "assertRaisesRegex", "warns", "catch"})


def execute_with(m: Machine, node: cst.With) -> None:
    """Each context is entered, then the body is executed, then they are left in the reverse order."""
    _inside(m, node, 0)


def _inside(m: Machine, node: cst.With, number: int) -> None:
    if number == len(node.items):
        m.execute_block(node.body)
        return
    item = node.items[number]
    context = m.visible(m.evaluate(item.item))

    def body(given: Value) -> None:
        if item.asname is not None:
            target = item.asname.name
            told = told_in_header(m, node.body) if len(node.items) == 1 else None
            assign(m, target, believed_of(m, given, told, target))
        _inside(m, node, number + 1)

    generator = iterator_record(m, context)
    cls = class_of(m, context)
    if generator is not None and generator.run is not None and isinstance(generator.function, Function):
        _in_generator(m, generator, _has_handler(generator.function.node), body)
    elif cls is not None and isinstance(lookup(m, cls, "__enter__"), Function):
        _in_instance(m, context, cls, item.item, body)
    elif _swallows(m, item.item):
        execute_suppressed(m, lambda: body(_given(m, context, item.item)))
    else:
        body(_given(m, context, item.item))


def _in_generator(m: Machine, generator: IteratorObject, catches: bool, body: Callable[[Value], None]) -> None:
    """The body is executed where the generator yields; a handler around that may catch what the body raises."""
    assert generator.run is not None

    def give(value: Value) -> Sequence[Left]:
        m.silent += catches
        body(value)
        m.silent -= catches
        return ()

    generator.run(m, give)


def _in_instance(
    m: Machine, context: Value, cls: UserClass, node: cst.BaseExpression, body: Callable[[Value], None]
) -> None:
    given = m.call(m.attribute(context, "__enter__", node), NO_ARGUMENTS, node)
    leave = lookup(m, cls, "__exit__")
    if not m.state.alive:
        return
    if not isinstance(leave, Function):
        body(given)
        return
    swallows = _may_return_true(leave.node)
    unclear = m.unknown("what is raised, if anything is", node)

    def execute() -> None:
        if swallows:
            execute_suppressed(m, lambda: body(given))
        else:
            body(given)

    def left(told: Value) -> None:
        m.call(m.attribute(context, "__exit__", node), Arguments((told, told, told)), node)

    execute_and_leave(m, execute, lambda: left(unclear if swallows else NONE), lambda: left(unclear))


def _swallows(m: Machine, node: cst.BaseExpression) -> bool:
    """Whether a fault in the body of `with` is expected there, or may be."""
    if not isinstance(node, cst.Call):
        return False
    made_by = m.evaluate(node.func)
    if isinstance(made_by, Function) and made_by.opaque is not None:
        return _has_handler(made_by.node)
    name = node.func.attr.value if isinstance(node.func, cst.Attribute) else getattr(node.func, "value", "")
    return name in _EXPECTING


def _has_handler(node: cst.CSTNode) -> bool:
    """Whether a generator that is a context manager may catch what is raised where it yields."""
    if isinstance(node, cst.Try | cst.TryStar):
        return bool(node.handlers)
    return any(_has_handler(child) for child in child_nodes(node))


def _may_return_true(node: cst.CSTNode) -> bool:
    """Whether a body has a `return` of anything but nothing."""
    if isinstance(node, cst.Return):
        return node.value is not None and not (
            isinstance(node.value, cst.Name) and node.value.value in ("None", "False")
        )
    return any(_may_return_true(child) for child in child_nodes(node))


def _given(m: Machine, context: Value, node: cst.BaseExpression) -> Value:
    """What `with context as name` binds, for a context of a library's."""
    made_by = m.evaluate(node.func) if isinstance(node, cst.Call) else None
    if is_archive(m, context):
        return context
    if made_by == Library("contextlib.nullcontext") and isinstance(node, cst.Call):
        return m.evaluate(node.args[0].value) if node.args else NONE
    reason = context.reason if isinstance(context, Unknown) else "what a context manager gives"
    return Unknown(reason, m.site(node))
