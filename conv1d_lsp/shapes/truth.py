"""Three-valued logic: yes, no, can't tell."""

from __future__ import annotations

from enum import Enum
from typing import NoReturn


class Truth(Enum):
    """The answer of a comparison. It refuses to be a `bool`: ask `is Truth.YES` or `is Truth.NO`."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"

    @staticmethod
    def of(value: bool) -> Truth:
        return Truth.YES if value else Truth.NO

    def __and__(self, other: Truth) -> Truth:
        if self is Truth.NO or other is Truth.NO:
            return Truth.NO
        return Truth.YES if self is Truth.YES and other is Truth.YES else Truth.UNSURE

    def __or__(self, other: Truth) -> Truth:
        if self is Truth.YES or other is Truth.YES:
            return Truth.YES
        return Truth.NO if self is Truth.NO and other is Truth.NO else Truth.UNSURE

    def __invert__(self) -> Truth:
        if self is Truth.UNSURE:
            return self
        return Truth.NO if self is Truth.YES else Truth.YES

    def __bool__(self) -> NoReturn:
        raise TypeError("a Truth has three values: compare it with Truth.YES or Truth.NO")


def every(truths: list[Truth]) -> Truth:
    """Yes if all are yes, no if one is no."""
    if Truth.NO in truths:
        return Truth.NO
    return Truth.UNSURE if Truth.UNSURE in truths else Truth.YES
