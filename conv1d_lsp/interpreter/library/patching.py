"""What tests put in the place of something: `mock.patch("net.steps", 4)`, `mock.patch.object(net, "steps", 4)`."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.namespaces import set_named
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.modules import project_module
from conv1d_lsp.interpreter.values import Constant, Library, Unknown, Value

_REASON = "a test puts something else in its place"


def _patched(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """By its dotted name: the longest part of it that is a module, then attributes."""
    target = m.visible(arguments.positional[0]) if arguments.positional else None
    path = target.value if isinstance(target, Constant) and isinstance(target.value, str) else ""
    parts = path.split(".")
    owner = project_module(m, parts[0], node) or Library(parts[0])
    for inside in parts[1:-1]:
        owner = m.attribute(owner, inside, node)
    if len(parts) > 1:
        set_named(m, owner, Constant(parts[-1]), Unknown(_REASON, m.site(node)), node)
    return m.unknown("a patch", node)


def _patched_object(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    owner, name = arguments.get(0, "target"), arguments.get(1, "attribute")
    if owner is not None and name is not None:
        set_named(m, m.visible(owner), m.visible(name), Unknown(_REASON, m.site(node)), node)
    return m.unknown("a patch", node)


PATCHES: dict[str, Builtin] = {
    f"{root}.patch{name}": patch
    for root in ("unittest.mock", "mock")
    for name, patch in (("", _patched), (".object", _patched_object))
}
