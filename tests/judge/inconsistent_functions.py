"""Where Keras does not agree with Keras on functions, so that no declaration can agree with both, and why."""

from __future__ import annotations

from dataclasses import dataclass

from conv1d_lsp.settings import Generation


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Disagreements of a kind ("false alarm", "miss", "shape") that do not count, of these functions."""

    names: frozenset[str]
    kind: str
    reason: str
    keras: Generation | None = None


INCONSISTENCIES: tuple[Inconsistency, ...] = ()


def reason_for(name: str, kind: str, keras: Generation, line: str) -> str | None:
    """Why a disagreement does not count; None if it does."""
    fitting = (each for each in INCONSISTENCIES if name in each.names and each.kind == kind)
    return next((each.reason for each in fitting if each.keras in (None, keras)), None)
