"""Calls of functions on tensors or arrays, held against real Keras and NumPy: lines of a program, analysed and run."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import dataclass, field

from conv1d_lsp.diagnostics import Analysis, Severity
from conv1d_lsp.engine import analyze
from conv1d_lsp.runtime.answers import Died, RealShape, Trace
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation, Releases, Settings
from tests.judge.cases import TODAY
from tests.judge.claims import Shapes
from tests.judge.drawers.dice import Dice
from tests.judge.figures import Figures
from tests.judge.functions import drawn
from tests.judge.functions.scene import ArrayScene, Scene, Whose
from tests.judge.inconsistent_functions import reason_for
from tests.judge.real import fits, known
from tests.judge.static import shapes_at

#: Calls in one program.
BATCH = 50

#: How often an argument is odd.
ODD = 0.05

IMPORTS = "import numpy as np; import tensorflow as tf; import keras"


@dataclass(frozen=True, slots=True)
class Case:
    """One call. line: where it stands in its program."""

    number: int
    name: str
    lines: tuple[str, ...]
    line: int


@dataclass(slots=True)
class FunctionFigures(Figures):
    """What the calls of a family have shown. refused: those that Keras refuses; told: those of them that the analyzer
    tells; unclear: those that Keras takes and it leaves open, by name; explained: disagreements that do not count."""

    cases: int = 0
    refused: int = 0
    told: int = 0
    unclear: Counter[str] = field(default_factory=Counter)
    explained: Counter[str] = field(default_factory=Counter)
    disagreements: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.cases} calls, {self.refused} refused by Keras, {self.told} of them told, "
            f"{self.unclear.total()} unclear, {self.explained.total()} explained, "
            f"{len(self.disagreements)} disagreements"
        )


def run_functions(
    worker: Worker, only: str, seed: int, numbers: range, releases: Releases = TODAY, whose: Whose | None = None
) -> FunctionFigures:
    """Compare the cases of these numbers, of a family or of one function, as the worker's release has it.

    whose: NumPy's, in place of those on the tensors of the worker's Keras.
    """
    figures = FunctionFigures()
    for start in range(numbers.start, numbers.stop, BATCH):
        batch = range(start, min(start + BATCH, numbers.stop))
        figures += run_program(worker, only, seed, batch, releases, whose or worker.generation)
    return figures


def run_program(
    worker: Worker, only: str, seed: int, numbers: range, releases: Releases, whose: Whose
) -> FunctionFigures:
    keras = worker.generation
    rows, cases = [IMPORTS], []
    for number in numbers:
        name, lines = one_case(whose, only, seed, number)
        rows += lines
        cases.append(Case(number, name, lines, len(rows)))
    text = "\n".join(rows) + "\n"
    trace = worker.trace(text, [case.line for case in cases])
    figures = FunctionFigures()
    if isinstance(trace, Died):
        figures.disagreements.append(f"Keras {keras.value}, {only}, seed {seed}, cases {numbers}: {trace.reason}")
        return figures
    analysis = analyze(text, "program.py", Settings(keras=keras, releases=releases))
    if not analysis.complete or any(each.rule == "analysis-failed" for each in analysis.diagnostics):
        figures.disagreements.append(f"Keras {keras.value}, {only}, seed {seed}, cases {numbers}: not analysed")
        return figures
    tree = ast.parse(text)
    for case in cases:
        given = shapes_at(tree, text, analysis, case.line)
        figures += judged(case, keras, predicted(analysis, given, case.line), trace)
    return figures


def one_case(whose: Whose, only: str, seed: int, number: int) -> tuple[str, tuple[str, ...]]:
    """The name and the lines of a case; every function has its turn."""
    entries = drawn(whose, only)
    entry, name = entries[number % len(entries)]
    dice = Dice(f"{seed}:{name}:{whose.value if isinstance(whose, Generation) else whose}:{number}", ODD)
    scene = Scene(dice, whose, number) if isinstance(whose, Generation) else ArrayScene(dice, number)
    expression = entry.expression(name, scene)
    return name, (*scene.lines, f"y{number} = {expression}")


def predicted(analysis: Analysis, given: list[Shapes], line: int) -> Shapes | str | None:
    """The shapes that a line gives; the message where the line raises; None where nothing is said."""
    told = [each for each in analysis.diagnostics if each.place.line == line]
    if any(each.severity is Severity.ERROR for each in told):
        return told[0].message
    return given[0] if len(given) == 1 and not told else None


def judged(case: Case, keras: Generation, ours: Shapes | str | None, trace: Trace) -> FunctionFigures:
    figures = FunctionFigures(cases=1)
    fault = next((each for each in trace.faults if each.touches(case.line)), None)
    real = (trace.passes.get(case.line) or ((),))[0]
    figures.refused += fault is not None
    certain = ours is not None and not isinstance(ours, str) and all(map(known, ours))
    kind = None
    if isinstance(ours, str):
        figures.told += fault is not None
        kind = "false alarm" if fault is None else None
    elif certain and fault is not None:
        kind = "miss"
    elif fault is None and ours is not None and not agree(ours, real):
        kind = "shape"
    if not certain and not isinstance(ours, str) and kind is None and fault is None:
        figures.unclear[case.name] += 1
    if kind is not None:
        really = fault and f"{fault.kind}: {' '.join(fault.message.split())[:300]}"
        reason = reason_for(case.name, kind, keras, case.lines[-1])
        if reason is not None:
            figures.explained[reason] += 1
        else:
            shown = "\n    ".join(case.lines)
            figures.disagreements.append(
                f"{kind}: Keras {keras.value}, {case.name}, case {case.number}\n    {shown}\n"
                f"  predicted: {ours}\n  Keras:     {really or real}"
            )
    return figures


def agree(ours: Shapes, real: tuple[RealShape, ...]) -> bool:
    """What is not known fits anything, and an array without axes a number of Python's own."""
    return ours == ("?",) or (ours == ((),) and not real) or fits(ours, real)
