"""What the server asks of the lower rooms, as functions that a test can replace.

They import on first use, in the worker's thread: the answer to `initialize` does not wait for a parser.
"""

from collections.abc import Callable

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Fix
from conv1d_lsp.settings import Settings

Analyze = Callable[[str, str, Settings], Analysis]
Prove = Callable[[str, str, Settings, Diagnostic], tuple[Fix, ...]]
Explain = Callable[[str], str | None]


def analyze(source: str, path: str, settings: Settings) -> Analysis:
    from conv1d_lsp import engine

    return engine.analyze(source, path, settings)


def prove(source: str, path: str, settings: Settings, diagnostic: Diagnostic) -> tuple[Fix, ...]:
    from conv1d_lsp import engine

    return engine.prove_fixes(source, path, settings, diagnostic)


def explain(rule: str) -> str | None:
    """The page of a rule, as Markdown."""
    from conv1d_lsp.rules import pages

    return next((page.text for page in pages() if page.name == rule), None)
