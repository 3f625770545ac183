"""A walk over a tree that leaves out whitespace and punctuation, which are two thirds of all nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

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
def _values_of(kind: type[cst.CSTNode]) -> Callable[[cst.CSTNode], tuple[object, ...]]:
    """What gives the values of the fields that may hold nodes which mean something."""
    fields = kind.__dataclass_fields__.values()
    names = [field.name for field in fields if field.type is not str and not field.name.startswith(_SKIPPED)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda node: tuple(getattr(node, name) for name in names)


#: What fields hold that are no nodes.
_LEAVES = frozenset({str, bool, int, type(None), cst.MaybeSentinel})

#: Nodes in which there are no others: more than half of all.
CHILDLESS = frozenset({cst.Name, cst.Integer, cst.Float, cst.SimpleString, cst.Ellipsis})


#: The children of the commonest nodes, which the other way would find too.
SHORTCUTS: Mapping[type[cst.CSTNode], Callable[[Any], list[cst.CSTNode]]] = {
    cst.SimpleStatementLine: lambda node: [*node.body],
    cst.IndentedBlock: lambda node: [*node.body],
    cst.Expr: lambda node: [node.value],
    cst.Assign: lambda node: [*node.targets, node.value],
    cst.AssignTarget: lambda node: [node.target],
    cst.Attribute: lambda node: [node.value, node.attr],
    cst.Call: lambda node: [node.func, *node.args],
    cst.Arg: lambda node: [node.value] if node.keyword is None else [node.value, node.keyword],
    cst.Subscript: lambda node: [node.value, *node.slice],
    cst.SubscriptElement: lambda node: [node.slice],
    cst.Element: lambda node: [node.value],
    cst.Tuple: lambda node: [*node.elements],
    cst.List: lambda node: [*node.elements],
    cst.BinaryOperation: lambda node: [node.left, node.right],
}


def child_nodes(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The children that mean something, in the order of the source."""
    shortcut = SHORTCUTS.get(type(node))
    return children_by_fields(node) if shortcut is None else shortcut(node)


def children_by_fields(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The same for any node."""
    children: list[cst.CSTNode] = []
    for value in _values_of(type(node))(node):
        kind = type(value)  # by type: `isinstance` with LibCST's abstract classes costs ten times as much
        if kind is tuple or kind is list:
            children += [item for item in value if type(item) not in _LEAVES]  # type: ignore[attr-defined]
        elif kind not in _LEAVES:
            children.append(value)  # type: ignore[arg-type]
    return children


def nodes_in(*nodes: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """They and all that is in them, in no special order."""
    stack = list(nodes)
    while stack:
        node = stack.pop()
        yield node
        if type(node) not in CHILDLESS:
            stack += child_nodes(node)
