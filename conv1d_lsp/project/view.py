"""What the user wants to see of an analysis: the severities that were chosen, without what the baseline knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from conv1d_lsp.project.severities import Selection, Severities

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Analysis
    from conv1d_lsp.project.baseline import Known


class View(NamedTuple):
    """For one file. known: what the project's baseline has of it, if there is one."""

    severities: Severities
    known: Known | None = None

    def of(self, analysis: Analysis, text: str) -> Analysis:
        """text: what was analysed."""
        shown = self.severities.applied(analysis)
        return shown if self.known is None else self.known.left(shown, text)

    def obsolete(self, analysis: Analysis, text: str) -> int:
        """How many findings the baseline knows of that are not there any more; 0 where not all rules are looked at."""
        return (
            0
            if self.known is None or self.severities.selection != Selection()
            else self.known.obsolete(self.severities.applied(analysis), text)
        )
