"""One function that all callers need: source in, `Analysis` out. Deterministic, bounded, never raises.

It knows nothing of the fate of files, of processes or of protocols. LibCST is imported only for a text that mentions
Keras or TensorFlow.
"""

from __future__ import annotations

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Fix
from conv1d_lsp.settings import Settings

__all__ = ["analyze", "check", "prove_all", "prove_fixes"]

_NO_KERAS = "the file does not use Keras"


def analyze(source: str, path: str, settings: Settings) -> Analysis:
    """What is known of the program in `source`; `path` is the name that all places carry.

    The fixes of its diagnostics are proposals: `prove_fixes` says which of them work.
    """
    if not _mentions_keras(source):
        return Analysis(path, 3, _NO_KERAS)
    from conv1d_lsp.engine.reading import analyze_keras

    return analyze_keras(source, path, settings)


def check(source: str, path: str, settings: Settings) -> Analysis:
    """What is wrong with the program, and no more: `analyze` without tensors, variables and models."""
    if not _mentions_keras(source):
        return Analysis(path, 3, _NO_KERAS)
    from conv1d_lsp.engine.reading import check_keras

    return check_keras(source, path, settings)


def _mentions_keras(source: str) -> bool:
    return "keras" in source or "tensorflow" in source


def prove_fixes(source: str, path: str, settings: Settings, diagnostic: Diagnostic) -> tuple[Fix, ...]:
    """The fixes of a diagnostic that work: in the edited text the fault is gone and nothing new has come."""
    if not diagnostic.fixes:
        return ()
    from conv1d_lsp.engine.proving import proven

    return proven(source, path, settings, diagnostic, check(source, path, settings))


def prove_all(source: str, path: str, settings: Settings, analysis: Analysis) -> Analysis:
    """The same analysis, each diagnostic with the fixes that work."""
    if not any(diagnostic.fixes for diagnostic in analysis.diagnostics):
        return analysis
    from dataclasses import replace

    from conv1d_lsp.engine.proving import proven

    diagnostics = tuple(
        replace(diagnostic, fixes=proven(source, path, settings, diagnostic, analysis))
        for diagnostic in analysis.diagnostics
    )
    return replace(analysis, diagnostics=diagnostics)
