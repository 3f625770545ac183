"""How much was found, and no more: for the terminal while the report goes to a file."""

from conv1d_lsp.reports.closing import closing
from conv1d_lsp.reports.report import Chunk, Found, Report, Run


class Counts(Report):
    """The last line alone."""

    def of(self, found: Found) -> Chunk:
        return []

    def end(self, run: Run) -> Chunk:
        return [closing(run.counts, run.faulty, run.files, run.with_keras)] if run.files else []
