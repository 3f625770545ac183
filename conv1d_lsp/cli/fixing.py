"""`conv1d-lsp check --fix` and `--diff`: files repaired by the fixes that are proven to work, or what would change."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from conv1d_lsp.cli.check import Checking, complain_of, report
from conv1d_lsp.cli.screen import diff_on, show_on
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.tally import Tally
from conv1d_lsp.cli.writing import writing
from conv1d_lsp.project.edited import Edited
from conv1d_lsp.project.repairs import repair_files
from conv1d_lsp.project.results import Checked, FileResult
from conv1d_lsp.source.cells import cells_of
from conv1d_lsp.source.discover import Found, Missed
from conv1d_lsp.source.read import is_notebook

if TYPE_CHECKING:
    from conv1d_lsp.engine.repairing import Repair
    from conv1d_lsp.reports.lines import Line

    Mended = Edited[tuple[Repair, ...]]


@dataclass(frozen=True, slots=True)
class Wishes:
    """unsafe: fixes that choose among several, too. listed: each repair is told."""

    unsafe: bool
    listed: bool


def fix(files: Sequence[Found | Missed], run: Checking, wishes: Wishes) -> Status:
    """Repair files, and report what is left."""
    account = _Account()
    mending = writing(account.add, files)
    results = mending.follow(_results(files, run, wishes))
    status = report(lambda _: account.followed(results), run.output, files)
    if not run.output.quiet:
        show = show_on(run.output.stream_of_sums)
        show([*(account.listing if wishes.listed else ()), account.sum("repaired")])
    return mending.closed(status)


def diff(files: Sequence[Found | Missed], run: Checking, wishes: Wishes) -> Status:
    """Print what `fix` would change and write nothing. The status is 1 if there is something to change."""
    account, tally = _Account(), Tally()
    for _ in tally.follow(account.followed(_printed(_results(files, run, wishes), account))):
        pass
    sys.stdout.flush()
    complain_of(tally)
    if not run.output.quiet:
        show_on(sys.stderr)([*(account.listing if wishes.listed else ()), account.sum("to repair")])
    if tally.status is Status.FAILED:
        return Status.FAILED
    return Status.FINDINGS if account.done else Status.CLEAN


def _results(files: Sequence[Found | Missed], run: Checking, wishes: Wishes) -> "Iterator[FileResult | Mended]":
    return repair_files(files, run.paths, run.settings, unsafe=wishes.unsafe)


class _Account:
    """What was done, file by file, for the end of the run."""

    def __init__(self) -> None:
        self.files = self.done = self.left = 0
        self.listing: list[Line] = []

    def add(self, mended: "Mended") -> None:
        from conv1d_lsp.reports.repairs_text import repairs_of_file

        self.files += 1
        self.done += len(mended.done)
        program = cells_of(mended.before.text) if is_notebook(mended.before.shown) else None
        self.listing += repairs_of_file(mended.after.shown, mended.done, program)

    def followed(self, results: Iterable[FileResult]) -> Iterator[FileResult]:
        """Counts what an unsafe fix would repair in what is left, as it goes by."""
        for result in results:
            if isinstance(result, Checked):
                self.left += sum(any(fix.proven for fix in one.fixes) for one in result.analysis.diagnostics)
            yield result

    def sum(self, words: str) -> "Line":
        from conv1d_lsp.reports.repairs_text import sum_of_repairs

        return sum_of_repairs(self.done, self.files, self.left, words)


def _texts(mended: "Mended") -> Iterator[tuple[str, str, str]]:
    """A name, what it was and what it is: the file, or each cell of a notebook that has changed."""
    shown, before, after = mended.before.shown, mended.before.text, mended.after.text
    if not is_notebook(shown):
        yield shown, before, after
        return
    for was, now in zip(cells_of(before).sources, cells_of(after).sources, strict=False):
        if was != now:
            yield f"{shown}:cell {was.number}", was.text, now.text


def _printed(results: "Iterable[FileResult | Mended]", account: _Account) -> Iterator[FileResult]:
    from conv1d_lsp.reports.diff import unified

    show = diff_on(sys.stdout)
    for result in results:
        if isinstance(result, Edited):
            for shown, before, after in _texts(result):
                show(unified(shown, before, after))
            account.add(result)
            yield result.after
        else:
            yield result
