"""Workflow commands of GitHub Actions: the runner makes an annotation of each, and shows ten a kind and step.

Escapes and attributes as actions/runner reads them: `ActionCommand.cs`, `ActionCommandManager.cs`.
"""

from conv1d_lsp.diagnostics import Diagnostic, Severity
from conv1d_lsp.reports.findings_text import told
from conv1d_lsp.reports.report import Chunk, Found, Report

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


class Format(Report):
    """Streams."""

    def of(self, found: Found) -> Chunk:
        return "".join(annotation(each, self.setting.in_repository(found.file)) for each in found.diagnostics)


def kind(severity: Severity) -> str:
    """What GitHub calls it."""
    return _KINDS.get(severity, "notice")


def annotation(diagnostic: Diagnostic, file: str) -> str:
    """The command for one finding, which is a line; file: from the root of the repository on."""
    place = diagnostic.place.in_file
    properties = {"title": f"conv1d-lsp ({diagnostic.rule})", "file": file, "line": place.line}
    if place.end_line > place.line:  # columns are taken for a single line only
        properties["endLine"] = place.end_line
    else:
        properties |= {"col": place.column, "endColumn": place.end_column}
    shown = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{kind(diagnostic.severity)} {shown}::{_data(told(diagnostic))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
