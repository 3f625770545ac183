"""Every loss and metric beside every output and target of the table: what the room says, and what real Keras does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from conv1d_lsp.losses import Facts, Outcome, Raises, Right, Silent, find_loss, find_metric, find_metric_called
from conv1d_lsp.runtime.answers import Died
from conv1d_lsp.runtime.client import Limits, Worker
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape
from tests.judge.figures import Figures
from tests.judge.losses import real
from tests.judge.losses.explained import explanation
from tests.judge.losses.table import BATCHES, OUTPUTS, TARGETS, Entry

#: A program of many outputs and targets takes its time.
LIMITS = Limits(request=600.0)

#: How a real model is given outputs and targets, and how many samples in batches of which size.
HOWS = ("fit", "evaluate", "train_on_batch", "test_on_batch")
SAMPLES = ((10, 4), (8, 8), (9, 3), (6, 5))

#: The text of the module that the programs use.
REAL = Path(real.__file__ or "").read_text(encoding="utf-8")

Axes = tuple[int, ...]

#: What real Keras's numbers mean.
VERDICTS = {
    real.RIGHT: "right",
    real.RAISES: "raises",
    real.STRAY: "silent",
    real.OTHER_VALUE: "silent",
    real.CONSTANT: "silent",
}


@dataclass(slots=True)
class LossFigures(Figures):
    """What cells have shown. verdicts: of real Keras, by entry; unsure: what the room leaves open, by entry.

    explained: cells where the judge's measure falls short, by the reason.
    """

    cells: int = 0
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    unsure: Counter[str] = field(default_factory=Counter)
    explained: Counter[str] = field(default_factory=Counter)
    disagreements: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kinds = Counter[str]()
        for (_, verdict), times in self.verdicts.items():
            kinds[verdict] += times
        told = ", ".join(f"{kinds[verdict]} {verdict}" for verdict in ("right", "raises", "silent"))
        rest = f"{self.unsure.total()} left open, {self.explained.total()} explained"
        return f"{self.cells} cells, {told}, {rest}, {len(self.disagreements)} disagreements"


def run_entry(worker: Worker, entry: Entry, outputs: Iterable[Axes] = OUTPUTS) -> LossFigures:
    """All outputs beside all targets, in batches of all sizes, as a compiled model has them."""
    figures = LossFigures()
    pairs = [(output, target) for output in outputs if output or entry.flat for target in TARGETS]
    rows = ["from real_cells import judged"]
    rows += [
        f"c{index} = judged({entry.kind!r}, {entry.name!r}, {dict(entry.settings)!r}, {entry.meets!r}, "
        f"{output!r}, {target!r}, {BATCHES!r}, {entry.ending.name.lower()!r})"
        for index, (output, target) in enumerate(pairs)
    ]
    lines = range(2, len(rows) + 1)
    trace = worker.trace("\n".join(rows) + "\n", lines, {"real_cells.py": REAL})
    if isinstance(trace, Died):
        figures.disagreements.append(f"Keras {worker.generation.value}, {entry}: {trace.reason}")
        return figures
    figures.disagreements += [f"{entry}: {fault.kind}: {fault.message}" for fault in trace.faults]
    for line, (output, target) in zip(lines, pairs, strict=True):
        found = (trace.passes.get(line) or ((),))[0]
        for batch, size in zip(BATCHES, found, strict=False):
            assert isinstance(size, tuple)
            assert isinstance(size[0], int)
            figures += cell(entry, worker.generation, (batch, *output), (batch, *target), VERDICTS[size[0]])
    return figures


def run_models(worker: Worker, entry: Entry, seed: int, count: int) -> LossFigures:
    """Some outputs and targets by a real model, in batches of which the last may be smaller: what raises."""
    figures, random = LossFigures(), Random(f"{seed}:{entry}")
    pairs = [(output, target) for output in OUTPUTS if output for target in TARGETS]
    drawn = [(random.choice(HOWS), *random.choice(pairs), *random.choice(SAMPLES)) for _ in range(count)]
    rows = ["from real_cells import runs"]
    rows += [
        f"c{index} = runs({how!r}, {entry.kind!r}, {entry.name!r}, {dict(entry.settings)!r}, {entry.meets!r}, "
        f"{output!r}, {target!r}, {samples}, {batch}, {entry.ending.name.lower()!r})"
        for index, (how, output, target, samples, batch) in enumerate(drawn)
    ]
    lines = range(2, len(rows) + 1)
    trace = worker.trace("\n".join(rows) + "\n", lines, {"real_cells.py": REAL})
    if isinstance(trace, Died):
        figures.disagreements.append(f"Keras {worker.generation.value}, {entry}: {trace.reason}")
        return figures
    figures.disagreements += [f"{entry}: {fault.kind}: {fault.message}" for fault in trace.faults]
    for line, (how, output, target, samples, batch) in zip(lines, drawn, strict=True):
        found = trace.passes.get(line)
        if not found:
            continue
        raises = found[0][0] == (real.RAISES,)
        sizes = {min(batch, samples), samples % batch or batch} if how in ("fit", "evaluate") else {samples}
        words = [word(told(entry, worker.generation, (size, *output), (size, *target))) for size in sizes]
        figures += LossFigures(1)
        if "unsure" not in words and ("raises" in words) is not raises:
            figures.disagreements.append(
                f"Keras {worker.generation.value}, {entry}: {how}, output {output}, target {target}, {samples} samples "
                f"in batches of {batch}: {'raises' if raises else 'runs'}, predicted {words}"
            )
    return figures


def cell(entry: Entry, keras: Generation, output: Axes, target: Axes, verdict: str) -> LossFigures:
    """One cell, compared."""
    figures = LossFigures(1, Counter([(str(entry), verdict)]))
    given = told(entry, keras, output, target)
    if word(given) == "unsure":
        figures.unsure[str(entry)] += 1
    elif (why := explanation(str(entry), output[1:], target[1:], verdict, word(given))) is not None:
        figures.explained[why] += 1
    elif word(given) != verdict:
        figures.disagreements.append(
            f"Keras {keras.value}, {entry}: output {output}, target {target}: {verdict}, predicted {given}"
        )
    return figures


def told(entry: Entry, keras: Generation, output: Axes, target: Axes) -> Outcome:
    """What the room says."""
    find = find_loss if entry.kind == "loss" else find_metric_called if entry.name[0].isupper() else find_metric
    measure = find(entry.name, keras)
    assert measure is not None, f"{entry} is not declared"
    facts = Facts(keras, ending=entry.ending, integers=entry.whole, settings=entry.settings)
    return measure.outcome(Shape.of(output), Shape.of(target), facts)


def word(outcome: Outcome) -> str:
    """An outcome in the words of a verdict."""
    kinds = ((Right, "right"), (Raises, "raises"), (Silent, "silent"))
    return next((name for kind, name in kinds if isinstance(outcome, kind)), "unsure")
