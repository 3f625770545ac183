"""`conv1d-lsp merge`: one report of the JSON reports of several runs, in any format."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from conv1d_lsp.cli.check import report
from conv1d_lsp.cli.outlets import Output
from conv1d_lsp.cli.screen import complain, show_on
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.words import PROGRAM
from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.merging import merged
from conv1d_lsp.reports.lines import Span, counted


def merge(reports: Sequence[Path], output: Output) -> Status:
    """Tell what `reports` tell, as one run would; the same status, too."""
    try:
        results = list(merged(reports))
    except ConfigurationError as error:
        complain(f"{PROGRAM}: {error}")
        return Status.FAILED
    if not results and output.for_people:
        show_on(sys.stdout)([(Span(f"No findings in {counted(len(reports), 'report')}"),)])
        if output.file is None:
            return Status.CLEAN
    return report(lambda _: results, output, results)
