"""A JSON object a line, each as an element of `schemas/check.schema.json`, in ASCII."""

import json

from conv1d_lsp.reports.findings_json import finding_entry
from conv1d_lsp.reports.report import Chunk, Found, Report


class Format(Report):
    """Streams."""

    shows_fixes = True

    def of(self, found: Found) -> Chunk:
        return "".join(f"{json.dumps(finding_entry(each))}\n" for each in found.diagnostics)
