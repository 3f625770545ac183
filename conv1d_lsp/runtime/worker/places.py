"""Which statement or expression an end-of-line comment speaks of."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

#: Statements that may have a value.
SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Return)


class Span(NamedTuple):
    """A range of a file: lines from 1, columns from 0 in UTF-8 bytes, the end exclusive, as `ast` counts."""

    line: int
    column: int
    end_line: int
    end_column: int


def spoken_of(tree: ast.Module, line: int) -> ast.stmt | ast.expr | None:
    """What a comment at the end of `line` speaks of; None where nothing has a value.

    The last simple statement that ends there; else the last element or argument that ends there (a layer in the list
    of a Sequential, over several lines); else the last simple statement that begins there.
    """
    statements = [node for node in ast.walk(tree) if isinstance(node, SIMPLE)]
    ending = [node for node in statements if node.end_lineno == line]
    if ending:
        return max(ending, key=span)
    parts = [node for node in elements(tree) if node.end_lineno == line]
    if parts:
        last = max(span(node)[2:] for node in parts)
        return min((node for node in parts if span(node)[2:] == last), key=span)
    beginning = [node for node in statements if node.lineno == line]
    return max(beginning, key=span) if beginning else None


def elements(tree: ast.Module) -> Iterator[ast.expr]:
    """Everything that stands in a list, a tuple or the arguments of a call."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.List, ast.Tuple)):
            found = node.elts
        elif isinstance(node, ast.Call):
            found = [*node.args, *(keyword.value for keyword in node.keywords)]
        else:
            continue
        for part in found:
            yield part.value if isinstance(part, ast.Starred) else part


def span(node: ast.stmt | ast.expr) -> Span:
    return Span(node.lineno, node.col_offset, node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)


def targets(node: ast.stmt | ast.expr) -> list[str]:
    """The names that the statement gives its value to, as written (`x`, `self.x`): the last target's, in order."""
    if isinstance(node, ast.Assign):
        return names(node.targets[-1])
    if isinstance(node, (ast.AnnAssign, ast.AugAssign)):
        return names(node.target)
    return []


def names(target: ast.expr) -> list[str]:
    if isinstance(target, (ast.Tuple, ast.List)):
        return [name for part in target.elts for name in names(part)]
    return names(target.value) if isinstance(target, ast.Starred) else [ast.unparse(target)]


def receiver(node: ast.expr) -> str | None:
    """`model` of `model.add(...)`: what a call without a result has changed. Only for a plain, dotted name."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    text = ast.unparse(node.func.value)
    return text if all(part.isidentifier() for part in text.split(".")) else None


def lines_of_innermost(tree: ast.Module, line: int) -> tuple[int, int]:
    """First and last line of the smallest statement that covers the line; of a compound one, of its head."""
    covering = [node for node in ast.walk(tree) if isinstance(node, ast.stmt) and covers(node, line)]
    if not covering:
        return line, line
    node = max(covering, key=lambda each: (each.lineno, -(each.end_lineno or each.lineno)))
    last = node.end_lineno or node.lineno
    body = getattr(node, "body", None)
    return node.lineno, max(node.lineno, min(last, body[0].lineno - 1)) if body else last


def covers(node: ast.stmt, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)
