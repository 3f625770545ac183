"""From a node up to its statement."""

from __future__ import annotations

from typing import TypeVar

import libcst as cst

from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.text import text_of
from conv1d_lsp.source.walk import nodes_in

#: A longer target is not named.
_LONGEST_TARGET = 32

N = TypeVar("N", bound=cst.CSTNode)


def path_to(node: cst.CSTNode, positions: Positions) -> tuple[cst.CSTNode, ...]:
    """The nodes from the top-level statement down to `node`, both included."""
    return positions.path(node)


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
    return any(node is inner for node in nodes_in(outer))


def nearest(path: tuple[cst.CSTNode, ...], kind: type[N]) -> N | None:
    """The innermost node of a class on a path, the end itself left out."""
    return next((node for node in reversed(path[:-1]) if isinstance(node, kind)), None)
