"""The code of a node."""

import libcst as cst

_ANYWHERE = cst.Module([])


def text_of(node: cst.CSTNode) -> str:
    """How the program writes a node. LibCST's own generator is asked only for what is more than names and dots."""
    dotted = _dotted(node)
    return _ANYWHERE.code_for_node(node) if dotted is None else dotted


def _dotted(node: cst.CSTNode) -> str | None:
    if type(node) is cst.Name:
        return None if node.lpar else node.value
    if type(node) is not cst.Attribute or node.lpar:
        return None
    owner = _dotted(node.value)
    return None if owner is None else f"{owner}.{node.attr.value}"


def whole_number(node: cst.Integer) -> int | None:
    """The number; None if it has more digits than Python reads."""
    try:
        number: int = node.evaluated_value
    except (SyntaxError, ValueError):
        return None
    return number
