"""`conv1d-lsp check --fix` and `--diff`: files repaired by the fixes that are proven to work, or what would change."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.cli.arguments import PROGRAM
from conv1d_lsp.cli.check import complain_of, report
from conv1d_lsp.cli.screen import complain, diff_on, show_on
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.tally import Tally
from conv1d_lsp.project.repairs import Mended, repair_files
from conv1d_lsp.project.results import Checked, FileResult
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.source.discover import discover

if TYPE_CHECKING:
    from conv1d_lsp.reports.lines import Line


@dataclass(frozen=True, slots=True)
class Wishes:
    """unsafe: fixes that choose among several, too. listed: each repair is told."""

    unsafe: bool
    listed: bool


def fix(paths: Sequence[Path], settings: ProjectSettings, output_format: str, wishes: Wishes) -> Status:
    """Repair the files at and below `paths`, and report what is left."""
    account = _Account()
    status = report(_written(_results(paths, settings, wishes), account), output_format)
    stream = sys.stdout if output_format == "text" else sys.stderr
    show_on(stream)([*(account.listing if wishes.listed else ()), account.sum("repaired")])
    for sentence in account.sentences:
        complain(f"{PROGRAM}: {sentence}")
    return Status.FAILED if account.sentences else status


def diff(paths: Sequence[Path], settings: ProjectSettings, wishes: Wishes) -> Status:
    """Print what `fix` would change and write nothing. The status is 1 if there is something to change."""
    account, tally = _Account(), Tally()
    for _ in tally.follow(_printed(_results(paths, settings, wishes), account)):
        pass
    sys.stdout.flush()
    complain_of(tally)
    show_on(sys.stderr)([*(account.listing if wishes.listed else ()), account.sum("to repair")])
    if tally.status is Status.FAILED:
        return Status.FAILED
    return Status.FINDINGS if account.done else Status.CLEAN


def _results(paths: Sequence[Path], settings: ProjectSettings, wishes: Wishes) -> Iterator[FileResult | Mended]:
    return repair_files(discover(paths), paths, settings, unsafe=wishes.unsafe)


class _Account:
    """What was done, file by file, for the end of the run."""

    def __init__(self) -> None:
        self.files = self.done = self.left = 0
        self.listing: list[Line] = []
        self.sentences: list[str] = []

    def add(self, mended: Mended) -> None:
        from conv1d_lsp.reports.repairs_text import repairs_of_file

        self.files += 1
        self.done += len(mended.repairs)
        self.listing += repairs_of_file(mended.after.shown, mended.repairs)

    def leave(self, checked: Checked) -> None:
        """Count what an unsafe fix would repair in what is left."""
        self.left += sum(any(fix.proven for fix in one.fixes) for one in checked.analysis.diagnostics)

    def sum(self, words: str) -> Line:
        from conv1d_lsp.reports.repairs_text import sum_of_repairs

        return sum_of_repairs(self.done, self.files, self.left, words)


def _written(results: Iterable[FileResult | Mended], account: _Account) -> Iterator[FileResult]:
    """Each result as it is once its repairs are written; where that fails, as it was."""
    from conv1d_lsp.source.write import Unwritable

    for result in results:
        left = result.after if isinstance(result, Mended) else result
        if isinstance(result, Mended):
            try:
                result.write()
            except Unwritable as error:
                account.sentences.append(f"{result.before.shown} is not written: {error.reason}")
                left = result.before
            else:
                account.add(result)
        if isinstance(left, Checked):
            account.leave(left)
        yield left


def _printed(results: Iterable[FileResult | Mended], account: _Account) -> Iterator[FileResult]:
    from conv1d_lsp.reports.diff import unified

    show = diff_on(sys.stdout)
    for result in results:
        left = result.after if isinstance(result, Mended) else result
        if isinstance(result, Mended):
            show(unified(result.before.shown, result.before.text, result.after.text))
            account.add(result)
        if isinstance(left, Checked):
            account.leave(left)
        yield left
