"""`conv1d-lsp check --add-ignore`: a comment for each finding, so that only what comes from now on is told."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from conv1d_lsp.cli.arguments import PROGRAM
from conv1d_lsp.cli.check import report
from conv1d_lsp.cli.screen import complain, show_on
from conv1d_lsp.cli.status import Status
from conv1d_lsp.project.ignores import Hushed, hush_files
from conv1d_lsp.project.results import FileResult
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.reports.lines import Span, counted
from conv1d_lsp.source.discover import discover


def add_ignores(paths: Sequence[Path], settings: ProjectSettings, output_format: str, reason: str) -> Status:
    """Write the comments into the files at and below `paths`, and report what they can't silence.

    reason: what each comment says beside the names of the rules; may be empty.
    """
    account = _Account()
    status = report(account.written(hush_files(discover(paths), paths, settings, reason)), output_format)
    files = counted(account.files, "file")
    words = f"Silenced {counted(account.silenced, 'finding')} in {files}"
    show_on(sys.stdout if output_format == "text" else sys.stderr)([(Span(words),)])
    for sentence in account.sentences:
        complain(f"{PROGRAM}: {sentence}")
    return Status.FAILED if account.sentences else status


class _Account:
    """What was done, for the end of the run."""

    def __init__(self) -> None:
        self.files = self.silenced = 0
        self.sentences: list[str] = []

    def written(self, results: Iterable[FileResult | Hushed]) -> Iterator[FileResult]:
        """Each result as it is once its comments are written; where that fails, as it was."""
        from conv1d_lsp.source.write import Unwritable

        for result in results:
            if not isinstance(result, Hushed):
                yield result
                continue
            try:
                result.write()
            except Unwritable as error:
                self.sentences.append(f"{result.before.shown} is not written: {error.reason}")
                yield result.before
            else:
                self.files += 1
                self.silenced += result.silenced
                yield result.after
