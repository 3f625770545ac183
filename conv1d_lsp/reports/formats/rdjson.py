"""Reviewdog's `rdjson`: one JSON object; columns are bytes of UTF-8. A fix of a single edit is a suggestion."""

import json

from conv1d_lsp.diagnostics import Diagnostic, Place, Severity
from conv1d_lsp.reports.addresses import PROJECT, rule_page
from conv1d_lsp.reports.cells import split_lines
from conv1d_lsp.reports.columns import Columns
from conv1d_lsp.reports.entries import Entry
from conv1d_lsp.reports.findings_text import told
from conv1d_lsp.reports.report import Chunk, Found, Report, Run, Setting

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING"}


class Format(Report):
    """A whole document."""

    shows_fixes = True

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._diagnostics: list[Entry] = []

    def of(self, found: Found) -> Chunk:
        columns = Columns(split_lines(found.in_file) if found.diagnostics else [])
        self._diagnostics += [_entry(each, columns) for each in found.diagnostics]
        return ""

    def end(self, run: Run) -> Chunk:
        source = {"name": "conv1d-lsp", "url": PROJECT}
        return json.dumps({"source": source, "diagnostics": self._diagnostics}, indent=2) + "\n"


def _entry(diagnostic: Diagnostic, columns: Columns) -> Entry:
    entry: Entry = {
        "message": told(diagnostic),
        "location": {"path": diagnostic.place.file, "range": _range(diagnostic.place.in_file, columns)},
        "severity": _SEVERITIES.get(diagnostic.severity, "INFO"),
        "code": {"value": diagnostic.rule, "url": rule_page(diagnostic.rule)},
    }
    ours = [fix.edits[0] for fix in diagnostic.fixes if fix.proven and len(fix.edits) == 1]
    edits = [edit for edit in ours if edit.place.file == diagnostic.place.file and edit.place.cell is None]
    if edits:
        entry["suggestions"] = [{"range": _range(edit.place, columns), "text": edit.text} for edit in edits]
    return entry


def _range(place: Place, columns: Columns) -> Entry:
    return {
        "start": {"line": place.line, "column": columns.utf8(place.line, place.column)},
        "end": {"line": place.end_line, "column": columns.utf8(place.end_line, place.end_column)},
    }
