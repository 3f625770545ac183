"""`conv1d-lsp check`: what is wrong in files and folders."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from conv1d_lsp.cli.outlets import Outlets, Output, ReportUnwritable, opened
from conv1d_lsp.cli.progress import followed
from conv1d_lsp.cli.screen import complain
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.tally import Tally, of_baseline
from conv1d_lsp.cli.words import PROGRAM
from conv1d_lsp.project.analyse import Analyse, diagnosed, diagnosed_and_proven
from conv1d_lsp.project.batch import Means, check_files
from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.results import Checked, FileResult
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.reports.report import Found as FoundIn
from conv1d_lsp.source.discover import Found, Missed, held_by
from conv1d_lsp.source.read import is_notebook

#: Results, by what is asked about each file.
Results = Callable[[Analyse], Iterable[FileResult]]


class Checking(NamedTuple):
    """A run. paths: what the user named; settings: how files are read; output: where it is told."""

    paths: Sequence[Path]
    settings: ProjectSettings
    output: Output


def check(files: Sequence[Found | Missed], run: Checking, means: Means) -> Status:
    """Check files. Some reports have the fixes that are proven; text does not pay for it."""
    status = report(lambda analyse: check_files(files, run.paths, run.settings, analyse, means), run.output, files)
    gone = sum(baseline.lost for baseline in run.settings.baselines())
    if gone:
        complain(f"{PROGRAM}: {of_baseline(gone, 'in files that are gone')}")
    return status


def report(results: Results, output: Output, files: Sequence[Found | Missed | Checked]) -> Status:
    """Tell what was found, wherever it is wanted. files: those that the results are of."""
    try:
        with opened(output) as outlets:
            analyse = diagnosed_and_proven if outlets.show_fixes else diagnosed
            return _told(followed(results(analyse), len(files), output), outlets, output, held_by(files))
    except (ReportUnwritable, ConfigurationError) as error:
        complain(f"{PROGRAM}: {error}")
        return Status.FAILED


def _told(results: Iterable[FileResult], outlets: Outlets, output: Output, held: bytes | None) -> Status:
    tally = Tally(output.fails_for)
    outlets.begin()
    for checked in tally.follow(results):
        outlets.of(_found(checked, held))
    complain_of(tally)
    if output.for_people and not output.quiet and not tally.files and tally.status is not Status.FAILED:
        complain(f"{PROGRAM}: there are no Python files to check")
    outlets.end(tally.run)
    return tally.status


def _found(checked: Checked, held: bytes | None) -> FoundIn:
    """held: what stdin had, if that is what was checked."""
    stored = None
    if checked.analysis.diagnostics and is_notebook(checked.shown):
        from conv1d_lsp.project.cells import in_cells, stored_text

        stored = stored_text(checked, held)
        checked = in_cells(checked, stored)
    return FoundIn(checked.shown, checked.text, checked.analysis.diagnostics, stored)


def complain_of(tally: Tally) -> None:
    """Tell what could not be done."""
    for sentence in tally.sentences():
        complain(f"{PROGRAM}: {sentence}")
