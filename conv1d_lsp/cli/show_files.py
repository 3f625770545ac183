"""`conv1d-lsp check --show-files`: which files a check would look at."""

import sys
from collections.abc import Sequence
from pathlib import Path

from conv1d_lsp.cli.check import Checking
from conv1d_lsp.cli.screen import complain, show_on
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.words import PROGRAM
from conv1d_lsp.project.paths import shown
from conv1d_lsp.reports.lines import Ink, Span
from conv1d_lsp.source.discover import Found, Missed


def show_files(files: Sequence[Found | Missed], run: Checking) -> Status:
    """Print their paths, as a check names them."""
    here = Path.cwd()
    paths = [shown(each.path, here) for each in files if isinstance(each, Found)]
    if run.output.format == "json":
        from msgspec import json

        sys.stdout.write(json.format(json.encode(paths)).decode() + "\n")
    elif paths:
        show_on(sys.stdout)([(Span(path, Ink.PATH),) for path in paths])
    return told_of_missed(files, run)


def told_of_missed(files: Sequence[Found | Missed], run: Checking) -> Status:
    """Say what cannot be looked at; the status fails for what is named alone."""
    missed = [each for each in files if isinstance(each, Missed)]
    for each in missed:
        complain(f"{PROGRAM}: {shown(each.path, Path.cwd())} cannot be read: {each.reason}")
    if not files and not run.output.quiet:
        complain(f"{PROGRAM}: there are no Python files to check")
    return Status.FAILED if any(each.path in run.paths for each in missed) else Status.CLEAN
