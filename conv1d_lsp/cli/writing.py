"""Writing files that were edited, while their results go on to the report."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic

from conv1d_lsp.cli.screen import complain
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.words import PROGRAM
from conv1d_lsp.project.edited import Done, Edited
from conv1d_lsp.project.results import FileResult
from conv1d_lsp.source.discover import Found, Missed, held_by


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
                self._write(result)
            except Unwritable as error:
                self._sentences.append(f"{result.before.shown} is not written: {error.reason}")
                yield result.before
            else:
                self._written(result)
                yield result.after

    def _write(self, edited: Edited[Done]) -> None:
        edited.write()

    def closed(self, status: Status) -> Status:
        """Tell what is not written. The status of the run, whose report came to `status`."""
        for sentence in self._sentences:
            complain(f"{PROGRAM}: {sentence}")
        return Status.FAILED if self._sentences else status


class Passing(Writing[Done]):
    """In place of writing files, what stdin held goes on to stdout, edited or not. data: what it held."""

    def __init__(self, written: Callable[[Edited[Done]], None], data: bytes) -> None:
        super().__init__(written)
        self._data = data

    def closed(self, status: Status) -> Status:
        sys.stdout.flush()
        sys.stdout.buffer.write(self._data)
        sys.stdout.flush()
        return super().closed(status)

    def _write(self, edited: Edited[Done]) -> None:
        self._data = edited.rewritten(self._data)


def writing(written: Callable[[Edited[Done]], None], files: Sequence[Found | Missed]) -> Writing[Done]:
    """What becomes of edits of these files."""
    held = held_by(files)
    return Writing(written) if held is None else Passing(written, held)
