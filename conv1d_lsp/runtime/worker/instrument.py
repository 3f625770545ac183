"""Put recording calls into a program's text. Lines stay where they are.

The text is changed, not the tree: Keras 2 reads the source of `call` methods again (AutoGraph) and would lose what is
in the tree alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import NamedTuple

from conv1d_lsp.runtime.worker.places import receiver, span, spoken_of

#: The name under which the program finds the function that records.
RECORDER = "__conv1d_lsp_record__"


class Insertion(NamedTuple):
    line: int
    column: int
    text: str


def instrument(text: str, lines: Iterable[int]) -> tuple[str, list[int]]:
    """The program with a recording call for each line, and the lines where nothing has a value.

    Raises SyntaxError if the text is no Python.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    tree = ast.parse(text)
    insertions: list[Insertion] = []
    unasked = []
    for line in lines:
        found = recording(line, spoken_of(tree, line))
        insertions += found
        if not found:
            unasked.append(line)
    return insert(text, insertions), unasked


def recording(line: int, node: ast.stmt | ast.expr | None) -> list[Insertion]:
    if isinstance(node, ast.AugAssign):
        end = span(node)
        return [Insertion(end.end_line, end.end_column, f"; {RECORDER}({line}, ({ast.unparse(node.target)}))")]
    value = getattr(node, "value", None) if isinstance(node, ast.stmt) else node
    if not isinstance(value, ast.expr):
        return []
    changed = receiver(value) if isinstance(node, ast.Expr) else None
    place = span(value)
    return [
        Insertion(place.line, place.column, f"{RECORDER}({line}, ("),
        Insertion(place.end_line, place.end_column, f"), ({changed}))" if changed else "))"),
    ]


def insert(text: str, insertions: list[Insertion]) -> str:
    rows = text.encode().split(b"\n")
    for line, column, addition in sorted(insertions, key=lambda each: each[:2], reverse=True):
        row = rows[line - 1]
        rows[line - 1] = row[:column] + addition.encode() + row[column:]
    return b"\n".join(rows).decode()
