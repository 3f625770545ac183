"""The program of a notebook as it is executed: what fails in a cell that may fail ends that cell alone."""

from collections.abc import Iterator, Sequence

import libcst as cst

from conv1d_lsp.source.cells import heads_of
from conv1d_lsp.source.parse import Parsed, Statement

_PASS = cst.IndentedBlock([cst.SimpleStatementLine([cst.Pass()])])


def tried_statements(parsed: Parsed) -> Sequence[Statement]:
    """The statements at the top, those of each such cell in a `try` whose handler does nothing."""
    head_of = heads_of(parsed.text)
    if head_of is None:
        return parsed.statements
    found, cell = list[Statement](), None
    above = parsed.header
    for statement in parsed.statements:
        for comment in _comments_before(above, statement):
            may_raise = head_of(comment)
            if may_raise is not None:
                found += [] if cell is None else [_tried(cell)]
                cell = list[Statement]() if may_raise else None
        above = ()
        (found if cell is None else cell).append(statement)
    return found if cell is None else [*found, _tried(cell)]


def _comments_before(above: Sequence[cst.EmptyLine], statement: Statement) -> Iterator[str]:
    """Those above a statement, and the one behind an `if`, in which an indented cell stands."""
    for line in (*above, *statement.leading_lines):
        if line.comment is not None:
            yield line.comment.value
    if isinstance(statement, cst.If) and isinstance(statement.body, cst.IndentedBlock):
        comment = statement.body.header.comment
        if comment is not None:
            yield comment.value


def _tried(cell: Sequence[Statement]) -> cst.Try:
    return cst.Try(cst.IndentedBlock(cell), [cst.ExceptHandler(_PASS)])
