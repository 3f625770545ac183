"""The sizes that are written in `Input(shape=(…))` or `input_shape=(…)`."""

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.calls import last_name

Sizes = cst.Tuple | cst.List


def written_sizes(node: cst.CSTNode) -> Sizes | None:
    """The tuple or list in which the call that makes an Input has the sizes, without the batch axis."""
    if isinstance(node, cst.Call) and last_name(node.func) == "add" and node.args:
        node = node.args[0].value
    if not isinstance(node, cst.Call):
        return None
    takes_shape = last_name(node.func) in ("Input", "InputLayer")
    for index, each in enumerate(node.args):
        name = each.keyword.value if each.keyword is not None else "shape" if takes_shape and index == 0 else ""
        if name in ("shape", "input_shape") and isinstance(each.value, Sizes):
            return each.value
    return None


def without_first(text: Text, sizes: Sizes) -> tuple[Edit, ...] | None:
    """One size less, at the front."""
    elements = sizes.elements
    return (text.up_to(elements[0], elements[1]),) if len(elements) > 2 else None


def with_last(text: Text, sizes: Sizes, size: str) -> tuple[Edit, ...] | None:
    """One size more, at the end."""
    if not sizes.elements:
        return None
    last = sizes.elements[-1]
    if isinstance(sizes, cst.Tuple) and text.place(last).line == text.place(sizes).end_line:
        return (text.between(last.value, sizes, f", {size}"),)
    return (text.after(last.value, f", {size}"),)


def first_name(sizes: Sizes) -> str:
    """The name that is written as the first size."""
    first = sizes.elements[0].value if sizes.elements else None
    return last_name(first) if first is not None else ""
