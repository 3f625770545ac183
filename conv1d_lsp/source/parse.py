"""Text to LibCST tree, cut at the top-level statements.

A `Chunk` is one top-level statement with the comment lines above it and the blank block lines below. What is known
of a chunk does not depend on where it stands, so that an edit elsewhere leaves it reusable.
"""

import ast
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice, repeat

import libcst as cst
from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.source.collector import collector_off
from conv1d_lsp.source.layout import Layout
from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.syntax import Broken, Verdict, is_plain, judge

Statement = cst.SimpleStatementLine | cst.BaseCompoundStatement

_BOM = "\ufeff"


class Chunk(Struct, frozen=True):
    """A top-level statement; `line` (from 1) is where the lines that belong to it begin, `height` their number.

    twins: the same in Python's own tree, if there is one; `lines` is what they count their lines and columns in.
    moved_by: the lines that the statement has moved down since it was parsed.
    """

    statement: Statement
    line: int
    height: int
    twins: tuple[ast.stmt, ...] = ()
    lines: Sequence[str] = ()
    moved_by: int = 0

    @property
    def end_line(self) -> int:
        """The line after the chunk's last."""
        return self.line + self.height

    def moved(self, lines: int) -> "Chunk":
        """The same statement, `lines` further down."""
        return replace(self, line=self.line + lines, moved_by=self.moved_by + lines)


class Parsed(Struct, frozen=True, dict=True):
    """A text that LibCST understands.

    cut: gives the chunks; they take Python's own parse, and nobody asks for them where there is nothing to tell.
    Lines are those of the text, also where LibCST loses one: it drops a backslash that opens a file, and blank lines
    above an indented comment at the end.
    """

    text: str
    module: cst.Module
    cut: Callable[[], tuple[Chunk, ...]]

    @property
    def statements(self) -> Sequence[Statement]:
        """The top-level statements, those of the chunks."""
        return self.module.body

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """They follow the header without gaps; the footer follows the last one."""
        return self.cut()

    def with_chunks(self, chunks: tuple[Chunk, ...]) -> "Parsed":
        """The same text, otherwise cut."""
        return Parsed(self.text, self.module, lambda: chunks)

    @property
    def header(self) -> Sequence[cst.EmptyLine]:
        """Blank lines and comments at the top."""
        return self.module.header

    @property
    def footer(self) -> Sequence[cst.EmptyLine]:
        """Blank lines and comments after the last statement."""
        return self.module.footer

    @property
    def footer_line(self) -> int:
        """The line where the footer begins, or would."""
        return self.chunks[-1].end_line if self.chunks else 1 + height_of(self.header)


def parse(text: str) -> Parsed | Broken:
    """The tree of `text` (a byte order mark is left out), or why there is none. Never raises.

    `Broken` speaks in Python's words if Python refuses the text too. What only LibCST accepts is newer Python than the
    one we run under, and right.
    """
    text = text.removeprefix(_BOM)
    parsed = _native(text) if is_plain(text) else None
    if isinstance(parsed, cst.Module):
        module = parsed
        return Parsed(text, module, lambda: _chunks(module, judge(text)))
    return parse_judged(text, judge(text))


def parse_judged(text: str, verdict: Verdict) -> Parsed | Broken:
    """`parse` for a caller that has asked `judge` already."""
    if verdict.fatal and verdict.broken is not None:
        return verdict.broken
    parsed = _native(text)
    if isinstance(parsed, Broken):
        if verdict.tree is not None:
            return _first_refused(verdict.tree, verdict.lines) or parsed
        return verdict.broken or parsed
    module = parsed
    return Parsed(text, module, lambda: _chunks(module, verdict))


def refused(tree: ast.Module, lines: Sequence[str]) -> Iterator[tuple[int, int, Broken]]:
    """First and last line of each top-level statement that Python takes and LibCST does not, and what to say of it."""
    for first, last in top_level_spans(tree):
        outcome = _native("".join(lines[first - 1 : last]))
        if isinstance(outcome, Broken):
            line = min(first + outcome.line - 1, last)
            yield first, last, Broken(outcome.message, line, outcome.column, valid=True)


def top_level_spans(tree: ast.Module) -> Iterator[tuple[int, int]]:
    """First and last line of the top-level statements; those that share a line are one."""
    span: tuple[int, int] | None = None
    for node in tree.body:
        first, last = _first_line(node), node.end_lineno or node.lineno
        if span is not None and first <= span[1]:
            span = span[0], last
            continue
        if span is not None:
            yield span
        span = first, last
    if span is not None:
        yield span


def height_of(lines: Sequence[cst.EmptyLine]) -> int:
    """How many lines they take: a blank line may go on after a backslash."""
    return sum(len(split_lines(line.whitespace.value)) for line in lines)


def _native(text: str) -> cst.Module | Broken:
    with collector_off():
        try:
            return cst.parse_module(text)
        except (KeyboardInterrupt, SystemExit):
            raise
        except cst.ParserSyntaxError as error:
            line, column = error.raw_line, error.raw_column + 1
        except BaseException:  # a panic of the native parser is no `Exception`
            line, column = 1, 1
    return Broken("this syntax is not understood yet, so the statement is left out", line, column, valid=True)


def _first_refused(tree: ast.Module, lines: Sequence[str]) -> Broken | None:
    return next((broken for _, _, broken in refused(tree, lines)), None)


def _chunks(module: cst.Module, verdict: Verdict) -> tuple[Chunk, ...]:
    if not module.body:
        return ()
    twins = _twins(module, verdict)
    starts = _starts_by_ast(module, verdict, twins) if twins else None
    if starts is None:
        starts, twins = _starts_by_code(module), None
    ends = [*starts[1:], _line_count(verdict.lines) + 1 - height_of(module.footer)]
    return tuple(
        Chunk(statement, start, end - start, own, verdict.lines)
        for statement, start, end, own in zip(module.body, starts, ends, twins or repeat(()), strict=False)
    )


def _twins(module: cst.Module, verdict: Verdict) -> list[tuple[ast.stmt, ...]] | None:
    """The statements of `ast` that each of LibCST's is; None where the two do not see the same statements."""
    if verdict.tree is None:
        return None
    nodes = iter(verdict.tree.body)
    twins = [
        tuple(islice(nodes, len(each.body) if isinstance(each, cst.SimpleStatementLine) else 1)) for each in module.body
    ]
    return twins if all(twins) and next(nodes, None) is None else None


def _starts_by_ast(module: cst.Module, verdict: Verdict, twins: Sequence[tuple[ast.stmt, ...]]) -> list[int] | None:
    """`ast` knows the lines of the statements at no cost; None where it can't be told from them."""
    starts: list[int] = []
    for statement, (first, *_) in zip(module.body, twins, strict=True):
        line = _first_line(first)
        # The place of a decorator is that of its expression, which may stand below its "@".
        if getattr(first, "decorator_list", None) and not verdict.lines[line - 1].startswith("@"):
            return None
        starts.append(line - height_of(statement.leading_lines))
    return starts


def _starts_by_code(module: cst.Module) -> list[int]:
    starts = [1 + height_of(module.header)]
    for statement in module.body[:-1]:
        starts.append(starts[-1] + Layout.of((statement,), module).height)
    return starts


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return decorators[0].lineno if decorators else node.lineno


def _line_count(lines: Sequence[str]) -> int:
    return len(lines) - (lines[-1] == "")
