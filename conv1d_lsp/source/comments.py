"""Comments beside and above statements, taken from the tree's own fields: what looks like one in a string is none."""

import re
from collections.abc import Iterator, Sequence

import libcst as cst
from msgspec import Struct

from conv1d_lsp.source.parse import Statement

#: How a word to a tool begins that stands behind a comment for people.
_TO_TOOLS = re.compile(
    r"\s*#\s*(?:conv1d:|noqa\b|type:\s*ignore|pyright:|pylint:|mypy:|ruff:|fmt:|isort:)", re.IGNORECASE
)


def said_to_people(comment: str) -> str:
    """A comment up to what it says to tools: `# (n, 3)  # type: ignore` as `# (n, 3)`."""
    found = _TO_TOOLS.search(comment, 1) if "#" in comment[1:] else None
    return comment if found is None else comment[: found.start()]


class Comment(Struct, frozen=True):
    """A comment with its "#". `own_line` if nothing stands before it on its line."""

    text: str
    node: cst.Comment
    own_line: bool

    @property
    def body(self) -> str:
        """What it says, without the "#" and blanks around."""
        return self.text.lstrip("#").strip()


def comments_of(statement: Statement) -> tuple[Comment, ...]:
    """The comments above a statement and the one that ends its line (of a compound statement: its header's line)."""
    return (*_own(statement.leading_lines), *trailing_comment(statement))


def trailing_comment(statement: Statement) -> tuple[Comment, ...]:
    """The comment at the end of the statement's line, if there is one."""
    if isinstance(statement, cst.SimpleStatementLine):
        return _of(statement.trailing_whitespace)
    body = getattr(statement, "body", None)
    if isinstance(body, cst.IndentedBlock):
        return _of(body.header)
    if isinstance(body, cst.SimpleStatementSuite):
        return _of(body.trailing_whitespace)
    return ()


def own_line_comments(lines: Sequence[cst.EmptyLine]) -> tuple[Comment, ...]:
    """The comments of a module's header or footer, or of the end of a block."""
    return tuple(_own(lines))


def _own(lines: Sequence[cst.EmptyLine]) -> Iterator[Comment]:
    for line in lines:
        if line.comment is not None:
            yield Comment(line.comment.value, line.comment, own_line=True)


def _of(blanks: cst.TrailingWhitespace) -> tuple[Comment, ...]:
    comment = blanks.comment
    return () if comment is None else (Comment(comment.value, comment, own_line=False),)
