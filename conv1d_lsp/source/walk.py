"""A walk over a tree that leaves out whitespace and punctuation, which are two thirds of all nodes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import libcst as cst

_SKIPPED = (
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
    return tuple(name for name in kind.__dataclass_fields__ if not name.startswith(_SKIPPED))


def child_nodes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The children that mean something, in the order of the source."""
    for name in _fields(type(node)):
        value = getattr(node, name)
        if isinstance(value, cst.CSTNode):
            yield value
        elif isinstance(value, list | tuple):
            for item in value:
                if isinstance(item, cst.CSTNode):
                    yield item
