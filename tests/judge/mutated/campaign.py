"""Mutated texts, so many in batches: no exception, no hang, no text that takes more memory than it may."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field

from tests.judge.figures import Figures
from tests.judge.mutated.asking import seconds_for, wrong_with
from tests.judge.mutated.bounds import TooLong, bounded, forget_highest, highest, memory, processor_time
from tests.judge.mutated.texts import sources
from tests.judge.mutated.ways import mutated

#: Bytes that one text may take beyond what the process held before.
MOST = 800_000_000

#: Seconds from which on a text is counted as slow.
_SLOW = 2.0


@dataclass(slots=True)
class MutatedFigures(Figures):
    """What texts have shown. slow: those that took seconds. held: bytes held after the last of them."""

    texts: int = 0
    characters: int = 0
    seconds: float = 0
    slow: list[tuple[float, int]] = field(default_factory=list)
    large: list[tuple[int, int]] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        seconds, slowest = max(self.slow, default=(0.0, 0))
        most, largest = max(self.large, default=(0, 0))
        return (
            f"{self.texts} texts, {self.characters:,} characters, {len(self.disagreements)} failures, "
            f"{1000 * self.seconds / max(self.texts, 1):.0f} ms each, {len(self.slow)} of more than {_SLOW:.0f} s, "
            f"the slowest {seconds:.1f} s ({slowest}), the largest {most // 10**6} MB ({largest}), "
            f"{memory() // 10**6} MB held"
        )


def run_mutated(seed: int, numbers: range) -> MutatedFigures:
    """Ask about the texts of these numbers."""
    figures = MutatedFigures()
    for number in numbers:
        figures += _run(mutated(sources(), seed, number), seed, number)
    return figures


def _run(text: str, seed: int, number: int) -> MutatedFigures:
    forget_highest()
    before, start = memory(), processor_time()
    told: list[str] = []
    try:
        with bounded(seconds_for(number)):
            told += wrong_with(text, number)
    except TooLong as error:
        told.append(f"more than {seconds_for(number):.0f} s, at the end in {error}")
    except Exception:
        told.append(traceback.format_exc())
    seconds, more = processor_time() - start, highest() - before
    if more > MOST:
        told.append(f"{more // 10**6} MB more than before it")
    return MutatedFigures(
        1,
        len(text),
        seconds,
        [(seconds, number)] if seconds > _SLOW else [],
        [(more, number)] if more > MOST / 4 else [],
        [f"seed {seed}, text {number}: {each}" for each in dict.fromkeys(told)],
    )
