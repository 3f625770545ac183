"""Names of rules and their severities, as the user's files have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from conv1d_lsp.project.errors import ConfigurationError, as_written, did_you_mean

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Severity

#: In the place of a severity: the rule is not shown.
OFF = "off"

#: A rule's severity, None for one that is off.
Levels = Mapping[str, "Severity | None"]

Rules = frozenset[str]

_T = TypeVar("_T")

#: What holds for the files that a pattern means; the later one wins.
RuleTable = tuple[tuple[str, _T], ...]


def levels(value: object, where: str) -> Levels:
    """A table from rules to severities. Raises ConfigurationError, whose sentence begins with `where`."""
    if not isinstance(value, dict):
        raise ConfigurationError(f"{where} must be a table, not {as_written(value)}")
    return {rule: _level(rule, level, where) for rule, level in value.items()}


def rules(value: object, where: str) -> Rules:
    """A list of rules. Raises ConfigurationError, whose sentence begins with `where`."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ConfigurationError(f"{where} must be a list of rules, not {as_written(value)}")
    for rule in value:
        _must_be(rule, where)
    return frozenset(value)


def _must_be(rule: str, where: str) -> None:
    from conv1d_lsp.rules.index import NAMES

    if rule not in NAMES:
        raise ConfigurationError(f'{where}: there is no rule "{rule}"{did_you_mean(rule, NAMES)}')


def _level(rule: str, value: object, where: str) -> Severity | None:
    from conv1d_lsp.diagnostics import ANALYSIS_FAILED, Severity

    _must_be(rule, where)
    if rule == ANALYSIS_FAILED:
        raise ConfigurationError(f"{where}: {rule} has no severity to choose: it says that conv1d-lsp itself failed")
    if value == OFF:
        return None
    words = [severity.value for severity in Severity]
    if isinstance(value, str) and value in words:
        return Severity(value)
    listed = ", ".join(f'"{word}"' for word in words)
    raise ConfigurationError(f'{where}: {rule} must be {listed} or "{OFF}", not {as_written(value)}')
