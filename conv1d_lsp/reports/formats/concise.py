"""For people in a hurry, and for `grep`: a line each."""

from conv1d_lsp.reports.counts import Counts
from conv1d_lsp.reports.report import Chunk, Found


class Format(Counts):
    """Streams; a file's findings are one chunk."""

    def of(self, found: Found) -> Chunk:
        if not found.diagnostics:
            return []
        from conv1d_lsp.reports.findings_text import headline

        return [headline(each) for each in found.diagnostics]
