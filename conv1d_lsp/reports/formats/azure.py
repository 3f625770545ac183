"""Logging commands of Azure Pipelines: an issue of the build each. It has none for notes, which are plain lines."""

from conv1d_lsp.diagnostics import Diagnostic, Severity
from conv1d_lsp.reports.findings_text import headline, told
from conv1d_lsp.reports.lines import plain
from conv1d_lsp.reports.report import Chunk, Found, Report

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_DATA = str.maketrans({"%": "%AZP25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({";": "%3B", "]": "%5D"})


class Format(Report):
    """Streams."""

    def of(self, found: Found) -> Chunk:
        file = self.setting.in_repository(found.file)
        return "".join(_issue(each, file) for each in found.diagnostics)


def _issue(diagnostic: Diagnostic, file: str) -> str:
    if diagnostic.severity not in _KINDS:
        return plain([headline(diagnostic)])
    properties = {
        "type": _KINDS[diagnostic.severity],
        "sourcepath": file,
        "linenumber": diagnostic.place.in_file.line,
        "columnnumber": diagnostic.place.in_file.column,
        "code": diagnostic.rule,
    }
    shown = "".join(f"{name}={str(value).translate(_PROPERTY)};" for name, value in properties.items())
    return f"##vso[task.logissue {shown}]{told(diagnostic).translate(_DATA)}\n"
