"""`conv1d-lsp check --add-ignore`: a comment for each finding, so that only what comes from now on is told."""

import sys
from collections.abc import Sequence
from pathlib import Path

from conv1d_lsp.cli.check import report
from conv1d_lsp.cli.outlets import Output
from conv1d_lsp.cli.screen import show_on
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.writing import Writing
from conv1d_lsp.project.edited import Edited
from conv1d_lsp.project.ignores import hush_files
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.reports.lines import Span, counted
from conv1d_lsp.source.discover import discover


def add_ignores(paths: Sequence[Path], settings: ProjectSettings, output: Output, reason: str) -> Status:
    """Write the comments into the files at and below `paths`, and report what they can't silence.

    reason: what each comment says beside the names of the rules; may be empty.
    """
    silenced: list[int] = []

    def count(edited: Edited[int]) -> None:
        silenced.append(edited.done)

    writing = Writing(count)
    status = report(
        lambda _: writing.follow(hush_files(discover(paths, settings.leaves_out), paths, settings, reason)), output
    )
    words = f"Silenced {counted(sum(silenced), 'finding')} in {counted(len(silenced), 'file')}"
    show_on(sys.stdout if output.for_people else sys.stderr)([(Span(words),)])
    return writing.closed(status)
