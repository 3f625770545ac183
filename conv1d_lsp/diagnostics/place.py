"""Where something stands in a source file."""

from msgspec import Struct


class Cell(Struct, frozen=True, order=True):
    """A cell of a notebook. number: from 1. line: that of the notebook's program above its first one."""

    number: int
    line: int


class Place(Struct, frozen=True, order=True):
    """A range of text. Lines and columns count from 1, columns in code points; the end is exclusive.

    `file` is the path as the caller of the engine named it. In a notebook lines are those of its program; reports are
    told what a user calls them, `cell`, and where the JSON of the file has them, `stored`, as far as that is known.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    cell: Cell | None = None
    stored: "Place | None" = None

    @property
    def shown_line(self) -> int:
        """The line as a user counts it."""
        return self.line if self.cell is None else self.line - self.cell.line

    @property
    def shown_end_line(self) -> int:
        """The last line as a user counts it."""
        return self.end_line - self.line + self.shown_line

    @property
    def address(self) -> str:
        """File and line, with the cell between them if there is one."""
        cell = "" if self.cell is None else f"cell {self.cell.number}:"
        return f"{self.file}:{cell}{self.shown_line}"

    @property
    def in_file(self) -> "Place":
        """The place for whoever knows lines of files alone: of a notebook, those of its JSON, or else its beginning."""
        return self if self.cell is None else self.stored or Place(self.file, 1, 1, 1, 1)

    def contains(self, line: int, column: int) -> bool:
        """Whether the position lies inside, the end included (a cursor stands between two characters)."""
        return (self.line, self.column) <= (line, column) <= (self.end_line, self.end_column)
