"""A bounded choice: what a variable is after branches that were both possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conv1d_lsp.shapes.record import record

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.values import Value

#: Which way each fork was taken: (fork, outcome).
Guards = frozenset[tuple[int, bool]]

NO_GUARDS: Guards = frozenset()


@record(frozen=True, slots=True, eq=False)
class Choice:
    """One possibility, and the forks that lead to it."""

    guards: Guards
    value: Value


@record(frozen=True, slots=True, eq=False)
class Either:
    """Two or more possibilities."""

    choices: tuple[Choice, ...]


def contradict(left: Guards, right: Guards) -> bool:
    """Whether no run takes both ways."""
    if len(left) > len(right):
        left, right = right, left
    return any((fork, not outcome) in right for fork, outcome in left)
