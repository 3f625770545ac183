"""GitLab's code quality report: a JSON array that a job hands over as `artifacts:reports:codequality`."""

from conv1d_lsp.diagnostics import Diagnostic, Severity
from conv1d_lsp.reports.entries import Entry, written
from conv1d_lsp.reports.findings_text import in_cell
from conv1d_lsp.reports.fingerprints import Fingerprints
from conv1d_lsp.reports.report import Chunk, Found, Report, Run, Setting

_SEVERITIES = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.INFORMATION: "minor",
    Severity.HINT: "info",
}


class Format(Report):
    """A whole document."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._fingerprints = Fingerprints()
        self._entries: list[Entry] = []

    def of(self, found: Found) -> Chunk:
        file = self.setting.in_repository(found.file)
        prints = self._fingerprints.of(found.diagnostics, file, found.text)
        self._entries += map(_entry, found.diagnostics, [file] * len(prints), prints)
        return ""

    def end(self, run: Run) -> Chunk:
        return written(self._entries)


def _entry(diagnostic: Diagnostic, file: str, fingerprint: str) -> Entry:
    place = diagnostic.place.in_file
    return {
        "description": in_cell(diagnostic.place, diagnostic.message),
        "check_name": diagnostic.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {
            "path": file,
            "positions": {
                "begin": {"line": place.line, "column": place.column},
                "end": {"line": place.end_line, "column": place.end_column},
            },
        },
    }
