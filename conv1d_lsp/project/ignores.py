"""Comments for what is found in a set of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.project.edited import Check, Edited, edited_files
from conv1d_lsp.project.results import Checked, FileResult
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.source.discover import Found, Missed

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Analysis


def hush_files(
    found: Iterable[Found | Missed], named: Iterable[Path], settings: ProjectSettings, reason: str
) -> Iterator[FileResult | Edited[int]]:
    """The files with comments that silence what is found, and how much of it. Nothing is written."""

    def hushed(checked: Checked, check: Check) -> tuple[str, Analysis, int]:
        if not checked.analysis.diagnostics:
            return checked.text, checked.analysis, 0
        from conv1d_lsp.engine.ignoring import with_ignores

        done = with_ignores(checked.text, checked.analysis, check, reason)
        return done.text, done.analysis, done.silenced

    return edited_files(found, named, settings, hushed)
