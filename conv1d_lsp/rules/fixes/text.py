"""Edits by place: insert, replace, remove."""

from collections.abc import Sequence
from functools import lru_cache

import libcst as cst
from msgspec import Struct

from conv1d_lsp.diagnostics import Edit, Place
from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.text import text_of

#: Expressions behind which a bracket or a dot can be written without parentheses around them.
SUBSCRIPTABLE = (cst.Name, cst.Attribute, cst.Call, cst.Subscript)


class Text(Struct, frozen=True):
    """The text of one file, and where its nodes stand."""

    file: str
    positions: Positions

    def place(self, node: cst.CSTNode) -> Place:
        return self.positions.place(node, self.file)

    def replace(self, node: cst.CSTNode, text: str) -> Edit:
        return Edit(self.place(node), text)

    def before(self, node: cst.CSTNode, text: str) -> Edit:
        """Insert in front of a node."""
        place = self.place(node)
        return Edit(Place(self.file, place.line, place.column, place.line, place.column), text)

    def after(self, node: cst.CSTNode, text: str) -> Edit:
        """Insert behind a node."""
        place = self.place(node)
        return Edit(Place(self.file, place.end_line, place.end_column, place.end_line, place.end_column), text)

    def around(self, node: cst.CSTNode, left: str, right: str) -> tuple[Edit, Edit]:
        return self.before(node, left), self.after(node, right)

    def follow(self, expression: cst.BaseExpression, code: str) -> tuple[Edit, ...]:
        """Append code to an expression, such as a subscript or a method: `(a + b)[0]`."""
        if isinstance(expression, SUBSCRIPTABLE):
            return (self.after(expression, code),)
        return self.around(expression, "(", f"){code}")

    def exchange(self, one: cst.BaseExpression, other: cst.BaseExpression) -> tuple[Edit, ...]:
        """Write each of two expressions in the place of the other."""
        return self.replace(one, text_of(other)), self.replace(other, text_of(one))

    def between(self, first: cst.CSTNode, second: cst.CSTNode, text: str) -> Edit:
        """Replace what stands from the end of one node to the end of another."""
        start, end = self.place(first), self.place(second)
        return Edit(Place(self.file, start.end_line, start.end_column, end.end_line, end.end_column), text)

    def up_to(self, first: cst.CSTNode, second: cst.CSTNode) -> Edit:
        """Remove a node and what follows, up to the start of another."""
        start, end = self.place(first), self.place(second)
        return Edit(Place(self.file, start.line, start.column, end.line, end.column), "")

    def indent(self, line: int) -> str:
        """The blanks that a line begins with."""
        row = _rows(self.positions.parsed.text)[line - 1]
        return row[: len(row) - len(row.lstrip())]

    def separator(self, node: cst.CSTNode, opening: cst.CSTNode) -> str:
        """What parts a new item from `node`: a line break where each item has a line of its own."""
        place = self.place(node)
        row = _rows(self.positions.parsed.text)[place.line - 1]
        own_line = not row[: place.column - 1].strip() and place.line > self.place(opening).line
        return f"\n{row[: place.column - 1]}" if own_line else " "


@lru_cache(maxsize=2)
def _rows(text: str) -> Sequence[str]:
    """The lines of a text; remembered, for every finding asks."""
    return split_lines(text)
