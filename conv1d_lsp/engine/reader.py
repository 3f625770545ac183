"""From a text to its tree, and from the tree to what interpreting it found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.engine.without_data import WithoutData
from conv1d_lsp.interpreter.interpret import Reading, read
from conv1d_lsp.settings import Generation, Settings
from conv1d_lsp.source.parse import Parsed, parse
from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.syntax import Broken
from conv1d_lsp.source.tried_cells import tried_statements

if TYPE_CHECKING:
    from conv1d_lsp.source.recover import Recovered

#: What each line of a file adds to the budget.
STEPS_A_LINE = 30


class Reader:
    """Reads a text of which nothing is known yet."""

    def parsed(self, source: str) -> Parsed | Broken:
        """Its tree."""
        return parse(source)

    def recovered(self, source: str) -> Recovered:
        """The tree of what is whole in it."""
        from conv1d_lsp.source.recover import recover  # what is whole does not wait for it

        return recover(source)

    def positions(self, parsed: Parsed) -> Positions:
        """The places of its nodes."""
        return Positions(parsed)

    def reading(self, parsed: Parsed, keras: Generation, settings: Settings, project: ProjectImports | None) -> Reading:
        """What interpreting it finds."""
        return read_by(partial(read, footer=parsed.footer), parsed, keras, settings, project)


def read_by(
    interpret: Callable[..., Reading],
    parsed: Parsed,
    keras: Generation,
    settings: Settings,
    project: ProjectImports | None,
) -> Reading:
    """Interpret a tree, within what the settings allow."""
    lines = 1 + parsed.text.count("\n")
    budget = settings.budget + STEPS_A_LINE * lines
    statements = tried_statements(parsed)
    loader = project if project is None or settings.read_data_files else WithoutData(project)
    return interpret(statements, keras, budget, loader=loader, lines=lines, releases=settings.releases)
