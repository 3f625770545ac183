"""What a job of GitHub Actions shows beside the text: annotations, of which it takes few, and its summary page."""

from collections import Counter

from conv1d_lsp.diagnostics import Diagnostic
from conv1d_lsp.reports.formats.github import annotation, kind
from conv1d_lsp.reports.markdown_table import Rows, closing_words
from conv1d_lsp.reports.report import Chunk, Found, Report, Run, Setting

#: GitHub shows so many annotations of a kind for a step, and takes a summary of a megabyte.
_MOST_ANNOTATIONS = 10
_MOST_ROWS = 500
_MOST_BYTES = 1_000_000

_ORDER = ("error", "warning", "notice")


class FewAnnotations(Report):
    """The first ten of each kind, errors first; the job's summary has the others."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._count: Counter[str] = Counter()
        self._kept: list[tuple[Diagnostic, str]] = []

    def of(self, found: Found) -> Chunk:
        for each in found.diagnostics:
            self._count[kind(each.severity)] += 1
            if self._count[kind(each.severity)] <= _MOST_ANNOTATIONS:
                self._kept.append((each, self.setting.in_repository(found.file)))
        return ""

    def end(self, run: Run) -> Chunk:
        ordered = sorted(self._kept, key=lambda kept: _ORDER.index(kind(kept[0].severity)))
        return "".join(annotation(each, file) for each, file in ordered)


class JobSummary(Report):
    """A page with all findings, or as many as the page takes, and the number of the others."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._rows = Rows(setting, _MOST_ROWS)

    def of(self, found: Found) -> Chunk:
        for each in found.diagnostics:
            self._rows.add(each)
        return ""

    def end(self, run: Run) -> Chunk:
        if not run.files:
            return ""
        text, room = "", _MOST_BYTES
        for line in (*closing_words(run), *self._rows.table(), ""):
            room -= len(line.encode("utf-8", "surrogatepass")) + 1
            if room < 0:
                break
            text += f"{line}\n"
        return text
