"""A finding as SARIF's `result`: its steps are related locations, to which the message links, and a flow."""

import re
from collections.abc import Sequence

from conv1d_lsp.diagnostics import ADVICE, Diagnostic, Edit, Fix, Severity, Step
from conv1d_lsp.reports.entries import Entry
from conv1d_lsp.reports.findings_text import in_cell
from conv1d_lsp.reports.sarif_places import Places

#: What SARIF calls a severity.
LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
    Severity.HINT: "note",
}

#: What SARIF would read as a link to a place: `x[0](3)`.
_LIKE_A_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def result(diagnostic: Diagnostic, places: Places) -> Entry:
    """What is the finding's own: its level, its words, its places and its proven fixes."""
    steps = [step for step in diagnostic.trail if not step.is_advice]
    entry: Entry = {
        "level": LEVELS[diagnostic.severity],
        "message": {"text": _words(diagnostic, steps)},
        "locations": [places.location(diagnostic.place)],
    }
    if steps:
        entry["relatedLocations"] = [{"id": number, **_step(step, places)} for number, step in enumerate(steps, 1)]
        entry["codeFlows"] = [{"threadFlows": [{"locations": _flow(diagnostic, steps, places)}]}]
    fixes = [_fix(fix, places) for fix in diagnostic.fixes if fix.proven and diagnostic.place.cell is None]
    if fixes:
        entry["fixes"] = fixes
    return entry


def _words(diagnostic: Diagnostic, steps: Sequence[Step]) -> str:
    """The message, then the steps with links to their places, then what helps."""
    lines = [_plain(in_cell(diagnostic.place, diagnostic.message))]
    for number, step in enumerate(steps, 1):
        lines.append(f"[{_label(step)}]({number}): {_plain(step.message)}")
    lines += [f"Help: {_plain(step.message.removeprefix(ADVICE))}" for step in diagnostic.trail if step.is_advice]
    return "\n".join(lines)


def _label(step: Step) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", step.place.address)


def _plain(text: str) -> str:
    return _LIKE_A_LINK.sub(r"\\[", text)


def _step(step: Step, places: Places) -> Entry:
    return {**places.location(step.place), "message": {"text": step.message}}


def _flow(diagnostic: Diagnostic, steps: Sequence[Step], places: Places) -> list[Entry]:
    last = {**places.location(diagnostic.place), "message": {"text": diagnostic.message}}
    return [{"location": location} for location in (*(_step(step, places) for step in steps), last)]


def _fix(fix: Fix, places: Places) -> Entry:
    by_file: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        by_file.setdefault(edit.place.file, []).append(edit)
    changes = [
        {
            "artifactLocation": places.artifact(edits[0].place),
            "replacements": [
                {"deletedRegion": places.region(edit.place), "insertedContent": {"text": edit.text}} for edit in edits
            ],
        }
        for edits in by_file.values()
    ]
    words = fix.title if fix.safe else f"{fix.title} (one choice among several)"
    return {"description": {"text": words}, "artifactChanges": changes}
