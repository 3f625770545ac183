"""A smaller program that shows the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

#: Tells whether a program still shows it.
Shows = Callable[[str], bool]


def shrunk(text: str, shows: Shows, head: int = 0) -> str:
    """The program without what is not needed: lines with what is under them, headers around what is under them.

    head: so many lines at its beginning bind names; they stay as long as a name is used, lest it end in a NameError.
    """
    lines = text.rstrip().split("\n")
    changed = True
    while changed:
        changed = False
        index = head
        while index < len(lines):
            smaller = next((each for each in _smaller(lines, index) if _stands(each, shows)), None)
            if smaller is None:
                index += 1
            else:
                lines, changed = smaller, True
    used = set(re.findall(r"\w+", "\n".join(lines[head:])))
    lines[:head] = [
        line for line in lines[:head] if line.startswith(("import ", "from ")) or used & set(re.findall(r"\w+", line))
    ]
    return "\n".join(lines) + "\n"


def _smaller(lines: list[str], index: int) -> Iterator[list[str]]:
    """The program with less at this line."""
    end = index + 1
    while end < len(lines) and _indent(lines[end]) > _indent(lines[index]):
        end += 1
    before, after = lines[:index], lines[end:]
    yield before + after
    if end > index + 1:
        more = _indent(lines[index + 1]) - _indent(lines[index])
        yield before + [line[more:] for line in lines[index + 1 : end]] + after
        empty = " " * (_indent(lines[index]) + 4) + "pass"
        if lines[index + 1 : end] != [empty]:
            yield [*before, lines[index], empty, *after]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _stands(lines: list[str], shows: Shows) -> bool:
    text = "\n".join(lines) + "\n"
    try:
        compile(text, "program.py", "exec")
    except SyntaxError:
        return False
    return shows(text)
