"""Figures of a campaign: what several batches have shown, added up."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

Sum = TypeVar("Sum", bound="Figures")


class Figures:
    """A dataclass of numbers, lists and counters; a sum of two adds each to its like."""

    __slots__ = ()

    def __add__(self: Sum, other: Sum) -> Sum:
        mine: Any = self
        names = [each.name for each in fields(mine)]
        total: Sum = replace(mine, **{name: getattr(self, name) + getattr(other, name) for name in names})
        return total
