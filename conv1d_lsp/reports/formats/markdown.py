"""Markdown: how much was found, and a table of it, the worst first; links where the repository's address is known."""

from conv1d_lsp.reports.markdown_table import Rows, closing_words, escaped
from conv1d_lsp.reports.report import Chunk, Found, Report, Run, Setting


class Format(Report):
    """A whole document."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._rows = Rows(setting)

    def of(self, found: Found) -> Chunk:
        for each in found.diagnostics:
            self._rows.add(each)
        return ""

    def end(self, run: Run) -> Chunk:
        return "".join(f"{line}\n" for line in (*closing_words(run), *self._rows.table(), *_missed(run)))


def _missed(run: Run) -> list[str]:
    lines = [f"- {escaped(each.reason)}" for each in run.missed]
    return ["", "Not checked:", "", *lines] if lines else []
