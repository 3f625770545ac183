"""The call in whose arguments a place of a text is, whether or not the text is whole: known from tokens alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
    |(?P<string>[bBfFrRuU]{0,2}(?:\"{3}(?:\\.|[^\\])*?(?:\"{3}|\Z)|'{3}(?:\\.|[^\\])*?(?:'{3}|\Z)
        |\"(?:\\.|[^\"\\\r\n])*\"?|'(?:\\.|[^'\\\r\n])*'?))
    |(?P<name>[^\W\d]\w*(?:[ \t]*\.[ \t]*[^\W\d]\w*)*[ \t]*\.?)
    |(?P<open>[(\[{])
    |(?P<close>[)\]}])
    |(?P<comma>,)
    |(?P<equals>(?<![=!<>:+\-*/%@&|^])=(?!=))
    |(?P<other>\d[\w.]*|[^\s\w])""",
    re.VERBOSE | re.DOTALL,
)
#: What stands for a statement of its own: after it, an open bracket is one that somebody forgot.
_STATEMENT = re.compile(r"(?:def|class|import|from|return|if|for|while|with|@)\b|[^\W\d]\w*[ \t]*=(?!=)")


@dataclass(frozen=True, slots=True)
class Argument:
    """keyword: its name, if it is given by name. start: where its value begins, or would."""

    keyword: str | None
    value: str
    start: int


@dataclass(frozen=True, slots=True)
class OpenCall:
    """callee: as it is written, `layers.Conv1D`; it begins at `start`. arguments: all of them, that of the cursor too.

    current: which of them the cursor is in. quote: with what the string begins that the cursor is in, if it is in one.
    prefix: what stands in that argument's value (of a string: in it) before the cursor. direct: whether the cursor is
    in no further bracket. end: behind the closing bracket; None where there is none.
    """

    callee: str
    start: int
    arguments: Sequence[Argument]
    current: int
    quote: str
    prefix: str
    direct: bool
    end: int | None


@dataclass(slots=True)
class _Bracket:
    """Where it opens, what stands before it, the ends of its arguments so far, and the places of their `=`."""

    opens: int
    callee: str
    start: int
    commas: list[int] = field(default_factory=list)
    equals: dict[int, int] = field(default_factory=dict)


def calls_around(source: str, offset: int) -> Iterator[OpenCall]:
    """The calls whose arguments the place is in, the innermost first. None from within a comment."""
    brackets: list[_Bracket] = []
    callee, start, quote, inside = "", 0, "", offset
    for token in _TOKEN.finditer(source, 0, len(source)):
        if token.start() >= offset:
            break
        kind = token.lastgroup
        if token.end() >= offset and kind == "comment":
            return
        if kind == "string" and (token.end() > offset or not _is_closed(token.group())):
            quote = _quote(token.group())
            if quote and token.end() >= offset:
                inside = token.start() + token.group().index(quote) + len(quote)
                break
            quote = ""
        _take(token, brackets, callee, start)
        callee, start = (token.group().strip(), token.start()) if kind == "name" else ("", token.start())
    for depth, bracket in enumerate(reversed(brackets)):
        if bracket.callee:
            yield _call(source, offset, bracket, quote if not depth else "", inside, depth)


def _take(token: re.Match[str], brackets: list[_Bracket], callee: str, start: int) -> None:
    match token.lastgroup:
        case "open":
            is_call = token.group() == "(" and not callee.endswith(".")
            brackets.append(_Bracket(token.start(), callee if is_call else "", start))
        case "close" if brackets:
            brackets.pop()
        case "comma" if brackets:
            brackets[-1].commas.append(token.start())
        case "equals" if brackets:
            brackets[-1].equals.setdefault(len(brackets[-1].commas), token.start())


def _call(source: str, offset: int, bracket: _Bracket, quote: str, inside: int, depth: int) -> OpenCall:
    current = len(bracket.commas)
    end = _follow(source, offset if not quote else inside - len(quote), bracket, depth)
    edges = [bracket.opens, *bracket.commas, (end or _last(source, offset)) - (1 if end else 0)]
    arguments = [
        _argument(source, first + 1, last, bracket.equals.get(number))
        for number, (first, last) in enumerate(pairwise(edges))
    ]
    begin = inside if quote else arguments[current].start
    prefix = source[begin:offset]
    return OpenCall(bracket.callee, bracket.start, arguments, current, quote, prefix, not depth, end)


def _follow(source: str, offset: int, bracket: _Bracket, level: int) -> int | None:
    """Read on to the bracket that closes the call, noting its commas. None if another statement comes first.

    level: how many further brackets are open at the offset.
    """
    line_start = offset
    for token in _TOKEN.finditer(source, offset):
        newline = "\n" in source[line_start : token.start()] or "\r" in source[line_start : token.start()]
        if newline and _STATEMENT.match(source, token.start()) and not _is_argument(source, token):
            return None
        line_start = token.end()
        match token.lastgroup:
            case "open":
                level += 1
            case "close" if level:
                level -= 1
            case "close":
                return token.end()
            case "comma" if not level:
                bracket.commas.append(token.start())
            case "equals" if not level:
                bracket.equals.setdefault(len(bracket.commas), token.start())
    return None


def _is_argument(source: str, token: re.Match[str]) -> bool:
    """Whether a name with `=` at a line's beginning is indented, as an argument on a line of its own is."""
    line = max(source.rfind("\n", 0, token.start()), source.rfind("\r", 0, token.start())) + 1
    return token.start() > line and re.match(r"[^\W\d]\w*=", source[token.start() : token.start() + 80]) is not None


def _last(source: str, offset: int) -> int:
    """The end of the line, for a call that nobody closes."""
    ends = [end for end in (source.find("\n", offset), source.find("\r", offset)) if end >= 0]
    return min(ends, default=len(source))


def _argument(source: str, first: int, last: int, equals: int | None) -> Argument:
    begin = first if equals is None or not first <= equals < last else equals + 1
    keyword = source[first:equals].strip() if begin != first else None
    value = source[begin:last]
    blank = len(value) - len(value.lstrip())
    return Argument(keyword, value.strip(), begin + min(blank, len(value)))


def _quote(string: str) -> str:
    body = string.lstrip("bBfFrRuU")
    return body[:3] if body[:3] in ('"""', "'''") else body[:1]


def _is_closed(string: str) -> bool:
    quote = _quote(string)
    body = string.lstrip("bBfFrRuU")
    return len(body) >= 2 * len(quote) and body.endswith(quote)
