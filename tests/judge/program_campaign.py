"""Random programs, held against Python: so many, in batches; each that shows a fault is made small."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.judge.figures import Figures
from tests.judge.programs.comparison import Verdict, judged, program
from tests.judge.programs.shrinking import shrunk
from tests.judge.programs.writer import HEAD

#: A shrinking program is run more often than others, so that a rare way is not missed.
RUNS_OF_SHRINKING = 200


@dataclass(slots=True)
class ProgramFigures(Figures):
    """What programs have shown. unfinished: none of its runs came to the end. known: of the variables at their ends."""

    programs: int = 0
    unfinished: int = 0
    known: int = 0
    variables: int = 0
    disagreements: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        share = 100 * self.known / max(self.variables, 1)
        return (
            f"{self.programs} programs, {self.unfinished} that never came to their end, {share:.1f} % of "
            f"{self.variables} variables known, {len(self.disagreements)} disagreements"
        )


def run_numbers(seed: int, numbers: range) -> ProgramFigures:
    """Judge the programs of these numbers."""
    texts = [program(seed, number) for number in numbers]
    figures = ProgramFigures(programs=len(texts))
    for number, text, verdict in zip(numbers, texts, judged(texts), strict=True):
        figures.unfinished += not verdict.ran
        figures.known += verdict.known
        figures.variables += verdict.variables
        if verdict.wrong is not None:
            figures.disagreements.append(f"seed {seed}, program {number}: {_made_small(text, verdict)}")
    return figures


def _made_small(text: str, verdict: Verdict) -> str:
    """What is wrong, and the least that shows it; of a program that shows it too seldom, the whole."""
    if _wrong(text) is None:
        return f"{verdict.wrong}\n{text}"
    small = shrunk(text, lambda each: _wrong(each) is not None, HEAD)
    return f"{_wrong(small)}\n{small}"


def _wrong(text: str) -> str | None:
    return judged([text], RUNS_OF_SHRINKING)[0].wrong
