"""Functions of other libraries exchanged for those of `keras.ops`."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.arrays import Same
from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes.modules import reach_of_module
from conv1d_lsp.rules.fixes.text import SUBSCRIPTABLE, Text
from conv1d_lsp.rules.reading.paths import path_to
from conv1d_lsp.source.text import text_of
from conv1d_lsp.source.walk import nodes_in


def exchanged_function(text: Text, call: cst.CSTNode, same: Same) -> tuple[Edit, ...] | None:
    """The call with the function of `keras.ops`; None where its arguments do not mean the same there."""
    if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute | cst.Name):
        return None
    renamed = _renamed(text, call, same)
    found = reach_of_module(text, "ops")
    if renamed is None or found is None:
        return None
    return (*found[1], text.replace(call.func, f"{found[0]}.{same.name}"), *renamed)


def _renamed(text: Text, call: cst.Call, same: Same) -> list[Edit] | None:
    edits: list[Edit] = []
    given: set[str] = set()
    for index, argument in enumerate(call.args):
        if argument.star or (argument.keyword is None and index >= len(same.positional)):
            return None
        old = same.positional[index] if argument.keyword is None else argument.keyword.value
        if old not in same.renamed:
            return None
        given.add(old)
        if argument.keyword is not None and same.renamed[old] != old:
            edits.append(text.replace(argument.keyword, same.renamed[old]))
    return edits if same.needed <= given else None


def tuple_of_sizes(text: Text, call: cst.CSTNode) -> tuple[Edit, ...] | None:
    """`x.shape` for `x.get_shape()`, and `list(x.shape)` where `as_list` follows."""
    match call:
        case cst.Call(func=cst.Attribute(attr=cst.Name("as_list"), value=shape)):
            return (text.replace(call, f"list({text_of(shape)})"),)
        case cst.Call(func=cst.Attribute(attr=cst.Name("get_shape"), value=tensor)):
            outer = path_to(call, text.positions)[-3:-1]
            match outer:
                case (cst.Call() as listed, cst.Attribute(attr=cst.Name("as_list"))):
                    return (text.replace(listed, f"list({text_of(tensor)}.shape)"),)
            return (text.replace(call, f"{text_of(tensor)}.shape"),)
    return None


def index_with_ellipsis(text: Text, item: cst.CSTNode) -> tuple[Edit, ...] | None:
    """`x[1:, ...]` for `x[1:]`."""
    match item:
        case cst.Subscript(slice=[cst.SubscriptElement() as only]):
            return (text.after(only, ", ..."),)
    return None


def turned_operands(text: Text, operation: cst.CSTNode) -> tuple[Edit, ...] | None:
    """`x * a` for `a * x`, where both are single things."""
    match operation:
        case cst.BinaryOperation(left=left, right=right) if _is_single(left) and _is_single(right):
            return text.exchange(left, right)
    return None


def _is_single(node: cst.BaseExpression) -> bool:
    return isinstance(node, SUBSCRIPTABLE) and not node.lpar


def with_super(text: Text, function: cst.CSTNode) -> tuple[Edit, ...] | None:
    """`super().__init__()` before the first statement of a function, behind its docstring."""
    if not isinstance(function, cst.FunctionDef) or not isinstance(function.body, cst.IndentedBlock):
        return None
    first = function.body.body[1 if function.get_docstring() is not None else 0 :][:1]
    if not first or any(_calls_super(each) for each in nodes_in(function.body)):
        return None
    return (text.before(first[0], f"super().__init__()\n{text.indent(text.place(first[0]).line)}"),)


def _calls_super(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Name) and node.value == "super"
