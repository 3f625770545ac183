"""Proving fixes: the edited text is analysed, the fault must be gone and nothing new may have come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Edit, Fix, Severity
from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.engine.reading import check_keras
from conv1d_lsp.settings import Settings
from conv1d_lsp.source.lines import line_starts


def proven(
    source: str,
    path: str,
    settings: Settings,
    diagnostic: Diagnostic,
    before: Analysis,
    project: ProjectImports | None = None,
) -> tuple[Fix, ...]:
    """The fixes of `diagnostic` that work, marked as proven. before: the analysis of `source`."""
    return tuple(
        replace(fix, proven=True)
        for fix in diagnostic.fixes
        if _works(before, check_keras(applied(source, fix.edits), path, settings, project), diagnostic)
    )


def _works(before: Analysis, after: Analysis, diagnostic: Diagnostic) -> bool:
    old, new = _counted(before.diagnostics), _counted(after.diagnostics)
    gone = new[diagnostic.rule] < old[diagnostic.rule]
    nothing_new = all(count <= old[rule] for rule, count in new.items() if rule not in _BROUGHT_TO_LIGHT)
    return gone and nothing_new and after.complete == before.complete


#: What is said of a comment may only come to light once the fault before it is gone.
_BROUGHT_TO_LIGHT = frozenset({"claim-differs"})


def _counted(diagnostics: Iterable[Diagnostic]) -> Counter[str]:
    """How often each rule speaks. Places move with an edit, so they are not compared."""
    return Counter(each.rule for each in diagnostics if each.severity in (Severity.ERROR, Severity.WARNING))


def applied(source: str, edits: Iterable[Edit]) -> str:
    """The text after the edits, which do not overlap."""
    starts = [*line_starts(source), len(source)]
    spans = sorted(
        (
            starts[edit.place.line - 1] + edit.place.column - 1,
            starts[edit.place.end_line - 1] + edit.place.end_column - 1,
            edit.text,
        )
        for edit in edits
    )
    for start, end, text in reversed(spans):
        source = source[:start] + text + source[end:]
    return source
