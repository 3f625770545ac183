"""`conv1d-lsp check`: what is wrong in files and folders."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.cli.arguments import PROGRAM
from conv1d_lsp.cli.screen import complain, show_on
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.tally import Tally, of_baseline
from conv1d_lsp.project.analyse import Analyse, diagnosed, diagnosed_and_proven
from conv1d_lsp.project.results import Checked, FileResult, check_files
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.source.discover import discover

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Diagnostic
    from conv1d_lsp.reports.lines import Line


def check(paths: Sequence[Path], settings: ProjectSettings, output_format: str) -> Status:
    """Check the files at and below `paths`. JSON has the fixes that are proven; text does not pay for the proof."""

    def results(analyse: Analyse) -> Iterator[FileResult]:
        return check_files(discover(paths), paths, settings, analyse)

    status = report(results(diagnosed_and_proven if output_format == "json" else diagnosed), output_format)
    gone = sum(baseline.lost for baseline in settings.baselines())
    if gone:
        complain(f"{PROGRAM}: {of_baseline(gone, 'in files that are gone')}")
    return status


def report(results: Iterable[FileResult], output_format: str) -> Status:
    """Print what was found."""
    return _json(results) if output_format == "json" else _text(results)


def _text(results: Iterable[FileResult]) -> Status:
    from conv1d_lsp.reports.closing import closing, proposed

    tally, show = Tally(), show_on(sys.stdout)
    for checked in tally.follow(results):
        if checked.analysis.diagnostics:
            show(_findings(checked))
    complain_of(tally)
    if tally.files:
        show([closing(tally.found, tally.faulty_files, tally.files, tally.with_keras), *proposed(tally.proposed)])
    elif tally.status is not Status.FAILED:
        complain(f"{PROGRAM}: there are no Python files to check")
    return tally.status


def _json(results: Iterable[FileResult]) -> Status:
    from conv1d_lsp.reports.entries import written
    from conv1d_lsp.reports.findings_json import finding_entry

    tally = Tally()
    entries = [finding_entry(one) for checked in tally.follow(results) for one in _in_order(checked)]
    sys.stdout.write(written(entries))
    complain_of(tally)
    return tally.status


def _findings(checked: Checked) -> "list[Line]":
    from conv1d_lsp.reports.cells import split_lines
    from conv1d_lsp.reports.findings_text import finding

    source = split_lines(checked.text)
    return [line for diagnostic in _in_order(checked) for line in finding(diagnostic, source)]


def _in_order(checked: Checked) -> "list[Diagnostic]":
    return sorted(checked.analysis.diagnostics, key=lambda one: (one.place.line, one.place.column))


def complain_of(tally: Tally) -> None:
    """Tell what could not be done."""
    for sentence in tally.sentences():
        complain(f"{PROGRAM}: {sentence}")
