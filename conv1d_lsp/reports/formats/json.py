"""One JSON array; the contract is `schemas/check.schema.json`."""

from conv1d_lsp.reports.entries import Entry, written
from conv1d_lsp.reports.findings_json import finding_entry
from conv1d_lsp.reports.report import Chunk, Found, Report, Run, Setting


class Format(Report):
    """A whole document."""

    shows_fixes = True

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._entries: list[Entry] = []

    def of(self, found: Found) -> Chunk:
        self._entries += map(finding_entry, found.diagnostics)
        return ""

    def end(self, run: Run) -> Chunk:
        return written(self._entries)
