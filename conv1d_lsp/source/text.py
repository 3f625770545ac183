"""The code of a node."""

import libcst as cst

_ANYWHERE = cst.Module([])


def text_of(node: cst.CSTNode) -> str:
    """How the program writes a node. LibCST's own generator is asked only for what is more than names and dots."""
    if (isinstance(node, cst.Name | cst.Attribute)) and (dotted := _dotted(node)) is not None:
        return dotted
    return _ANYWHERE.code_for_node(node)


def _dotted(node: cst.BaseExpression) -> str | None:
    if getattr(node, "lpar", ()):
        return None
    if type(node) is cst.Name:
        return node.value
    owner = _dotted(node.value) if type(node) is cst.Attribute else None
    return None if owner is None else f"{owner}.{node.attr.value}"  # type: ignore[attr-defined]
