"""Comments that silence: `# conv1d: ignore`, `# conv1d: ignore[rule-name, other-rule]`, `# conv1d: skip-file`.

At the end of a statement it speaks for all the statement's lines, at the end of a line within one for that line, on a
line of its own for the statement below.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.parse import Parsed
from conv1d_lsp.source.positions import Positions

_MARK = re.compile(r"#\s*conv1d:\s*(?:(?P<skip>skip-file)|ignore(?:\s*\[(?P<rules>[^\]]*)\])?)(?![\w-])")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment on line `line` that silences `rules` (None: all) from line `first` to line `last`, from 1."""

    line: int
    first: int
    last: int
    rules: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Suppressions:
    """All of a file. `skip_file` is the line of a comment that silences the whole file."""

    entries: tuple[Suppression, ...] = ()
    skip_file: int | None = None

    def covering(self, line: int, rule: str) -> Suppression | None:
        """The comment that silences `rule` on `line`."""
        for entry in self.entries:
            if entry.first <= line <= entry.last and (entry.rules is None or rule in entry.rules):
                return entry
        return None


def suppressions_of(parsed: Parsed, positions: Positions) -> Suppressions:
    """The file's suppressing comments. A text without the word costs one search; else only chunks that hold it."""
    if "conv1d:" not in parsed.text:
        return Suppressions()
    lines = split_lines(parsed.text)
    entries: list[Suppression] = []
    skip_file: int | None = None
    for node, span in _comments(parsed, lines, positions):
        mark = _MARK.search(node.value)
        if mark is None:
            continue
        line = positions.place(node, "").line
        if mark["skip"]:
            skip_file = skip_file or line
            continue
        first, last = span or (line, line)
        names = mark["rules"]
        rules = None if names is None else frozenset(name.strip() for name in names.split(",") if name.strip())
        entries.append(Suppression(line, first, last, rules))
    return Suppressions(tuple(entries), skip_file)


_Found = tuple[cst.Comment, tuple[int, int] | None]


def _comments(parsed: Parsed, lines: list[str], positions: Positions) -> Iterator[_Found]:
    """The comments of the parts that mention a suppression, with the lines of the statement that they speak for."""
    chunks = parsed.chunks
    for empty in parsed.header:
        if empty.comment is not None:
            yield empty.comment, _lines(chunks[0].statement, positions) if chunks else None
    for chunk in chunks:
        if any("conv1d:" in line for line in lines[chunk.line - 1 : chunk.end_line - 1]):
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
            for comment in blanks:
                if comment is not None:
                    self._spans[id(comment)] = _lines(node, self._positions)
        return True
