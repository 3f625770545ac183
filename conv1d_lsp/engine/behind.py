"""What lies behind a fault: code that it kept from being reached, or whose values it made unknown.

Keras raises at the first fault, and nothing is known of what depends on it. What a fix brings to light there was in
the program before, so it does not speak against the fix. Names alone decide, in the function of the fault. What runs
more than once hides nothing: another run may have come through.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from conv1d_lsp.diagnostics import Diagnostic, Place, Severity
from conv1d_lsp.engine.edited import Edited


def found_behind(edited: Edited, diagnostic: Diagnostic, later: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those of `later`, found in the edited text, that stand where the error `diagnostic` hid them before the edit."""
    if diagnostic.severity is not Severity.ERROR:
        return []
    fault = diagnostic.place
    perhaps = [
        each
        for each in later
        if each.place.file == fault.file and edited.is_after(each.place, fault) and not edited.is_new(each.place)
    ]
    hidden = [*_hidden(edited.source, fault)] if perhaps else []
    return [each for each in perhaps if any(edited.is_within(each.place, place) for place in hidden)]


def _hidden(source: str, fault: Place) -> Iterator[Place]:
    """The statement of a fault, and those after it that use what it gives."""
    body = _body_of(source, fault)
    statements = [each for each in body if (each.end_lineno or each.lineno) >= fault.line]
    if not statements or statements[0].lineno > fault.line:
        return
    lost: set[str] = set()
    for index, statement in enumerate(statements):
        reads, writes = _reads(statement), _writes(statement)
        if index == 0 or reads & lost:
            lost |= writes
            yield Place(fault.file, statement.lineno, 1, (statement.end_lineno or statement.lineno) + 1, 1)
        else:
            lost -= writes


def _body_of(source: str, fault: Place) -> list[ast.stmt]:
    """The plain statements of the innermost function around a fault, or of the file, in their order; none in a loop or
    in a function that is named more than once."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    home: ast.AST = tree
    for node in ast.walk(tree):
        if isinstance(node, _SCOPES + _LOOPS) and node.lineno <= fault.line <= (node.end_lineno or node.lineno):
            if isinstance(node, _LOOPS) or _uses(tree, node.name) > 1:
                return []
            home = node
    return sorted(_plain(home), key=lambda each: each.lineno)


_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def _uses(tree: ast.Module, name: str) -> int:
    nodes = [*ast.walk(tree)]
    named = sum(isinstance(each, ast.Name) and each.id == name for each in nodes)
    return named + sum(isinstance(each, ast.Attribute) and each.attr == name for each in nodes)


def _plain(node: ast.AST) -> Iterator[ast.stmt]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt) and not hasattr(child, "body"):
            yield child
        elif not isinstance(child, _SCOPES):
            yield from _plain(child)


def _reads(statement: ast.stmt) -> set[str]:
    return {each.id for each in ast.walk(statement) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)}


def _writes(statement: ast.stmt) -> set[str]:
    """Names that it assigns, and those whose methods or items it uses: `model.add(...)`, `parts[0] = ...`."""
    names = {each.id for each in ast.walk(statement) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=owner)))):
            names.add(owner)
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=owner))]):
            names.add(owner)
    return names
