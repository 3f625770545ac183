"""Context managers: what `as` binds, and which of them swallow or expect an exception."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.classes import lookup
from conv1d_lsp.interpreter.instances import class_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Function, Instance, Ref, Unknown, Value
from conv1d_lsp.source.walk import child_nodes

_EXPECTING = frozenset({"suppress", "raises", "assertRaises", "assertRaisesRegex", "warns", "catch"})


def swallows(m: Machine, context: Value, node: cst.BaseExpression) -> bool:
    """Whether a fault in the body of `with` is expected there, or may be."""
    cls = class_of(m, context)
    leave = lookup(m, cls, "__exit__") if cls is not None else None
    if isinstance(leave, Function):
        return _may_return_true(leave.node)
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


def enter(m: Machine, context: Value, node: cst.BaseExpression) -> Value:
    """What `with context as name` binds."""
    if isinstance(context, Ref) and isinstance(m.record(context), Instance):
        return m.unknown("what a context manager gives", node)
    reason = context.reason if isinstance(context, Unknown) else "what a context manager gives"
    return Unknown(reason, m.site(node))
