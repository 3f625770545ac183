"""Columns as others count them; ours count code points, from 1."""

from collections.abc import Sequence


class Columns:
    """Of the lines of one file."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def utf16(self, line: int, column: int) -> int:
        """In units of UTF-16."""
        before = self._before(line, column)
        return column if before.isascii() else column + sum(ord(character) > 0xFFFF for character in before)

    def utf8(self, line: int, column: int) -> int:
        """In bytes of UTF-8."""
        before = self._before(line, column)
        return column if before.isascii() else column + len(before.encode("utf-8", "surrogatepass")) - len(before)

    def _before(self, line: int, column: int) -> str:
        return self._lines[line - 1][: column - 1] if line <= len(self._lines) else ""
