"""Places of `ast` nodes, whose columns count bytes, in the engine's lines and columns."""

import ast

from conv1d_lsp.diagnostics import Place
from conv1d_lsp.source.lines import split_lines


class Spans:
    """Of one text. file: as places name it."""

    def __init__(self, source: str, file: str) -> None:
        self.source = source
        self._file = file
        self._lines = split_lines(source)

    def start(self, node: ast.expr | ast.stmt) -> Place:
        """The point at which a node begins."""
        column = self._column(node.lineno, node.col_offset)
        return Place(self._file, node.lineno, column, node.lineno, column)

    def gap_before(self, node: ast.expr) -> str:
        """What parts an element from the one before it: a new line, if it begins one."""
        before = self._lines[node.lineno - 1].encode()[: node.col_offset].decode()
        return f"\n{before}" if not before.strip() else " "

    def of_argument(self, call: ast.Call, keyword: ast.keyword) -> Place:
        """An argument with the comma that parts it from the others."""
        value = keyword.value
        given: list[ast.expr | ast.keyword] = sorted(
            [*call.args, *call.keywords], key=lambda each: (each.lineno, each.col_offset)
        )
        index = given.index(keyword)
        end = value.end_lineno or value.lineno, value.end_col_offset or 0
        first = keyword.lineno, keyword.col_offset
        if index:
            before = given[index - 1]
            first = before.end_lineno or 0, before.end_col_offset or 0
        elif len(given) > 1:
            end = given[1].lineno, given[1].col_offset
        begin, close = self._column(*first), self._column(*end)
        return Place(self._file, first[0], begin, end[0], close)

    def _column(self, line: int, offset: int) -> int:
        return len(self._lines[line - 1].encode()[:offset].decode(errors="ignore")) + 1
