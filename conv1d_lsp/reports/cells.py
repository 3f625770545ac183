"""How many columns of a terminal a text takes, and what its characters look like there."""

import re
import unicodedata

#: Tabs are shown as editors do by default: up to the next multiple.
TAB = 4

_NEWLINE = re.compile(r"\r\n|\r|\n")
_WIDE = frozenset("WF")
_WITHOUT_WIDTH = frozenset({"Mn", "Me", "Cf"})


def split_lines(text: str) -> list[str]:
    """Lines as Python and editors count them: form feeds and other separators do not end one."""
    return _NEWLINE.split(text)


def width(text: str) -> int:
    """Columns that `text`, which has no tabs, takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def expanded(line: str, start: int = 0) -> str:
    """`line`, which begins in column `start` of the text, with spaces for its tabs."""
    if "\t" not in line:
        return line
    parts: list[str] = []
    at = start
    for character in line:
        shown = " " * (TAB - at % TAB) if character == "\t" else character
        parts.append(shown)
        at += width(shown)
    return "".join(parts)


def padded(text: str, columns: int) -> str:
    """`text` with spaces up to the width of `columns`."""
    return text + " " * (columns - width(text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
