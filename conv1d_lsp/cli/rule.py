"""`conv1d-lsp rule`: a rule's page, or the list of rules."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from conv1d_lsp.cli.screen import complain, show_on, takes_colour
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.words import PROGRAM
from conv1d_lsp.project.errors import did_you_mean
from conv1d_lsp.reports.cells import padded
from conv1d_lsp.reports.lines import EMPTY, Ink, Line, Span, ink_of

if TYPE_CHECKING:
    from conv1d_lsp.rules.rule import Page


def rule(name: str | None) -> Status:
    """Print the page of the rule `name`, or the list by family if there is no name."""
    from conv1d_lsp.rules.catalogue import page_of, pages
    from conv1d_lsp.rules.index import NAMES

    if name is None:
        show_on(sys.stdout)(_list(pages()))
    elif name in NAMES:
        _show_page(page_of(name))
    else:
        near = did_you_mean(name, NAMES) or f" (see {PROGRAM} rule)"
        complain(f'{PROGRAM} rule: there is no rule "{name}"{near}')
        return Status.FAILED
    return Status.CLEAN


def _list(pages: "Sequence[Page]") -> list[Line]:
    from conv1d_lsp.rules.family import Family

    names = max(len(page.name) for page in pages)
    severities = max(len(page.severity.value) for page in pages)
    fixes = max(len(page.fix) for page in pages)
    lines: list[Line] = []
    for family in Family:
        rows = [_row(page, (names, severities, fixes)) for page in pages if page.family is family]
        if rows:
            lines += [*([EMPTY] if lines else []), (Span(family.value, Ink.STRONG),), *rows]
    return lines


def _row(page: "Page", widths: tuple[int, int, int]) -> Line:
    names, severities, fixes = widths
    return (
        Span("  "),
        Span(padded(page.name, names), Ink.RULE),
        Span("  "),
        Span(padded(page.severity.value, severities), ink_of(page.severity)),
        Span("  "),
        Span(padded(page.fix, fixes), Ink.FAINT),
        Span(f"  {page.summary}"),
    )


def _show_page(page: "Page") -> None:
    show = show_on(sys.stdout)
    dot, severity = Span(" · ", Ink.FAINT), Span(page.severity.value, ink_of(page.severity))
    show([(Span(page.name, Ink.RULE), dot, severity, dot, Span(page.family.value)), EMPTY])
    if takes_colour(sys.stdout, os.environ):
        _render(page.text)
    else:
        show([(Span(line),) for line in page.text.strip().splitlines()])


def _render(markdown: str) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(file=sys.stdout, force_terminal=True)
    console.print(Markdown(markdown), width=min(console.width, 100))
