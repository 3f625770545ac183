"""`check --statistics`: how many findings each rule has, the most frequent first."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from conv1d_lsp.reports.counts import Counts
from conv1d_lsp.reports.entries import written
from conv1d_lsp.reports.lines import Ink, Line, Span
from conv1d_lsp.reports.report import Chunk, Found, Report, Run, Setting

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Diagnostic

#: A rule and the severity that its findings have; it may have several.
_Kind = tuple[str, str]


class _Numbers:
    """How many findings each rule has."""

    def __init__(self) -> None:
        self._numbers: Counter[_Kind] = Counter()

    def add(self, diagnostics: "Iterable[Diagnostic]") -> None:
        self._numbers.update((each.rule, each.severity.value) for each in diagnostics)

    def ordered(self) -> list[tuple[_Kind, int]]:
        return sorted(self._numbers.items(), key=lambda each: (-each[1], each[0]))


class StatisticsText(Counts):
    """A line a rule, and the last line of a check."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._numbers = _Numbers()

    def of(self, found: Found) -> Chunk:
        self._numbers.add(found.diagnostics)
        return ""

    def end(self, run: Run) -> Chunk:
        ordered = self._numbers.ordered()
        width = len(f"{ordered[0][1]:,}") if ordered else 0
        lines: list[Line] = [
            (Span(f"{number:>{width},}  "), Span(f"{severity:<11}", Ink(severity)), Span(f"  {rule}", Ink.RULE))
            for (rule, severity), number in ordered
        ]
        return [*lines, *super().end(run)]


class StatisticsJson(Report):
    """An array of objects with `rule`, `severity` and `count`."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._numbers = _Numbers()

    def of(self, found: Found) -> Chunk:
        self._numbers.add(found.diagnostics)
        return ""

    def end(self, run: Run) -> Chunk:
        numbers = self._numbers.ordered()
        return written([{"rule": rule, "severity": severity, "count": number} for (rule, severity), number in numbers])
