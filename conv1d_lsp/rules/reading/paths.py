"""From a node up to its statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, TypeVar

import libcst as cst

from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.text import text_of
from conv1d_lsp.source.walk import child_nodes

#: A longer target is not named.
_LONGEST_TARGET = 32

N = TypeVar("N", bound=cst.CSTNode)

#: A node, and the same of what it is in.
_Link: TypeAlias = tuple[cst.CSTNode, "_Link | None"]


def path_to(node: cst.CSTNode, positions: Positions) -> tuple[cst.CSTNode, ...]:
    """The nodes from the top-level statement down to `node`, both included."""
    chunks = positions.parsed.chunks
    index = positions.chunk_of(node)
    if not 0 <= index < len(chunks):
        return (node,)
    return next(_descend(chunks[index].statement, node), (node,))


def _descend(start: cst.CSTNode, wanted: cst.CSTNode) -> Iterator[tuple[cst.CSTNode, ...]]:
    stack: list[_Link] = [(start, None)]
    while stack:
        link = stack.pop()
        if link[0] is wanted:
            yield tuple(_upwards(link))[::-1]
            return
        stack += [(child, link) for child in child_nodes(link[0])]


def _upwards(link: _Link | None) -> Iterator[cst.CSTNode]:
    while link is not None:
        node, link = link
        yield node


def given_to(node: cst.CSTNode, positions: Positions) -> str | None:
    """The target that the value of an expression is assigned to, as code in a sentence: `x` of `x = conv(y)`."""
    target = _target(path_to(node, positions))
    text = "" if target is None else text_of(target).strip()
    return f"`{text}`" if text and len(text) <= _LONGEST_TARGET and "\n" not in text else None


def _target(path: tuple[cst.CSTNode, ...]) -> cst.BaseExpression | None:
    match path:
        case (*_, cst.Assign(targets=[cst.AssignTarget(target=target)]), _):
            return target
        case (*_, cst.AnnAssign(target=target) | cst.NamedExpr(target=target), _):
            return target
        case (*_, cst.Assign(targets=[cst.AssignTarget(target=cst.Tuple() as names)]), cst.Tuple() as values, own, _):
            if len(names.elements) == len(values.elements) and own in values.elements:
                return names.elements[values.elements.index(own)].value
    return None


def contains(outer: cst.CSTNode, inner: cst.CSTNode) -> bool:
    """Whether `inner` is `outer` or a part of it."""
    return next(_descend(outer, inner), None) is not None


def nearest(path: tuple[cst.CSTNode, ...], kind: type[N]) -> N | None:
    """The innermost node of a class on a path, the end itself left out."""
    return next((node for node in reversed(path[:-1]) if isinstance(node, kind)), None)
