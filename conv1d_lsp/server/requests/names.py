"""The uses of a local name between two assignments of it, known from the text alone."""

import ast
import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.syntax import tree_of

_SCOPES = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Use:
    """Where a name stands, in the engine's lines and columns. assigned: whether it gets its value there."""

    line: int
    column: int
    end_column: int
    assigned: bool


def uses(source: str, line: int, column: int) -> tuple[str, list[Use]]:
    """The name at a place and the uses of the value that it has there, its assignment first.

    Nothing for what is no name, or in a text that does not parse. In a loop, a value may come from further below: all
    uses of the name in its scope are given then.
    """
    tree = tree_of(source)
    if tree is None:
        return "", []
    lines = split_lines(source)
    scope = _scope(tree, line)
    found: dict[str, list[Use]] = {}
    for name in _names(scope):
        first = len(lines[name.lineno - 1].encode()[: name.col_offset].decode()) + 1
        assigned = isinstance(name.ctx, ast.Store)
        found.setdefault(name.id, []).append(Use(name.lineno, first, first + len(name.id), assigned))
    for word, places in found.items():
        if any(use.line == line and use.column <= column <= use.end_column for use in places):
            return word, _of_one_value(sorted(places, key=lambda use: (use.line, use.column)), scope, line, column)
    return "", []


def _of_one_value(places: list[Use], scope: ast.AST, line: int, column: int) -> list[Use]:
    assigned = sorted({use.line for use in places if use.assigned})
    loops = (ast.For, ast.While, ast.AsyncFor)
    around = [each for each in ast.walk(scope) if isinstance(each, loops)]
    if any(each.lineno <= use.line <= (each.end_lineno or 0) for each in around for use in places if use.assigned):
        return places
    current = next(use for use in places if use.line == line and use.column <= column <= use.end_column)
    index = bisect.bisect_right(assigned, line) - (0 if current.assigned or line not in assigned else 1)
    first = assigned[index - 1] if index else 0
    last = assigned[index] if index < len(assigned) else None
    mine = [
        use
        for use in places
        if (use.assigned and use.line == first)
        or (not use.assigned and first < use.line and (last is None or use.line <= last))
    ]
    return sorted(mine, key=lambda use: not use.assigned)


def _scope(tree: ast.AST, line: int) -> ast.AST:
    """The innermost function around a line, or the module."""
    around = [
        each
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
        if each.lineno <= line <= (each.end_lineno or 0)
    ]
    return max(around, key=lambda each: each.lineno, default=tree)


def _names(scope: ast.AST) -> Iterator[ast.Name]:
    """The names of a scope; what inner functions do with theirs is their own."""
    stack = [*ast.iter_child_nodes(scope)]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name):
            yield node
        if not isinstance(node, _SCOPES):
            stack += ast.iter_child_nodes(node)
