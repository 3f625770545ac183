"""`conv1d-lsp clean`: takes the cache away."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from conv1d_lsp.cli.screen import complain, show_on
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.words import PROGRAM
from conv1d_lsp.project.cache import clear, is_ours
from conv1d_lsp.project.program import cache_folder
from conv1d_lsp.reports.lines import Span, counted


def clean(folder: Path | None) -> Status:
    """Delete what earlier runs have kept. folder: in place of the user's cache."""
    place = folder or cache_folder()
    if place is None or not os.path.exists(place):  # noqa: PTH110 - it never raises
        show_on(sys.stdout)([(Span("There is no cache"),)])
        return Status.CLEAN
    if not is_ours(place):
        complain(f"{PROGRAM}: {place} is no cache of {PROGRAM}, and is left as it is")
        return Status.FAILED
    try:
        count = clear(place)
    except OSError as error:
        complain(f"{PROGRAM}: {place} cannot be deleted: {error.strerror or error}")
        return Status.FAILED
    show_on(sys.stdout)([(Span(f"Deleted {counted(count, 'answer')} from {place}"),)])
    return Status.CLEAN
