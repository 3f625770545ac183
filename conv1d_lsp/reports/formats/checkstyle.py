"""Checkstyle's XML, which many tools read: an `error` element each finding, whatever its severity."""

from conv1d_lsp.diagnostics import Diagnostic, Severity
from conv1d_lsp.reports.findings_text import told
from conv1d_lsp.reports.report import Chunk, Found, Report, Run, Setting
from conv1d_lsp.reports.xml import HEAD, closed, opened

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning"}


class Format(Report):
    """A whole document."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._files: list[str] = []

    def of(self, found: Found) -> Chunk:
        if found.diagnostics:
            errors = "".join(map(_error, found.diagnostics))
            self._files.append(f"  {opened('file', name=found.file)}\n{errors}  </file>\n")
        return ""

    def end(self, run: Run) -> Chunk:
        return f"{HEAD}{opened('checkstyle', version='10.0')}\n{''.join(self._files)}</checkstyle>\n"


def _error(diagnostic: Diagnostic) -> str:
    tag = closed(
        "error",
        line=diagnostic.place.in_file.line,
        column=diagnostic.place.in_file.column,
        severity=_SEVERITIES.get(diagnostic.severity, "info"),
        message=told(diagnostic),
        source=f"conv1d-lsp.{diagnostic.rule}",
    )
    return f"    {tag}\n"
