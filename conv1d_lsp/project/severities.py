"""How bad the user holds the findings of each rule to be: `[tool.conv1d-lsp.rules]`, `--select`, `--ignore`.

The engine's answer does not hang on it; what is shown does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from conv1d_lsp.project.errors import ConfigurationError, as_written, did_you_mean
from conv1d_lsp.project.patterns import matches

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Analysis, Diagnostic, Severity

#: In the place of a severity: the rule is not shown.
OFF = "off"

#: A rule's severity, None for one that is off.
Levels = Mapping[str, "Severity | None"]


class Selection(NamedTuple):
    """The rules that the user names for one run. select: those alone are shown; ignore: those are not."""

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()

    def allows(self, rule: str) -> bool:
        return rule not in self.ignore and (self.select is None or rule in self.select)

    def asks_for(self, rule: str) -> bool:
        return self.select is not None and rule in self.select


class Severities(NamedTuple):
    """Those that hold for one file."""

    levels: Levels
    selection: Selection = Selection()

    def applied(self, analysis: Analysis) -> Analysis:
        """The analysis as the user wants to see it. A rule that is asked for by name is shown even if it is off."""
        if not self.levels and self.selection == Selection():
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
        if not self.selection.allows(rule):
            return None
        if rule not in self.levels:
            return diagnostic
        severity = self.levels[rule]
        if severity is None:
            return diagnostic if self.selection.asks_for(rule) else None
        return replace(diagnostic, severity=severity)


class ConfiguredRules(NamedTuple):
    """What a table says: of all files, and of those that a pattern means; the later pattern wins."""

    levels: Levels
    per_path: tuple[tuple[str, Levels], ...] = ()

    def for_file(self, path: str) -> Levels:
        """path: from the folder of the table on."""
        levels = dict(self.levels)
        for pattern, others in self.per_path:
            if matches(pattern, path):
                levels.update(others)
        return levels


def configured_rules(table: Mapping[str, object], file: str, name: str) -> ConfiguredRules:
    """What the tables `rules` and `per-path` of `[tool.conv1d-lsp]` say. Raises ConfigurationError.

    file: the file that the sentence names; name: the table that they stand in.
    """
    per_path = _as_table(table.get("per-path", {}), f"{file}: [{name}.per-path]")
    return ConfiguredRules(
        _levels(table.get("rules", {}), f"{file}: [{name}.rules]"),
        tuple(
            (pattern, _levels(levels, f'{file}: "{pattern}" in [{name}.per-path]'))
            for pattern, levels in per_path.items()
        ),
    )


def _levels(value: object, where: str) -> Levels:
    return {rule: _level(rule, level, where) for rule, level in _as_table(value, where).items()}


def _as_table(value: object, where: str) -> Mapping[str, object]:
    if isinstance(value, dict):
        return value
    raise ConfigurationError(f"{where} must be a table, not {as_written(value)}")


def _level(rule: str, value: object, where: str) -> Severity | None:
    from conv1d_lsp.diagnostics import ANALYSIS_FAILED, Severity

    known = rule_names()
    if rule not in known:
        raise ConfigurationError(f'{where}: there is no rule "{rule}"{did_you_mean(rule, known)}')
    if rule == ANALYSIS_FAILED:
        raise ConfigurationError(f"{where}: {rule} has no severity to choose: it says that conv1d-lsp itself failed")
    if value == OFF:
        return None
    words = [severity.value for severity in Severity]
    if isinstance(value, str) and value in words:
        return Severity(value)
    listed = ", ".join(f'"{word}"' for word in words)
    raise ConfigurationError(f'{where}: {rule} must be {listed} or "{OFF}", not {as_written(value)}')


def rule_names() -> list[str]:
    """The names of all rules."""
    from conv1d_lsp.rules import pages

    return [page.name for page in pages()]
