"""A bounded choice: what a variable is after branches that were both possible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.values import Value

#: Which way each fork was taken: (fork, outcome).
Guards = frozenset[tuple[int, bool]]

NO_GUARDS: Guards = frozenset()


class Choice(Struct, frozen=True, eq=False):
    """One possibility, and the forks that lead to it."""

    guards: Guards
    value: Value


class Either(Struct, frozen=True, eq=False):
    """Two or more possibilities."""

    choices: tuple[Choice, ...]


def possibilities(value: Value) -> Sequence[Value]:
    """What a value may be: itself, or each choice."""
    return [choice.value for choice in value.choices] if isinstance(value, Either) else (value,)


def told_apart(these: Sequence[Guards], others: Sequence[Guards]) -> tuple[int, bool] | None:
    """The way of a fork that all of `these` took and none of the `others`, if it is one fork that tells them apart."""
    ways = [
        (fork, outcome)
        for fork, outcome in frozenset.intersection(*these)
        if all((fork, not outcome) in each for each in others)
    ]
    return ways[0] if len(ways) == 1 else None


def contradict(left: Guards, right: Guards) -> bool:
    """Whether no run takes both ways."""
    if len(left) > len(right):
        left, right = right, left
    for fork, outcome in left:  # noqa: SIM110 (a generator costs more than the whole comparison)
        if (fork, not outcome) in right:
            return True
    return False
