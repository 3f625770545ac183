"""What the server asks of the lower rooms, as functions that a test can replace.

They import on first use, in the worker's thread: the answer to `initialize` does not wait for a parser.
"""

from collections.abc import Callable
from dataclasses import dataclass

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Fix
from conv1d_lsp.engine import Follower, ProjectImports
from conv1d_lsp.settings import Settings

#: Text, path, settings, and what the file can import from its project.
Analyze = Callable[[str, str, Settings, ProjectImports | None], Analysis]
Follow = Callable[[], Analyze]
Prove = Callable[[str, str, Settings, Diagnostic, ProjectImports | None], tuple[Fix, ...]]
Explain = Callable[[str], str | None]
Silence = Callable[[str, str, Settings, Diagnostic, ProjectImports | None], Fix | None]

#: An analysis of a text as the user wants to see it.
View = Callable[[Analysis, str], Analysis]
Repair = Callable[[str, str, Settings, View, ProjectImports | None], str]


def follow() -> Analyze:
    """For one document, whose states are analysed one after the other."""
    return Follower().analyze


def prove(
    source: str, path: str, settings: Settings, diagnostic: Diagnostic, project: ProjectImports | None
) -> tuple[Fix, ...]:
    from conv1d_lsp import engine

    return engine.prove_fixes(source, path, settings, diagnostic, project)


def explain(rule: str) -> str | None:
    """The page of a rule, as Markdown."""
    from conv1d_lsp.rules.catalogue import page_of
    from conv1d_lsp.rules.index import NAMES

    return page_of(rule).text if rule in NAMES else None


def silence(
    source: str, path: str, settings: Settings, diagnostic: Diagnostic, project: ProjectImports | None
) -> Fix | None:
    from conv1d_lsp import engine

    return engine.silence(source, path, settings, diagnostic, project)


def repair(source: str, path: str, settings: Settings, view: View, project: ProjectImports | None) -> str:
    """The text after all safe fixes of what the user wants to see."""
    from conv1d_lsp import engine

    def checked(text: str) -> Analysis:
        return view(engine.check(text, path, settings, project), text)

    return engine.repair_safely(source, checked(source), checked)


def read(source: str, path: str, settings: Settings, project: ProjectImports | None) -> Analysis:
    """What is known of a text by itself."""
    from conv1d_lsp import engine

    return engine.analyze(source, path, settings, project)


def draw(source: str, path: str, settings: Settings, project: ProjectImports | None) -> Analysis:
    """The models as graphs."""
    from conv1d_lsp import engine

    return engine.draw(source, path, settings, project)


@dataclass(frozen=True, slots=True)
class Engine:
    """All of them."""

    follow: Follow = follow
    prove: Prove = prove
    explain: Explain = explain
    silence: Silence = silence
    repair: Repair = repair
    draw: Analyze = draw
    read: Analyze = read
