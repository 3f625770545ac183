"""What the user wants to see of an analysis: the severities that were chosen, without what the baseline knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from conv1d_lsp.project.severities import Severities

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Analysis
    from conv1d_lsp.project.baseline import Known


class View(NamedTuple):
    """For one file. known: what the project's baseline has of it, if there is one.

    narrowed: whether this run does not look at what others do, so that it can't be told what is there no more.
    """

    severities: Severities
    known: Known | None = None
    narrowed: bool = False

    def of(self, analysis: Analysis, text: str) -> Analysis:
        """text: what was analysed."""
        shown = self.severities.applied(analysis)
        return shown if self.known is None else self.known.left(shown, text)

    def obsolete(self, analysis: Analysis, text: str) -> int:
        """How many findings the baseline knows of that are not there any more; 0 where not all rules are looked at."""
        if self.known is None or self.narrowed:
            return 0
        return self.known.obsolete(self.severities.applied(analysis), text)
