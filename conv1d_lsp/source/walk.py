"""A walk over a tree that leaves out whitespace and punctuation, which are two thirds of all nodes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import libcst as cst

_SKIPPED = (
    "__slots__",
    "whitespace",
    "leading_",
    "lines_after",
    "lpar",
    "rpar",
    "lbracket",
    "rbracket",
    "lbrace",
    "rbrace",
    "comma",
    "header",
    "footer",
    "dot",
    "equal",
    "semicolon",
    "trailing_whitespace",
    "newline",
    "operator",
    "colon",
    "encoding",
)


@cache
def _fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """The fields that may hold nodes which mean something."""
    fields = kind.__dataclass_fields__.values()
    return tuple(field.name for field in fields if field.type is not str and not field.name.startswith(_SKIPPED))


#: What sequences of nodes, and what fields that are no nodes, are made of.
_SEQUENCES = frozenset({list, tuple})
_LEAVES = frozenset({str, bool, int, type(None), cst.MaybeSentinel})


def child_nodes(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The children that mean something, in the order of the source."""
    children: list[cst.CSTNode] = []
    for name in _fields(type(node)):
        value = getattr(node, name)
        if type(value) in _SEQUENCES:
            children += [item for item in value if type(item) not in _LEAVES]
        elif type(value) not in _LEAVES:  # by type: `isinstance` with LibCST's abstract classes costs ten times as much
            children.append(value)
    return children


def nodes_in(*nodes: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """They and all that is in them, in no special order."""
    stack = list(nodes)
    while stack:
        node = stack.pop()
        yield node
        stack += child_nodes(node)
