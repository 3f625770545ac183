"""Where the JSON of a notebook has what stands in its cells."""

import re
from bisect import bisect_right

from msgspec import Struct

from conv1d_lsp.source.lines import line_starts
from conv1d_lsp.source.notebook_json import Value, elements, source_values

#: What stands for one character in a string of JSON; two escapes may be one.
_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\"\\]", re.DOTALL
)
_ENDS = {r"\n": "\n", r"\u000a": "\n", r"\r": "\r", r"\u000d": "\r"}


class _Stored(Struct, frozen=True):
    """A source: the offset of each of its characters in the JSON, that of its end, and where its lines begin."""

    offsets: list[int]
    lines: list[int]


class NotebookPlaces:
    """Of one notebook, whose JSON is `text`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = line_starts(text)
        self._values = dict(enumerate(source_values(text), 1))
        self._known: dict[int, _Stored] = {}

    def position(self, cell: int, line: int, column: int) -> tuple[int, int]:
        """Line and column of the JSON where a cell, by its number, has this line and column; all from 1."""
        stored = self._stored(cell)
        first = stored.lines[min(line, len(stored.lines)) - 1]
        last = stored.lines[line] - 1 if line < len(stored.lines) else len(stored.offsets) - 1
        offset = stored.offsets[min(first + column - 1, last)]
        row = bisect_right(self._starts, offset)
        return row, offset - self._starts[row - 1] + 1

    def _stored(self, cell: int) -> _Stored:
        if cell not in self._known:
            value = self._values.get(cell)
            self._known[cell] = _Stored([0], [0]) if value is None else self._read(value)
        return self._known[cell]

    def _read(self, value: Value) -> _Stored:
        offsets, shown, end = list[int](), list[str](), value.start
        for string in elements(self._text, value.start) if self._text[value.start] == "[" else (value,):
            for character in _CHARACTER.finditer(self._text, string.start + 1, string.end - 1):
                offsets.append(character.start())
                shown.append(_ENDS.get(character[0].lower(), "x"))
            end = string.end - 1
        return _Stored([*offsets, end], list(line_starts("".join(shown))))
