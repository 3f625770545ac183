"""Lines as Python and LibCST count them: a line ends at \\n, \\r\\n or a lone \\r, and at nothing else."""

import re
from collections.abc import Sequence
from itertools import zip_longest

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_NEWLINE = re.compile(r"\r\n|\r|\n")


def split_lines(text: str) -> list[str]:
    """The lines with their newlines; the last one has none, and is empty if the text ends in a newline."""
    lines = _LINE.findall(text)
    # The pattern also matches the empty string after a last line that has no newline.
    if len(lines) > 1 and lines[-1] == "" and not lines[-2].endswith(("\n", "\r")):
        lines.pop()
    return lines


def newline_of(line: str) -> str:
    """The newline that ends the line, or nothing."""
    return line[len(line.rstrip("\r\n")) :]


def indent_of(line: str) -> str:
    """The blanks that the line begins with."""
    return line[: len(line) - len(line.lstrip(" \t\f"))]


def line_starts(text: str) -> Sequence[int]:
    """The offset at which each line begins."""
    return [0, *(match.end() for match in _NEWLINE.finditer(text))]


def first_difference(one: str, other: str) -> int | None:
    """The first line (from 1) of `other` that is another one than in `one`; None if there is none."""
    lines = zip_longest(split_lines(one), split_lines(other))
    return next((number for number, (old, new) in enumerate(lines, 1) if old != new), None)


def same_at_both_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many lines are the same from the beginning on, and how many of the rest up to the end."""
    above = _same(old, new)
    return above, min(_same(old[::-1], new[::-1]), len(old) - above, len(new) - above)


def _same(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(old), len(new)))
