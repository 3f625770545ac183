"""Where a `Conv1D` is made, as Python's own parser sees it."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

#: The layer's names in Keras.
NAMES = frozenset({"Conv1D", "Convolution1D"})


@dataclass(frozen=True, slots=True)
class CallSite:
    """A call, by the position of its first character (from 1, in code points).

    around: the functions and classes that it stands in, outermost first. wrapper: the call that it is an argument of.
    """

    line: int
    column: int
    around: tuple[str, ...] = ()
    wrapper: tuple[int, int] | None = None


#: Where the text itself is all there is: not in a comment, as far as a line can tell.
_WRITTEN = re.compile(r"^[^#\n]*?(?<![\w.])((?:[\w.]+\.)?(?:Conv1D|Convolution1D))\(", re.MULTILINE)


def call_sites(source: str) -> list[CallSite]:
    """All of them in the order of the text; where Python does not parse it (Python 2), the first one of each line."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return list(_written(source))
    lines = source.split("\n")
    return list(_calls(tree, _aliases(tree), lines, (), None))


def _written(source: str) -> Iterator[CallSite]:
    for match in _WRITTEN.finditer(source):
        start = source.rfind("\n", 0, match.start(1)) + 1
        yield CallSite(source.count("\n", 0, match.start(1)) + 1, match.start(1) - start + 1)


def _aliases(tree: ast.AST) -> frozenset[str]:
    """The names under which the file knows the layer; not those that it defines itself."""
    names = set(NAMES)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names |= {each.asname for each in node.names if each.name in NAMES and each.asname}
        elif isinstance(node, ast.Assign) and _last_name(node.value) in NAMES:
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    defined = {
        node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    }
    return frozenset(names - defined)


def _last_name(node: ast.expr) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def _calls(
    node: ast.AST, names: frozenset[str], lines: list[str], around: tuple[str, ...], wrapper: tuple[int, int] | None
) -> Iterator[CallSite]:
    if isinstance(node, ast.Call):
        position = _position(node, lines)
        if _last_name(node.func) in names and not _is_from_elsewhere(node.func):
            yield CallSite(*position, around, wrapper)
        yield from _calls(node.func, names, lines, around, None)
        for argument in (*node.args, *(each.value for each in node.keywords)):
            yield from _calls(argument, names, lines, around, position)
        return
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        around = (*around, node.name)
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, names, lines, around, None)


def _is_from_elsewhere(function: ast.expr) -> bool:
    """`super().Conv1D(...)`, `self.Conv1D(...)`: a method, not the layer."""
    owner = function.value if isinstance(function, ast.Attribute) else None
    return isinstance(owner, ast.Call) or (isinstance(owner, ast.Name) and owner.id in ("self", "cls"))


def _position(node: ast.expr, lines: list[str]) -> tuple[int, int]:
    text = lines[node.lineno - 1] if node.lineno <= len(lines) else ""
    return node.lineno, len(text.encode()[: node.col_offset].decode(errors="ignore")) + 1
