"""All case files under older releases of Keras, as one run that may be stopped and resumed."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from conv1d_lsp.runtime.client import Worker
from tests.judge.cases import Program
from tests.judge.collection import all_programs
from tests.judge.known_differences import known_difference
from tests.judge.older import LIMITS, Difference, Kind, Older, differences, speaks_of


@dataclass(slots=True)
class OlderFigures:
    """programs: how many were compared. unexplained: what differs, by kind; known: by the reason."""

    programs: int = 0
    unexplained: Counter[Kind] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        found = ", ".join(f"{kind} {self.unexplained[kind]}" for kind in Kind)
        return f"{self.programs} programs, {self.known.total()} known differences, others: {found}"


class Results:
    """What is known of programs already, in a file with a line for each: those whose text is the same are not run."""

    def __init__(self, file: Path, *, resume: bool) -> None:
        self.file = file
        self.known: dict[str, list[Difference]] = {}
        if resume and file.exists():
            for line in file.read_text(encoding="utf-8").splitlines():
                key, found = json.loads(line)
                self.known[key] = [Difference(Kind(kind), text) for kind, text in found]
        elif file.exists():
            file.unlink()

    def add(self, key: str, found: list[Difference]) -> None:
        self.known[key] = found
        with self.file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps([key, [(each.kind, each.text) for each in found]]) + "\n")


def run_cases(python: str, older: Older, only: list[str] | None, results: Results) -> OlderFigures:
    """Compare every program that says something about the release; prints what differs."""
    figures = OlderFigures()
    with Worker(python, older.keras, LIMITS) as worker:
        for program in all_programs():
            if not speaks_of(program, older) or (only and not any(part in program.name for part in only)):
                continue
            key = key_of(program)
            if key not in results.known:
                results.add(key, differences(worker, program, older))
            note(figures, program, results.known[key], older)
    return figures


def key_of(program: Program) -> str:
    everything = repr((program.text, program.claims, program.settings, program.files))
    return f"{program.name} {hashlib.sha256(everything.encode()).hexdigest()[:16]}"


def note(figures: OlderFigures, program: Program, found: list[Difference], older: Older) -> None:
    figures.programs += 1
    told = []
    for each in found:
        reason = known_difference(older, program.name, each)
        if reason is None:
            figures.unexplained[each.kind] += 1
            told.append(f"  {each.kind}: {each.text}")
        else:
            figures.known[reason] += 1
    if told:
        print("\n".join([program.name, *told]), flush=True)
