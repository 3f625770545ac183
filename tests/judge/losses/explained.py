"""Cells in which judge and room differ, each with its reason: the judge falls short, or something is missed.

None of them is a false alarm.
"""

from __future__ import annotations

from dataclasses import dataclass

_LAST = "the judge looks for classes along the last axis alone; along axis 1 there are five, and one label for them"
_ROWS = "the judge compares with a target of the output's shape, whose last axis has one number; Keras takes that off"
_NOTHING = "the judge has nothing to compare with: the loss fails on a target of the output's own shape"
_BY_NUMBERS = "it raises where a class of the target is beyond `num_classes`, which the numbers decide and no shape"
_SQUEEZED = "missed: an output whose last axis is taken off is no longer known to end with a sigmoid"


@dataclass(frozen=True, slots=True)
class Explained:
    """output, target: the axes of a sample. verdict: the judge's. told: what the room says."""

    entry: str
    output: tuple[int, ...]
    target: tuple[int, ...]
    verdict: str
    told: str
    reason: str


EXPLAINED = (
    Explained("loss SparseCategoricalCrossentropy(axis=1)", (5, 1), (1,), "silent", "right", _LAST),
    Explained("loss Dice(axis=-1)", (), (1,), "silent", "right", _ROWS),
    Explained("loss Dice(axis=-1)", (5, 1), (5,), "silent", "right", _ROWS),
    Explained("loss Tversky(axis=(1, 2))", (), (1, 1), "right", "silent", _NOTHING),
    Explained("loss Tversky(axis=(1, 2))", (3,), (1, 3), "right", "silent", _NOTHING),
    Explained("loss BinaryCrossentropy(axis=1)", (), (1, 1), "right", "silent", _NOTHING),
    *(
        Explained("metric OneHotMeanIoU(num_classes=5)", output, target, "raises", "silent", _BY_NUMBERS)
        for output in ((1,), (3,), (1, 1), (1, 3))
        for target in ((), (10,))
    ),
    Explained("metric Accuracy after sigmoid", (5, 1), (5,), "silent", "right", _SQUEEZED),
    Explained("metric Accuracy after sigmoid", (1, 1), (1,), "silent", "right", _SQUEEZED),
)


def explanation(entry: str, output: tuple[int, ...], target: tuple[int, ...], verdict: str, told: str) -> str | None:
    """Why the judge's verdict is not what the room says."""
    asked = (entry, output, target, verdict, told)
    for each in EXPLAINED:
        if (each.entry, each.output, each.target, each.verdict, each.told) == asked:
            return each.reason
    return None
