"""For people: what, where, the source line, how it came about, what helps; at the end how much was found."""

from conv1d_lsp.reports.closing import closing, proposed
from conv1d_lsp.reports.report import Chunk, Found, Report, Run


class Format(Report):
    """Streams; a file's findings are one chunk. A run that finds nothing does not load what shows findings."""

    def of(self, found: Found) -> Chunk:
        if not found.diagnostics:
            return []
        from conv1d_lsp.reports.cells import split_lines
        from conv1d_lsp.reports.findings_text import finding

        source = split_lines(found.text)
        return [line for each in found.diagnostics for line in finding(each, source)]

    def end(self, run: Run) -> Chunk:
        return (
            [closing(run.counts, run.faulty, run.files, run.with_keras), *proposed(run.proposed)] if run.files else []
        )
