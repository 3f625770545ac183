"""The sizes that are written in `Input(shape=(…))` or `input_shape=(…)`."""

from typing import TypeGuard

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.calls import last_name

#: A tuple or list of sizes, or the shape of an array as a whole (`x.shape`) or in part (`x.shape[1:]`).
Sizes = cst.Tuple | cst.List | cst.Attribute | cst.Subscript


def written_sizes(node: cst.CSTNode) -> Sizes | None:
    """Where the call that makes an Input has the sizes, without the batch axis."""
    if isinstance(node, cst.Call) and last_name(node.func) == "add" and node.args:
        node = node.args[0].value
    if not isinstance(node, cst.Call):
        return None
    takes_shape = last_name(node.func) in ("Input", "InputLayer")
    for index, each in enumerate(node.args):
        name = each.keyword.value if each.keyword is not None else "shape" if takes_shape and index == 0 else ""
        if name in ("shape", "input_shape") and _are_sizes(each.value):
            return each.value
    return None


def _are_sizes(node: cst.BaseExpression) -> TypeGuard[Sizes]:
    whole = node.value if isinstance(node, cst.Subscript) else node
    return isinstance(node, cst.Tuple | cst.List) or is_whole_shape(whole)


def is_whole_shape(node: cst.CSTNode | None) -> TypeGuard[cst.Attribute]:
    """Whether it is `x.shape`, which counts the samples first."""
    return isinstance(node, cst.Attribute) and node.attr.value == "shape"


def without_first(text: Text, sizes: Sizes) -> tuple[Edit, ...] | None:
    """One size less, at the front."""
    if isinstance(sizes, cst.Attribute | cst.Subscript):
        return (text.after(sizes, "[1:]"),) if isinstance(sizes, cst.Attribute) else None
    elements = sizes.elements
    return (text.up_to(elements[0], elements[1]),) if len(elements) > 2 else None


def with_last(text: Text, sizes: Sizes, size: str) -> tuple[Edit, ...] | None:
    """One size more, at the end."""
    if isinstance(sizes, cst.Attribute | cst.Subscript):
        return text.around(sizes, "(*", f", {size})")
    if not sizes.elements:
        return None
    last = sizes.elements[-1]
    if isinstance(sizes, cst.Tuple) and text.place(last).line == text.place(sizes).end_line:
        return (text.between(last.value, sizes, f", {size}"),)
    return (text.after(last.value, f", {size}"),)


def first_name(sizes: Sizes) -> str:
    """The name that is written as the first size."""
    elements = sizes.elements if isinstance(sizes, cst.Tuple | cst.List) else ()
    first = elements[0].value if elements else None
    return last_name(first) if first is not None else ""
