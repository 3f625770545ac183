"""Diagnostics for programs; the contract is `schemas/check.schema.json`."""

from conv1d_lsp.diagnostics import Diagnostic, Edit, Fix, Step
from conv1d_lsp.reports.entries import Entry, cell_entry, place_entry


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
    where = {"file": place.file, **cell_entry(place), "line": place.shown_line, "column": place.column}
    return {**where, "message": step.message}


def _fix(fix: Fix) -> Entry:
    return {"title": fix.title, "safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: Edit) -> Entry:
    return {**place_entry(edit.place), "text": edit.text}
