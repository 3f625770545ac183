"""Repairing a set of files."""

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
    from conv1d_lsp.engine.repairing import Repair


def repair_files(
    found: Iterable[Found | Missed], named: Iterable[Path], settings: ProjectSettings, *, unsafe: bool
) -> Iterator[FileResult | Edited[tuple[Repair, ...]]]:
    """The files with the fixes that work, and what these are. Nothing is written.

    The findings that are left carry the fixes that would work on what is left.
    """

    def repaired(checked: Checked, check: Check) -> tuple[str, Analysis, tuple[Repair, ...]]:
        from conv1d_lsp.engine import repair

        done = repair(checked.text, checked.analysis, check, unsafe=unsafe)
        return done.text, done.analysis, done.repairs

    return edited_files(found, named, settings, repaired)
