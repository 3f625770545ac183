"""The tree of an edited text from that of the text before: only the statements around the edit are parsed again.

The result equals a full parse. Statements that were not touched are the very same nodes, so that what is known of them
stays known; where the edit may reach beyond the statements around it, the whole text is parsed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import libcst as cst
from msgspec import Struct

from conv1d_lsp.source.lines import same_at_both_ends, split_lines
from conv1d_lsp.source.parse import Chunk, Parsed, Statement, height_of, parse
from conv1d_lsp.source.syntax import Broken, judge

#: Part of a whole from which on it is no less work to parse it all.
_WORTH_WHILE = 0.8

#: Statements of ours that stand before what is parsed alone.
_OPENING = 2

#: The start of a line that may go on with what stands above it.
_CONTINUES = re.compile(r"[ \t\f\r\n#)\]}\\]|(?:else|elif|except|finally)\b|$")

#: A lone "\r", which a "\n" behind it would join, and a backslash alone in a line, which LibCST may lose.
_JOINS = re.compile(r"\r(?!\n)|^[ \t\f]*\\\r?$|\\\s*\Z", re.MULTILINE)


def reparse(text: str, earlier: Parsed) -> Parsed | Broken:
    """As `parse`. Never raises.

    earlier: what a former state of the text was parsed to; the more they have in common, the less is done.
    """
    text = text.removeprefix("\ufeff")
    if text == earlier.text:
        return earlier
    edit = _Edit.between(earlier, text)
    refused = False
    for end in () if edit is None else range(edit.end, min(edit.end + 2, len(earlier.chunks)) + 1):
        assert edit is not None
        region = edit.region(end)
        if region is None or len(region.code) > _WORTH_WHILE * len(text):
            break
        found = region.parsed()
        if isinstance(found, Parsed):
            return region.joined(text, found)
        refused = isinstance(found, Broken)
    return (_told_by_python(text, earlier) if refused else None) or parse(text)


def _told_by_python(text: str, earlier: Parsed) -> Broken | None:
    """Why Python refuses a text of which LibCST has refused what was edited: it need not read all the rest for that.

    None if Python takes it, or if something in the rest may be newer than the Python that we run under.
    """
    if not all(chunk.twins for chunk in earlier.chunks):
        return None
    return judge(text).broken


class _Edit(Struct, frozen=True):
    """The lines that differ from those of an earlier text, and the chunks that hold them.

    first, end: the chunks from the first to before the last that are concerned. line: where the first one begins, from
    0; grown: how many lines more there are now.
    """

    earlier: Parsed
    lines: Sequence[str]
    first: int
    end: int
    line: int
    grown: int

    @classmethod
    def between(cls, earlier: Parsed, text: str) -> _Edit | None:
        """None where the first statement, or what stands above it, is concerned: it says what indents are like."""
        old, new, chunks = split_lines(earlier.text), split_lines(text), earlier.chunks
        same, same_below = same_at_both_ends(old, new)
        starts = [chunk.line - 1 for chunk in chunks]
        first = bisect_right(starts, same) - 1
        if first > 0 and _may_join_above(chunks[first], same, new):
            first -= 1
        if first <= 0:
            return None
        end = bisect_right(starts, max(len(old) - same_below - 1, same))
        return cls(earlier, new, first, end, starts[first], len(new) - len(old))

    def region(self, end: int) -> _Region | None:
        """What is to be parsed, up to before another chunk; None where that one's place is not known."""
        chunks = self.earlier.chunks
        last = len(self.lines) if end == len(chunks) else chunks[end].line - 1 + self.grown
        return _Region(self.earlier, self.first, end, self.line, "".join(self.lines[self.line : last]))


def _may_join_above(chunk: Chunk, line: int, lines: Sequence[str]) -> bool:
    """Whether the statement above may take over what begins at this changed line (from 0)."""
    begins = chunk.line - 1 + height_of(chunk.statement.leading_lines)
    return line < begins or (line == begins and (line >= len(lines) or _CONTINUES.match(lines[line]) is not None))


class _Region(Struct, frozen=True):
    """Chunks of an earlier text, and the code that stands in their place now."""

    earlier: Parsed
    first: int
    end: int
    line: int
    code: str

    def parsed(self) -> Parsed | Broken | None:
        """The statements, behind a first one of ours; None where the text around them has a say in what they are."""
        if _JOINS.search(self._opening + self.code):
            return None
        found = parse(self._opening + self.code)
        if isinstance(found, Broken):
            return found
        if not self._keeps_indent(found):
            return None
        return found if self.end == len(self.earlier.chunks) or self._ends_here(found) else None

    def joined(self, text: str, found: Parsed) -> Parsed:
        """The whole with these statements in it."""
        module, old = self.earlier.module, self.earlier.chunks
        inner = found.chunks[_OPENING:]
        down = self.line - inner[0].line + 1 if inner else 0
        chunks = (*old[: self.first], *(each.moved(down) for each in inner))
        below = old[self.end :]
        if below:
            grown = self.line + len(split_lines(self.code)) - below[0].line
            chunks = (*chunks, *(each.moved(grown) if grown else each for each in below))
        tree = module.with_changes(body=[each.statement for each in chunks])
        if not below:
            tree = tree.with_changes(footer=found.module.footer, has_trailing_newline=found.module.has_trailing_newline)
        return Parsed(text, tree, lambda: chunks)

    @property
    def _opening(self) -> str:
        """Statements with the indent and the newlines of the whole: a parser goes by those that it sees first.

        The last one has no block, so that comments below it are not taken for its own.
        """
        newline, indent = self.earlier.module.default_newline, self.earlier.module.default_indent
        return f"if 0:{newline}{indent}pass{newline}pass{newline}"

    def _keeps_indent(self, found: Parsed) -> bool:
        """Whether what a block's usual indent is does not hang on these statements: the first block decides."""
        if any(map(_has_block, self.earlier.statements[: self.first])):
            return True
        others = (*found.statements[_OPENING:], *self.earlier.statements[self.first : self.end])
        return not any(map(_has_block, others))

    def _ends_here(self, found: Parsed) -> bool:
        """Whether neither takes from the other what stands between these statements and the next one."""
        below = self.earlier.chunks[self.end].statement.leading_lines
        return not found.footer and not any(line.comment and line.whitespace.value for line in below)


def _has_block(statement: Statement) -> bool:
    return isinstance(getattr(statement, "body", None), cst.IndentedBlock) or isinstance(statement, cst.Match)
