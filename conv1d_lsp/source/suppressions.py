"""Comments that silence: `# conv1d: ignore`, `# conv1d: ignore[rule-name, other-rule]`, `# conv1d: skip-file`.

At the end of a statement it speaks for all the statement's lines, at the end of a line within one for that line, on a
line of its own for the statement below. `# noqa`, which silences every linter, is heard too; with the codes of other
tools behind it, it speaks to those.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import libcst as cst

from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.parse import Parsed
from conv1d_lsp.source.positions import Positions

_MARK = re.compile(
    r"#\s*(?:conv1d:\s*(?:(?P<skip>skip-file)|ignore(?:\s*\[(?P<rules>[^\]]*)\]|(?!\s*(?:\[|[(:=]\s*\w+-))))(?![\w-])"
    r"|(?P<noqa>(?i:noqa))(?![\w-])(?:\s*:(?P<codes>[^#]*))?)"
)
_SKIPPED = re.compile(r"^#\s*conv1d:\s*skip-file(?![\w-])", re.MULTILINE)

#: The same with a slip: another bracket around the names, a word that is written otherwise.
_ALMOST = re.compile(
    r"#\s*conv1d:\s*(?P<whole>(?P<word>[A-Za-z][\w-]*)"
    r"(?:\s*[(\[:=]\s*(?P<rules>\w+(?:-\w+)+(?:\s*,\s*\w+(?:-\w+)+)*)(?:\s*[)\]])?)?)"
)
_WORDS = ("ignore", "skip-file")

_NAME = re.compile(r"[^\s,]+")

_OURS, _ANYONES = "conv1d:", "noqa"


@dataclass(frozen=True, slots=True)
class Named:
    """A rule as a comment names it, and the column (from 1) where it does."""

    name: str
    column: int


@dataclass(frozen=True, slots=True)
class Suppression:
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


@dataclass(frozen=True, slots=True)
class Unread:
    """What silences nothing, and was hardly meant otherwise than as `meant`; None for a bracket that is left open.

    Lines and columns count from 1.
    """

    line: int
    column: int
    end_column: int
    meant: str | None


@dataclass(frozen=True, slots=True)
class Suppressions:
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
    ours, anyones = _OURS in parsed.text, bool(found_on) and _ANYONES in parsed.text.lower()
    if not ours and not anyones:
        return Suppressions()
    lines = split_lines(parsed.text)
    entries: list[Suppression] = []
    unread: list[Unread] = []
    skip_file: int | None = None
    for node, span in _comments(parsed, lines, positions, found_on):
        marks = list(_MARK.finditer(node.value))
        if not marks and _OURS not in node.value:
            continue
        place = positions.place(node, "")
        unread += _unread(node.value, {mark.start() for mark in marks}, place.line, place.column)
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


def _unread(comment: str, read: Collection[int], line: int, column: int) -> Iterator[Unread]:
    """read: where the marks begin that were understood. Words such as "ignored" are what people say of layers."""
    for almost in _ALMOST.finditer(comment):
        word = almost["word"].lower().replace("_", "-")
        if almost.start() in read or (word.startswith("ignore") and word != "ignore"):
            continue
        near = get_close_matches(word, _WORDS, n=1, cutoff=0.75)
        if near:
            rules = almost["rules"] if near == ["ignore"] else None
            meant = f"ignore[{rules}]" if rules else near[0] if near[0] != almost["whole"] else None
            yield Unread(line, column + almost.start("whole"), column + almost.end("whole"), meant)


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
        if silences or _OURS in text:
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
    return place.line, place.end_line


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
        elif isinstance(node, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
            blanks = [line.comment for line in node.leading_lines]
            if isinstance(node, cst.SimpleStatementLine):
                blanks.append(node.trailing_whitespace.comment)
            elif isinstance(node.body, cst.IndentedBlock):
                blanks.append(node.body.header.comment)
            for comment in blanks:
                if comment is not None:
                    self._spans[id(comment)] = _lines(node, self._positions)
        return True
