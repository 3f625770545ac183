"""What is shown of the findings of each rule, and as how bad: by the user's files, `--select`, `--ignore`.

The engine's answer does not hang on it; what is shown does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Analysis, Diagnostic
    from conv1d_lsp.project.rule_tables import Levels, Rules


class Selection(NamedTuple):
    """The rules that are named. select: those alone are shown; extend: those besides; ignore: those are not."""

    select: Rules | None = None
    ignore: Rules = frozenset()
    extend: Rules = frozenset()

    def over(self, below: Selection) -> Selection:
        """This one, which has the last word, and what is left of another."""
        if self.select is not None:
            return self
        return Selection(below.select, (below.ignore - self.extend) | self.ignore, below.extend | self.extend)

    def allows(self, rule: str) -> bool:
        return rule not in self.ignore and (self.select is None or rule in self.select or rule in self.extend)

    @property
    def named(self) -> Rules:
        """The rules that it asks for."""
        return self.extend if self.select is None else self.select | self.extend


class Severities(NamedTuple):
    """Those that hold for one file.

    asked: rules that are shown even if they are off. hidden: rules that are not shown in this file, whoever asks.
    """

    levels: Levels
    selection: Selection = Selection()
    asked: Rules = frozenset()
    hidden: Rules = frozenset()

    def applied(self, analysis: Analysis) -> Analysis:
        """The analysis as the user wants to see it."""
        if not self.levels and not self.hidden and self.selection == Selection():
            return analysis
        from msgspec.structs import replace

        shown = [self._shown(each) for each in analysis.diagnostics]
        return replace(analysis, diagnostics=tuple(each for each in shown if each is not None))

    def _shown(self, diagnostic: Diagnostic) -> Diagnostic | None:
        from msgspec.structs import replace

        from conv1d_lsp.diagnostics import ANALYSIS_FAILED

        rule = diagnostic.rule
        if rule == ANALYSIS_FAILED:
            return diagnostic
        if rule in self.hidden or not self.selection.allows(rule):
            return None
        if rule not in self.levels:
            return diagnostic
        severity = self.levels[rule]
        if severity is None:
            return diagnostic if rule in self.asked else None
        return replace(diagnostic, severity=severity)
