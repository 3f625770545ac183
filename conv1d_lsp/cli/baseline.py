"""`conv1d-lsp check --write-baseline`: what is found now is not told any more."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from conv1d_lsp.cli.check import Checking, complain_of
from conv1d_lsp.cli.screen import complain, show_on
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.tally import Tally
from conv1d_lsp.cli.words import PROGRAM
from conv1d_lsp.project.analyse import diagnosed
from conv1d_lsp.project.baseline import Baseline, Entry, entries_of, read_baseline, write_baseline
from conv1d_lsp.project.batch import check_files
from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.reports.lines import Span, counted
from conv1d_lsp.source.discover import Found, Missed


def write(files: Sequence[Found | Missed], run: Checking, file: Path) -> Status:
    """Write the findings of files to `file`; what it holds about others that exist stays.

    run: one that goes by no baseline.
    """
    is_there = os.path.exists(file)  # noqa: PTH110 - it never raises
    try:
        before = read_baseline(file) if is_there else Baseline(file.absolute())
    except ConfigurationError as error:
        complain(f"{PROGRAM}: {error}; it is left as it is")
        return Status.FAILED
    tally, found, looked_at = Tally(), list[Entry](), set[str]()
    for checked in tally.follow(check_files(files, run.paths, run.settings, diagnosed)):
        path = before.path_of(Path(checked.shown))
        looked_at.add(path)
        found += entries_of(path, checked.analysis, checked.text)
    kept = [each for each in before.entries if each.path not in looked_at and not before.has_lost(each)]
    try:
        write_baseline(file, [*found, *kept])
    except ConfigurationError as error:
        complain(f"{PROGRAM}: {error}")
        return Status.FAILED
    complain_of(tally)
    if not run.output.quiet:
        show_on(sys.stdout)([(Span(_words(file, found, kept)),)])
    return Status.FAILED if tally.status is Status.FAILED else Status.CLEAN


def _words(file: Path, found: Sequence[Entry], kept: Sequence[Entry]) -> str:
    files = counted(len({each.path for each in found}), "file")
    stay = f"; {counted(sum(each.count for each in kept), 'finding')} of other files stay" if kept else ""
    return f"Wrote {counted(sum(each.count for each in found), 'finding')} in {files} to {file}{stay}"
