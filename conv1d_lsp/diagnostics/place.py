"""Where something stands in a source file."""

from msgspec import Struct


class Place(Struct, frozen=True, order=True):
    """A range of text. Lines and columns count from 1, columns in code points; the end is exclusive.

    `file` is the path as the caller of the engine named it.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def contains(self, line: int, column: int) -> bool:
        """Whether the position lies inside, the end included (a cursor stands between two characters)."""
        return (self.line, self.column) <= (line, column) <= (self.end_line, self.end_column)
