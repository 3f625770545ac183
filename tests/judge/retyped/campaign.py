"""Statements that are taken out of a file and typed again, a character at a time: what is known around them stays."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from conv1d_lsp.diagnostics import Analysis, Place
from conv1d_lsp.engine import Follower
from conv1d_lsp.settings import Settings
from tests.judge.collection import ROOT
from tests.judge.figures import Figures

#: Files whose statements are retyped.
_FOLDERS = ("tests/examples", "tests/benchmarks/inputs", "tests/judge/architectures")

#: What is to be there of the layer shapes around the statement, in each state that does not parse.
ENOUGH = 0.95

_FILE = "retyped.py"


@dataclass(slots=True)
class RetypedFigures(Figures):
    """What states have shown. shapes, kept: layer shapes around the statement, in states that do not parse.

    around, still: the same in states that do. told, gone: diagnostics around it, and those that were missing.
    """

    statements: int = 0
    states: int = 0
    broken: int = 0
    shapes: int = 0
    kept: int = 0
    around: int = 0
    still: int = 0
    told: int = 0
    gone: int = 0
    disagreements: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.statements} statements, {self.states:,} states, {_part(self.broken, self.states)} broken: "
            f"{_part(self.kept, self.shapes)} of {self.shapes:,} shapes, {self.told - self.gone} of {self.told} "
            f"diagnostics; in those that parse {_part(self.still, self.around)} of the shapes, "
            f"{len(self.disagreements)} failures"
        )


def _part(some: int, of: int) -> str:
    return f"{100 * some / of if of else 100:.1f} %"


@dataclass(frozen=True)
class Retyped:
    """A statement of a file: the lines from `first` to before `end`, from 0."""

    name: str
    text: str
    first: int
    end: int

    def states(self) -> Iterator[str]:
        """The text as it is, without the statement, and with more and more of it."""
        lines = self.text.splitlines(keepends=True)
        above, below = "".join(lines[: self.first]), "".join(lines[self.end :])
        typed = "".join(lines[self.first : self.end])
        yield self.text
        body = typed.rstrip("\r\n")
        for length in range(len(body) + 1):
            yield above + body[:length] + typed[len(body) :] + below


@cache
def statements() -> tuple[Retyped, ...]:
    """All of the files."""
    paths = sorted(path for folder in _FOLDERS for path in Path(ROOT, folder).glob("*.py"))
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in paths]
    return tuple(
        Retyped(name, text, node.lineno - 1, _end(node))
        for name, text in texts
        if "keras" in text
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.stmt)
    )


def _end(node: ast.stmt) -> int:
    """The line after the statement, or after its header if it has a block."""
    body: list[ast.stmt] = getattr(node, "body", [])
    if body and body[0].lineno > node.lineno:
        decorators: list[ast.expr] = getattr(body[0], "decorator_list", [])
        return min([body[0].lineno, *(each.lineno for each in decorators)]) - 1
    return node.end_lineno or node.lineno


def run_retyped(seed: int, numbers: range) -> RetypedFigures:
    """Retype the statements of these numbers, of all in an order that the seed gives."""
    order = list(statements())
    Random(seed).shuffle(order)
    figures = RetypedFigures()
    for number in numbers:
        figures += retyped(order[number % len(order)])
    return figures


def retyped(statement: Retyped) -> RetypedFigures:
    """Type the statement, and compare each state with the finished file."""
    follower = Follower()
    figures, whole = RetypedFigures(statements=1), follower.analyze(statement.text, _FILE, Settings())
    shapes, told = _shapes(whole, statement, 0), _told(whole, statement, 0)
    for state in statement.states():
        found = follower.analyze(state, _FILE, Settings())
        grown = state.count("\n") - statement.text.count("\n")
        kept = len(shapes & _shapes(found, statement, grown))
        figures.states += 1
        if found.parsed:
            figures.around += len(shapes)
            figures.still += kept
            continue
        gone = told - _told(found, statement, grown)
        figures.broken += 1
        figures.shapes += len(shapes)
        figures.kept += kept
        figures.told += len(told)
        figures.gone += len(gone)
        syntax = [each.message for each in found.diagnostics if each.rule.startswith("syntax")]
        if kept < ENOUGH * len(shapes) or gone or syntax != [_refusal(state)]:
            where = f"{statement.name}, line {statement.first + 1}: {kept} of {len(shapes)} shapes, {syntax}"
            figures.disagreements.append("\n".join([where, *map(str, gone), *_edited(state, statement)]))
    return figures


def _refusal(text: str) -> str | None:
    """What Python says of a text that it does not take."""
    try:
        compile(text, _FILE, "exec", ast.PyCF_ONLY_AST)
    except SyntaxError as error:
        return error.msg
    return None


def _edited(state: str, statement: Retyped) -> list[str]:
    return state.splitlines()[statement.first : statement.end]


def _shapes(analysis: Analysis, statement: Retyped, grown: int) -> frozenset[object]:
    """The layer shapes outside the statement, with their lines in the finished file."""
    return frozenset(
        (line, each.layer, each.shape, each.index)
        for each in analysis.tensors
        if (line := _line(each.place, statement, grown)) is not None
    )


def _told(analysis: Analysis, statement: Retyped, grown: int) -> frozenset[object]:
    return frozenset(
        (line, each.rule)
        for each in analysis.diagnostics
        if not each.rule.startswith("syntax") and (line := _line(each.place, statement, grown)) is not None
    )


def _line(place: Place, statement: Retyped, grown: int) -> int | None:
    """Where a place would begin in the finished file; None for one that is not outside the statement."""
    if place.end_line <= statement.first:
        return place.line
    return place.line - grown if place.line > statement.end + grown else None
