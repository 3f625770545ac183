"""Chains of what pandas, scikit-learn and SciPy do, held against them: what each step gives, and which line raises."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

from conv1d_lsp.diagnostics import Analysis, Severity
from conv1d_lsp.engine import analyze
from conv1d_lsp.runtime.answers import Died, Trace
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Settings
from tests.judge.cases import TODAY
from tests.judge.claims import Shapes
from tests.judge.drawers.dice import Dice
from tests.judge.figures import Figures
from tests.judge.real import fits, known
from tests.judge.static import shapes_at
from tests.judge.tables import Family, families

#: Chains in one program.
BATCH = 25

_COLUMNS = ("'a'", "'b'", "'c'", "'z'", "0")


@dataclass(slots=True)
class TableFigures(Figures):
    """steps: those that the library takes; told: those of them whose shape is wholly known; refused: those that it
    refuses; warned: those of them that the analyzer tells."""

    steps: int = 0
    told: int = 0
    refused: int = 0
    warned: int = 0
    disagreements: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.steps} steps, {self.told} wholly known, {self.refused} refused, {self.warned} of them told, "
            f"{len(self.disagreements)} disagreements"
        )


def run_tables(worker: Worker, name: str, seed: int, numbers: range) -> TableFigures:
    """Compare the chains of these numbers."""
    family = families()[name]
    rows, shown = family.head.splitlines(), []
    for number in numbers:
        dice = Dice(f"tables:{name}:{seed}:{number}", 0)
        for row in _chain(family, f"t{number}", dice):
            rows.append(row)
            if row.startswith(f"t{number}_v"):
                shown.append(len(rows))
    text = "\n".join(rows) + "\n"
    trace = worker.trace(text, shown)
    settings = Settings(keras=worker.generation, releases=TODAY, budget=1_000_000)
    analysis = analyze(text, "program.py", settings)
    if isinstance(trace, Died) or not analysis.complete:
        return TableFigures(disagreements=[trace.reason if isinstance(trace, Died) else "not analysed to its end"])
    return _compared(text, rows, shown, trace, analysis)


def _chain(family: Family, name: str, dice: Dice) -> list[str]:
    """The lines of one chain: each step, and the array that is made of it."""
    rows, now = [f"{name} = {_filled(dice.choice(family.sources), '', dice)}"], name
    rows.append(f"{name}_v0 = {family.shown.format(x=now)}")
    for step in range(dice.randint(1, family.longest)):
        template = dice.choice(family.steps)
        if template.startswith("! "):
            rows.append(_filled(template[2:], now, dice))
        else:
            new = f"{name}_{step}"
            rows.append(f"{new} = {_filled(template, now, dice)}")
            now = new
        rows.append(f"{name}_v{step + 1} = {family.shown.format(x=now)}")
    return rows


def _filled(template: str, name: str, dice: Dice) -> str:
    """A template with what it leaves open drawn."""
    return template.format(
        x=name,
        n=dice.randint(1, 4),
        m=dice.randint(3, 9),
        f=dice.choice((0.1, 0.25, 0.3, 0.5, 0.75)),
        c=dice.choice(_COLUMNS),
        cs=f"[{', '.join(dice.sample(_COLUMNS[:4], dice.randint(1, 2)))}]",
    )


def _compared(text: str, rows: list[str], shown: list[int], trace: Trace, analysis: Analysis) -> TableFigures:
    figures, tree = TableFigures(), ast.parse(text)
    raising = {line for line in range(1, len(rows) + 1) if any(fault.touches(line) for fault in trace.faults)}
    lost = _lost(rows, raising)
    told = {each.place.line: each for each in analysis.diagnostics if each.place.line not in lost}
    for line, each in told.items():
        if each.severity is Severity.ERROR and line not in raising:
            figures.disagreements.append(f"{_until(rows, line)}\n  told: {each.message}\n  and it runs")
    figures.refused, figures.warned = len(raising - lost), len(raising & told.keys())
    for line in shown:
        real = trace.passes.get(line, ())
        if not real or line in lost:
            continue
        figures.steps += 1
        ours: Shapes = next(iter(shapes_at(tree, text, analysis, line)), ("?",))
        figures.told += all(map(known, ours))
        if ours != ("?",) and not fits(ours, real[0]):
            figures.disagreements.append(f"{_until(rows, line)}\n  predicted: {ours}\n  really: {real[0]}")
    return figures


def _chain_of(row: str) -> str:
    found = re.search(r"\bt\d+", row)
    return found[0] if found else ""


def _lost(rows: list[str], raising: set[int]) -> set[int]:
    """The lines of a chain after the first that raises: a program would not get there."""
    first = {_chain_of(rows[line - 1]): line for line in sorted(raising, reverse=True)}
    return {line for line, row in enumerate(rows, 1) if line > first.get(_chain_of(row), line)}


def _until(rows: list[str], line: int) -> str:
    """The lines of a chain up to this one."""
    name = _chain_of(rows[line - 1])
    return "\n".join(row for row in rows[:line] if _chain_of(row) == name)
