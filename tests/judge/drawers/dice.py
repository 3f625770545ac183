"""Chance, and how wild it is."""

from __future__ import annotations

from random import Random


class Dice(Random):
    """The same throws each time for one key. odd: how often a setting is drawn from its odd values."""

    def __init__(self, key: str, odd: float) -> None:
        super().__init__(key)
        self.odd = odd
