"""`conv1d-lsp check --add-ignore`: a comment for each finding, so that only what comes from now on is told."""

from collections.abc import Sequence

from conv1d_lsp.cli.check import Checking, report
from conv1d_lsp.cli.screen import show_on
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.writing import writing
from conv1d_lsp.project.edited import Edited
from conv1d_lsp.project.ignores import hush_files
from conv1d_lsp.reports.lines import Span, counted
from conv1d_lsp.source.discover import Found, Missed


def add_ignores(files: Sequence[Found | Missed], run: Checking, reason: str) -> Status:
    """Write the comments into files, and report what they can't silence.

    reason: what each comment says beside the names of the rules; may be empty.
    """
    silenced: list[int] = []

    def count(edited: Edited[int]) -> None:
        silenced.append(edited.done)

    hushing = writing(count, files)
    results = hushing.follow(hush_files(files, run.paths, run.settings, reason))
    status = report(lambda _: results, run.output, files)
    if not run.output.quiet:
        words = f"Silenced {counted(sum(silenced), 'finding')} in {counted(len(silenced), 'file')}"
        show_on(run.output.stream_of_sums)([(Span(words),)])
    return hushing.closed(status)
