"""One function that all callers need: source in, `Analysis` out. Deterministic, bounded, never raises.

It knows nothing of processes or of protocols. Other files are read only where a caller hands in `ProjectImports`, and
then only those that the program imports. LibCST is imported only for a text that mentions Keras or TensorFlow, or that
imports a file of the project that does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.engine.reach import mentions_keras, reaches_keras
from conv1d_lsp.engine.sources import LongTextError, Sources, Trees

if TYPE_CHECKING:
    from collections.abc import Callable

    from conv1d_lsp.diagnostics import Analysis, Diagnostic, Fix
    from conv1d_lsp.engine.following import Following
    from conv1d_lsp.engine.repairing import Repaired
    from conv1d_lsp.settings import Settings

__all__ = [
    "Follower",
    "LongTextError",
    "ProjectImports",
    "Sources",
    "Trees",
    "analyze",
    "check",
    "draw",
    "prove_all",
    "prove_fixes",
    "reaches_keras",
    "repair",
    "repair_safely",
    "silence",
]

_NO_KERAS = "the file does not use Keras"


def analyze(source: str, path: str, settings: Settings, project: ProjectImports | None = None) -> Analysis:
    """What is known of the program in `source`; `path` is the name that all places carry.

    project: finds the project's modules that the program imports. Without it nothing but `source` is read, and what is
    imported is not known.
    The fixes of its diagnostics are proposals: `prove_fixes` says which of them work.
    """
    if not _may_use_keras(source, project):
        return _without_keras(path)
    from conv1d_lsp.engine.reading import analyze_keras

    return analyze_keras(source, path, settings, project)


class Follower:
    """`analyze` for one document that is being edited: what an edit left as it was is not read again.

    Not for two threads at a time.
    """

    def __init__(self) -> None:
        self._following: Following | None = None

    def analyze(self, source: str, path: str, settings: Settings, project: ProjectImports | None = None) -> Analysis:
        """See `conv1d_lsp.engine.analyze`."""
        if not _may_use_keras(source, project):
            return _without_keras(path)
        from conv1d_lsp.engine.following import Following
        from conv1d_lsp.engine.reading import follow_keras

        self._following = self._following or Following()
        return follow_keras(source, path, settings, project, self._following)


def check(source: str, path: str, settings: Settings, project: ProjectImports | None = None) -> Analysis:
    """What is wrong with the program, and no more: `analyze` without tensors, variables and models."""
    if not _may_use_keras(source, project):
        return _without_keras(path)
    from conv1d_lsp.engine.reading import check_keras

    return check_keras(source, path, settings, project)


def draw(source: str, path: str, settings: Settings, project: ProjectImports | None = None) -> Analysis:
    """What is wrong with the program, and its models as graphs."""
    if not _may_use_keras(source, project):
        return _without_keras(path)
    from conv1d_lsp.engine.reading import draw_keras

    return draw_keras(source, path, settings, project)


def _without_keras(path: str) -> Analysis:
    from conv1d_lsp.diagnostics import Analysis

    return Analysis(path, 3, _NO_KERAS)


def _may_use_keras(source: str, project: ProjectImports | None) -> bool:
    return mentions_keras(source) or (project is not None and reaches_keras(source, project))


def prove_fixes(
    source: str, path: str, settings: Settings, diagnostic: Diagnostic, project: ProjectImports | None = None
) -> tuple[Fix, ...]:
    """The fixes of a diagnostic that work: in the edited text the fault is gone and nothing new has come.

    Its severity may be another than the engine's.
    """
    if not diagnostic.fixes:
        return ()
    from conv1d_lsp.engine.proving import proven

    def checked(text: str) -> Analysis:
        return check(text, path, settings, project)

    before = checked(source)
    return proven(source, _own(diagnostic, before), before, checked)


def silence(
    source: str, path: str, settings: Settings, diagnostic: Diagnostic, project: ProjectImports | None = None
) -> Fix | None:
    """The comment that silences a diagnostic where it is, proven like a fix. Its severity may be another, too."""
    from conv1d_lsp.engine.ignoring import silenced_by

    def checked(text: str) -> Analysis:
        return check(text, path, settings, project)

    before = checked(source)
    return silenced_by(source, before, _own(diagnostic, before), checked)


def _own(diagnostic: Diagnostic, before: Analysis) -> Diagnostic:
    """The diagnostic as the engine has it."""
    known_by = diagnostic.place, diagnostic.rule, diagnostic.message
    return next((one for one in before.diagnostics if (one.place, one.rule, one.message) == known_by), diagnostic)


def prove_all(
    source: str, path: str, settings: Settings, analysis: Analysis, project: ProjectImports | None = None
) -> Analysis:
    """The same analysis, each diagnostic with the fixes that work, as far as they can be tried in bearable time."""
    if not any(diagnostic.fixes for diagnostic in analysis.diagnostics):
        return analysis
    from conv1d_lsp.engine.proving_all import affordable, with_proven

    def checked(text: str) -> Analysis:
        return check(text, path, settings, project)

    return with_proven(source, analysis, checked, affordable(source))


def repair(source: str, before: Analysis, checked: Callable[[str], Analysis], *, unsafe: bool) -> Repaired:
    """The text after its proven fixes, applied one after the other; `unsafe` ones too if that is wanted.

    before: what is found in `source`. checked: what is found in another text of the same file.
    """
    from conv1d_lsp.engine.repairing import Repaired, repair_text

    if not any(diagnostic.fixes for diagnostic in before.diagnostics):
        return Repaired(source, before)
    return repair_text(source, before, checked, unsafe=unsafe)


def repair_safely(source: str, before: Analysis, checked: Callable[[str], Analysis]) -> str:
    """The text after its safe fixes alone; what is left is not looked at."""
    if not any(fix.safe for diagnostic in before.diagnostics for fix in diagnostic.fixes):
        return source
    from conv1d_lsp.engine.repairing import safely_repaired

    return safely_repaired(source, before, checked)
