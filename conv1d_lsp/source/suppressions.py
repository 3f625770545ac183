"""Comments that silence: `# conv1d: ignore`, `# conv1d: ignore[rule-name, other-rule]`, `# conv1d: skip-file`.

At the end of a statement it speaks for all the statement's lines, at the end of a line within one for that line, on a
line of its own for the statement below. `# noqa`, which silences every linter, is heard too; with the codes of other
tools behind it, it speaks to those.
"""

import re
from collections.abc import Collection, Iterator

import libcst as cst
from msgspec import Struct

from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.parse import Parsed
from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.slips import Unread, slips

_MARK = re.compile(
    r"#[:!]?\s*(?:conv1d:\s*(?:(?P<skip>skip-file)(?![\w-])"
    r"|ignore(?:\s*\[(?P<rules>[^\]]*)\]|(?!\s*(?:[\[\]［］]|[({<:=]\s*\w+-))(?![\w-])))"
    r"|(?P<noqa>(?i:noqa))(?![\w-])(?:\s*:(?P<codes>[^#]*))?)"
)
_SKIPPED = re.compile(r"^#\s*conv1d:\s*skip-file(?![\w-])", re.MULTILINE)

_NAME = re.compile(r"[^\s,]+")

#: Without it in a text, no comment is ours, not even with a slip.
_OURS = re.compile(r"conv1d(?:[-_ ]?lsp)?(?:\s*[:：]|[-_ ]*ignore)", re.IGNORECASE)
_ANYONES = "noqa"


class Named(Struct, frozen=True):
    """A rule as a comment names it, and the column (from 1) where it does."""

    name: str
    column: int


class Suppression(Struct, frozen=True):
    """A comment on line `line`, from `column` up to `end_column`, that silences lines `first` to `last`, all from 1.

    names: the rules that it silences; None for all. of_all_tools: whether it is a `noqa`, which others may need.
    """

    line: int
    column: int
    end_column: int
    first: int
    last: int
    names: tuple[Named, ...] | None
    of_all_tools: bool = False

    def covers(self, line: int) -> bool:
        return self.first <= line <= self.last

    def silences(self, rule: str) -> bool:
        return self.names is None or any(each.name == rule for each in self.names)


class Suppressions(Struct, frozen=True):
    """All of a file. `skip_file` is the line of a comment that silences the whole file."""

    entries: tuple[Suppression, ...] = ()
    skip_file: int | None = None
    unread: tuple[Unread, ...] = ()

    def covering(self, line: int, rule: str) -> Suppression | None:
        """The comment that silences `rule` on `line`."""
        return next((entry for entry in self.entries if entry.covers(line) and entry.silences(rule)), None)


def suppressions_of(parsed: Parsed, positions: Positions, found_on: Collection[int] = ()) -> Suppressions:
    """The file's suppressing comments. A text without the words costs two searches; else only chunks that hold them.

    found_on: the lines where something is to be silenced; a `noqa` elsewhere is not looked for.
    """
    ours, anyones = _OURS.search(parsed.text) is not None, bool(found_on) and _ANYONES in parsed.text.lower()
    if not ours and not anyones:
        return Suppressions()
    lines = split_lines(parsed.text)
    entries: list[Suppression] = []
    unread: list[Unread] = []
    skip_file: int | None = None
    for node, span in _comments(parsed, lines, positions, found_on):
        marks = list(_MARK.finditer(node.value))
        if not marks and _OURS.search(node.value) is None:
            continue
        place = positions.place(node, "")
        unread += slips(node.value, {mark.span() for mark in marks}, place.line, place.column)
        for mark in marks:
            if mark["skip"]:
                skip_file = skip_file or place.line
            else:
                first, last = span or (place.line, place.line)  # what a comment above claims is spoken for too
                entries.append(_entry(mark, place.line, place.column, (min(first, place.line), last)))
    return Suppressions(tuple(entries), skip_file, tuple(unread))


def skips_file(text: str) -> bool:
    """Whether a line of a text that is not parsed is `# conv1d: skip-file`."""
    return _SKIPPED.search(text) is not None


def _entry(mark: re.Match[str], line: int, column: int, span: tuple[int, int]) -> Suppression:
    """column: where the comment begins that the mark was found in."""
    group = "codes" if mark["noqa"] else "rules"
    names = None
    if mark[group] is not None:
        begin = column + mark.start(group)
        names = tuple(Named(each[0], begin + each.start()) for each in _NAME.finditer(mark[group]))
    rest = mark.string.find("#", mark.end())
    end = len(mark.string) if rest < 0 else rest
    end = len(mark.string[:end].rstrip())
    return Suppression(line, column + mark.start(), column + end, *span, names, of_all_tools=mark["noqa"] is not None)


_Found = tuple[cst.Comment, tuple[int, int] | None]


def _comments(parsed: Parsed, lines: list[str], positions: Positions, found_on: Collection[int]) -> Iterator[_Found]:
    """The comments of the parts that mention a suppression, with the lines of the statement that they speak for."""
    chunks = parsed.chunks
    for empty in parsed.header:
        if empty.comment is not None:
            yield empty.comment, _lines(chunks[0].statement, positions) if chunks else None
    for chunk in chunks:
        text = "".join(lines[chunk.line - 1 : chunk.end_line - 1])
        silences = _ANYONES in text.lower() and any(chunk.line <= line < chunk.end_line for line in found_on)
        if silences or _OURS.search(text):
            visitor = _Collector(positions)
            chunk.statement.visit(visitor)
            yield from visitor.found
    for empty in parsed.footer:
        if empty.comment is not None:
            yield empty.comment, None


def _lines(statement: cst.CSTNode, positions: Positions) -> tuple[int, int]:
    place = positions.place(statement, "")
    body = getattr(statement, "body", None)
    if isinstance(body, cst.IndentedBlock):  # the header counts, not the block below
        return place.line, positions.place(body.header, "").line
    if isinstance(statement, cst.Match):
        return place.line, positions.place(statement.subject, "").end_line
    return place.line, place.end_line


#: What a comment above it, or at the end of it or of its header, speaks for.
_SPOKEN_FOR = (
    cst.SimpleStatementLine,
    cst.BaseCompoundStatement,
    cst.Decorator,
    cst.Else,
    cst.ExceptHandler,
    cst.ExceptStarHandler,
    cst.MatchCase,
)


def _comments_of(node: cst.CSTNode) -> Iterator[cst.Comment]:
    end = getattr(node, "trailing_whitespace", None)
    body = getattr(node, "body", None)
    if isinstance(body, cst.IndentedBlock):
        end = body.header
    for line in (*getattr(node, "leading_lines", ()), end):
        if isinstance(line, (cst.EmptyLine, cst.TrailingWhitespace)) and line.comment is not None:
            yield line.comment


class _Collector(cst.CSTVisitor):
    """Every comment below a node, with the lines of the statement that it speaks for, if it speaks for one."""

    def __init__(self, positions: Positions) -> None:
        super().__init__()
        self.found: list[_Found] = []
        self._positions = positions
        self._spans: dict[int, tuple[int, int]] = {}

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Comment):
            self.found.append((node, self._spans.get(id(node))))
        elif isinstance(node, _SPOKEN_FOR):
            for comment in _comments_of(node):
                self._spans[id(comment)] = _lines(node, self._positions)
        return True
