"""A call put into the function of a Lambda layer."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes.modules import reach_of_module
from conv1d_lsp.rules.fixes.text import SUBSCRIPTABLE, Text
from conv1d_lsp.source.text import text_of


def in_lambda(text: Text, call: cst.CSTNode, tensors: int) -> tuple[Edit, ...] | None:
    """`layers.Lambda(lambda t: tf.split(t, 2))(x)` for `tf.split(x, 2)`.

    tensors: how many symbolic tensors go in; all must be in the first argument, one by itself or several in a list.
    """
    if not isinstance(call, cst.Call) or not call.args or call.args[0].keyword is not None or call.args[0].star:
        return None
    first = call.args[0].value
    if not _holds(first, tensors) or "\n" in text_of(call):
        return None
    found = reach_of_module(text, "layers")
    if found is None:
        return None
    name = next((each for each in ("t", "inputs", "tensor") if each not in text_of(call)), "value")
    head = text.before(call, f"{found[0]}.Lambda(lambda {name}: ")
    return (*found[1], head, text.replace(first, name), text.after(call, f")({text_of(first)})"))


def _holds(first: cst.BaseExpression, tensors: int) -> bool:
    """Whether it is a tensor, or a list with all of them."""
    if first.lpar:
        return False
    if isinstance(first, cst.List):
        return len(first.elements) == tensors and all(isinstance(each.value, cst.Name) for each in first.elements)
    return tensors == 1 and isinstance(first, SUBSCRIPTABLE)
