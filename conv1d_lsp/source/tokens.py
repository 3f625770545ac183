"""The few tokens that matter where no tree is to be had: strings, comments, brackets, operators."""

import re
from collections.abc import Sequence

#: Matches are named by group: string, comment, joined (a continued line), open, close, comma, newline, operator.
TOKEN = re.compile(
    r"""(?P<string>(?:\b[a-zA-Z]{1,2})?(?:'''(?:[^\\]|\\.)*?'''|\"""(?:[^\\]|\\.)*?\"""
                  |'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*"))
    |(?P<comment>\#[^\r\n]*)
    |(?P<joined>\\(?:\r\n|\r|\n))
    |(?P<open>[(\[{])
    |(?P<close>[)\]}])
    |(?P<comma>[,;])
    |(?P<newline>\r\n|\r|\n)
    |(?P<operator>[-+*/%@&|^~<>=!.]|\b(?:and|or|not|if|else|lambda|await|in|is|for)\b)""",
    re.VERBOSE | re.DOTALL,
)


def open_since(lines: Sequence[str]) -> int | None:
    """The index of the line with the outermost bracket that is still open at the end of `lines`."""
    text = "".join(lines)
    opened: list[int] = []
    for match in TOKEN.finditer(text):
        if match.lastgroup == "open":
            opened.append(match.start())
        elif match.lastgroup == "close" and opened:
            opened.pop()
    if not opened:
        return None
    end = 0
    for number, line in enumerate(lines):
        end += len(line)
        if opened[0] < end:
            return number
    return None
