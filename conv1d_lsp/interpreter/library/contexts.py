"""Context managers: what `as` binds, and which of them swallow or expect an exception."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Instance, Ref, Unknown, Value

_EXPECTING = frozenset({"suppress", "raises", "assertRaises", "assertRaisesRegex", "warns", "catch"})


def swallows(context: Value, node: cst.BaseExpression) -> bool:
    """Whether a fault in the body of `with` is expected there, or may be."""
    if not isinstance(node, cst.Call):
        return False
    name = node.func.attr.value if isinstance(node.func, cst.Attribute) else getattr(node.func, "value", "")
    return name in _EXPECTING


def enter(m: Machine, context: Value, node: cst.BaseExpression) -> Value:
    """What `with context as name` binds."""
    if isinstance(context, Ref) and isinstance(m.record(context), Instance):
        return m.unknown("what a context manager gives", node)
    reason = context.reason if isinstance(context, Unknown) else "what a context manager gives"
    return Unknown(reason, m.site(node))
