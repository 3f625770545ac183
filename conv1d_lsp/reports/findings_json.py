"""Diagnostics for programs; the contract is `schemas/check.schema.json`."""

from conv1d_lsp.diagnostics import Diagnostic, Edit, Fix, Step
from conv1d_lsp.reports.entries import Entry, place_entry


def finding_entry(diagnostic: Diagnostic) -> Entry:
    """One element of the array. Only fixes that are proven are told."""
    return {
        **place_entry(diagnostic.place),
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "keras": list(diagnostic.keras),
        "trail": [_step(step) for step in diagnostic.trail],
        "fixes": [_fix(fix) for fix in diagnostic.fixes if fix.proven],
    }


def _step(step: Step) -> Entry:
    place = step.place
    return {"file": place.file, "line": place.line, "column": place.column, "message": step.message}


def _fix(fix: Fix) -> Entry:
    return {"title": fix.title, "safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: Edit) -> Entry:
    return {**place_entry(edit.place), "text": edit.text}
