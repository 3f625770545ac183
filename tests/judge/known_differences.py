"""What older releases do otherwise, and the analyzer is not told of. Each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from tests.judge.older import Difference, Kind, Older


@dataclass(frozen=True, slots=True)
class Known:
    """Differences of one release that do not count. part: of the difference's text."""

    release: str
    kind: Kind
    part: str
    reason: str


KNOWN: tuple[Known, ...] = ()


def known_difference(older: Older, found: Difference) -> str | None:
    """Why a difference does not count; None if it does."""
    fitting = (each for each in KNOWN if each.release == older.name and each.kind is found.kind)
    return next((each.reason for each in fitting if each.part in found.text), None)
