"""A text and the three ways to name a place in it: the engine's, the protocol's, and an index.

The engine counts lines and columns from 1, columns in code points. The protocol counts from 0, columns in the units
that the client negotiated (UTF-8, UTF-16 or UTF-32). Both end a line at "\\r\\n", "\\r" or "\\n" and nowhere else: a
form feed or U+2028 inside a string does not move what stands below it, as `str.splitlines` would have it.
"""

import re
from bisect import bisect_right
from functools import cached_property

from lsprotocol import types as t
from pygls.workspace import PositionCodec

from conv1d_lsp.diagnostics import Place

_LINE_END = re.compile(r"\r\n|\r|\n")


class Text:
    """An immutable text; its lines are indexed once, at the first question."""

    def __init__(self, source: str, codec: PositionCodec) -> None:
        self.source = source
        self._codec = codec

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The index at which each line begins."""
        return (0, *(end.end() for end in _LINE_END.finditer(self.source)))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines with their ends."""
        ends = (*self.starts[1:], len(self.source))
        return tuple(self.source[start:end] for start, end in zip(self.starts, ends, strict=True))

    def body(self, line: int) -> str:
        """A line, counted from 0, without its end."""
        return self.lines[line].rstrip("\r\n")

    def offset(self, position: t.Position) -> int:
        """The index of a client's position; past the end of a line the line's end, past the last line the text's."""
        if position.line >= len(self.lines):
            return len(self.source)
        return self.starts[position.line] + self._code_points(self.body(position.line), position.character)

    def point(self, position: t.Position) -> tuple[int, int]:
        """The engine's line and column of a client's position."""
        offset = self.offset(position)
        line = bisect_right(self.starts, offset) - 1
        return line + 1, offset - self.starts[line] + 1

    def position(self, line: int, column: int) -> t.Position:
        """The client's position of the engine's line and column, clamped to the text."""
        if line > len(self.lines):
            last = len(self.lines) - 1
            return t.Position(last, self._units(self.body(last)))
        return t.Position(line - 1, self._units(self.body(line - 1)[: column - 1]))

    def position_at(self, offset: int) -> t.Position:
        """The client's position of an index."""
        line = bisect_right(self.starts, offset) - 1
        return self.position(line + 1, offset - self.starts[line] + 1)

    def range(self, place: Place) -> t.Range:
        return t.Range(self.position(place.line, place.column), self.position(place.end_line, place.end_column))

    def line_end(self, line: int) -> t.Position:
        """Behind the last character of the engine's line that is not blank."""
        return self.position(line, len(self.body(line - 1).rstrip()) + 1)

    def _units(self, chars: str) -> int:
        return len(chars) if chars.isascii() else self._codec.client_num_units(chars)

    def _code_points(self, body: str, units: int) -> int:
        if body.isascii():
            return min(units, len(body))
        seen = 0
        for index, char in enumerate(body):
            if seen >= units:
                return index
            seen += self._codec.client_num_units(char)
        return len(body)
