"""Writing files that were edited, while their results go on to the report."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic

from conv1d_lsp.cli.arguments import PROGRAM
from conv1d_lsp.cli.screen import complain
from conv1d_lsp.cli.status import Status
from conv1d_lsp.project.edited import Done, Edited
from conv1d_lsp.project.results import FileResult


class Writing(Generic[Done]):
    """written: is told each file that was written."""

    def __init__(self, written: Callable[[Edited[Done]], None]) -> None:
        self._written = written
        self._sentences: list[str] = []

    def follow(self, results: Iterable[FileResult | Edited[Done]]) -> Iterator[FileResult]:
        """Each result as it is once its edits are written; where that fails, as it was."""
        from conv1d_lsp.source.write import Unwritable

        for result in results:
            if not isinstance(result, Edited):
                yield result
                continue
            try:
                result.write()
            except Unwritable as error:
                self._sentences.append(f"{result.before.shown} is not written: {error.reason}")
                yield result.before
            else:
                self._written(result)
                yield result.after

    def closed(self, status: Status) -> Status:
        """Tell what is not written. The status of the run, whose report came to `status`."""
        for sentence in self._sentences:
            complain(f"{PROGRAM}: {sentence}")
        return Status.FAILED if self._sentences else status
