"""Comments that silence nothing and were hardly meant otherwise: another bracket, the word or our name with a slip."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from msgspec import Struct

_RULE = r"\w+(?:-\w+)+"
_ALMOST = re.compile(
    r"#\s*(?P<whole>(?P<tool>(?i:conv1d(?:[-_ ]?lsp)?)\s*[:：]?)[\s-]*"
    r"(?P<word>(?i:skip file|[a-z]+(?:[-_][a-z]+)*))(?![\w-])"
    rf"(?:\s*(?P<open>[(\[{{<［:=])\s*(?P<rules>{_RULE}(?:\s*,\s*{_RULE})*)?(?:\s*[)\]}}>］]+)?|\s*[\]］])?)"
)
_IGNORE, _SKIP = "ignore", "skip-file"

#: What it is called elsewhere.
_ELSEWHERE = frozenset({"disable", "nocheck", "nolint", "noqa", "off", "silence", "suppress"})


class Unread(Struct, frozen=True):
    """`meant` is what should stand behind `conv1d: `; None for a bracket that is left open.

    Lines and columns count from 1.
    """

    line: int
    column: int
    end_column: int
    meant: str | None


def slips(comment: str, read: Collection[tuple[int, int]], line: int, column: int) -> Iterator[Unread]:
    """What is almost a suppression in a comment that begins at `column`. read: the spans that are one."""
    for almost in _ALMOST.finditer(comment):
        begin, end = almost.span()
        if any(first < end and begin < last for first, last in read):
            continue
        kind = _kind(almost, stands_alone=not comment[end:].partition("#")[0].strip())
        if kind is None:
            continue
        rules, left_open = _rules(almost), almost["open"] in ("[", "［") and almost["rules"] is None
        meant = f"{kind}[{rules}]" if rules and kind == _IGNORE else kind
        first, last = almost.span("whole")
        yield Unread(line, column + first, column + last, None if left_open else meant)


def _kind(almost: re.Match[str], *, stands_alone: bool) -> str | None:
    """The word that was meant. Comments speak of Conv1D and of what a layer ignores, too: those are left alone."""
    word, named = _word(almost), almost["rules"] is not None
    if almost["tool"] != "conv1d:":
        return word if word in (_IGNORE, _SKIP) and (named or stands_alone) else None
    if word.startswith(f"{_IGNORE}-"):
        return _SKIP if word in ("ignore-file", "ignore-module") else _IGNORE
    if word in _ELSEWHERE or (word.startswith(_IGNORE) and word != _IGNORE):
        return _IGNORE if named or (stands_alone and word in _ELSEWHERE) else None
    return next(iter(get_close_matches(word, (_IGNORE, _SKIP), n=1, cutoff=0.75)), None)


def _rules(almost: re.Match[str]) -> str | None:
    """The names, which may be joined to the word: `ignore-window-too-long`."""
    joined = _word(almost).partition(f"{_IGNORE}-")[2]
    return almost["rules"] or (joined if "-" in joined and not joined.startswith("next-") else None)


def _word(almost: re.Match[str]) -> str:
    return almost["word"].lower().replace("_", "-").replace(" ", "-")
