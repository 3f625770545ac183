"""Proven fixes under real Keras: each takes the exception away that its error speaks of, and brings none."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Fix, Severity
from conv1d_lsp.engine import ProjectImports, Sources, check, prove_all
from conv1d_lsp.engine.edited import applied
from conv1d_lsp.runtime.answers import RealFault, Trace
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.cases import Program
from tests.judge.collection import per_generation
from tests.judge.figures import Figures


@dataclass(slots=True)
class FixFigures(Figures):
    """programs: that have errors. fixes: that were run. disagreements: a text for each that does not help."""

    programs: int = 0
    fixes: int = 0
    disagreements: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.programs} programs, {self.fixes} fixes, {len(self.disagreements)} that do not help"


def broken_programs(keras: Generation, only: Sequence[str] = ()) -> list[Program]:
    """The programs that claim an error which real Keras can be asked about, in an order that stays."""
    return [
        program
        for program, its in per_generation()
        if its is keras
        and program.judged
        and any(claim.severity is Severity.ERROR for claim in program.findings(keras))
        and (not only or any(part in program.name for part in only))
    ]


def run_fixes(worker: Worker, programs: Sequence[Program]) -> FixFigures:
    """Every proven fix of every error of these programs."""
    figures = FixFigures()
    for program in programs:
        figures += run_program(worker, program)
    return figures


def run_program(worker: Worker, program: Program) -> FixFigures:
    """The proven fixes of one program's errors, each applied alone."""
    figures = FixFigures(programs=1)
    exempt = {claim.line for claim in program.exempt(worker.generation)}
    found = [each for each in errors(program, worker.generation) if each.place.line not in exempt]
    if not any(each.fixes for each in found):
        return figures
    before = worker.trace(program.text, set(), program.files)
    for diagnostic in found:
        for fix in diagnostic.fixes:
            figures.fixes += 1
            text = applied(program.text, fix.edits)
            others = {each.place.line for each in found if each is not diagnostic}
            others |= {each.place.line for each in _left(program, worker.generation, text)}
            wrong = _wrong(before, worker.trace(text, set(), program.files), diagnostic, others)
            if wrong is not None:
                figures.disagreements.append(_told(program, worker.generation, diagnostic, fix, wrong))
    return figures


def errors(program: Program, keras: Generation) -> list[Diagnostic]:
    """The errors of a program, with the fixes that are proven."""
    settings = replace(program.settings, keras=keras)
    with _beside_its_files(program) as (path, project):
        found = _errors_alone(check(program.text, path, settings, project))
        proven = prove_all(program.text, path, settings, found, project)
        return [each for each in proven.diagnostics if each.severity is Severity.ERROR]


def _left(program: Program, keras: Generation, text: str) -> list[Diagnostic]:
    """The errors of a program after an edit: what a fix brings to light, Keras raises too."""
    with _beside_its_files(program) as (path, project):
        found = check(text, path, replace(program.settings, keras=keras), project).diagnostics
        return [each for each in found if each.severity is Severity.ERROR]


@contextmanager
def _beside_its_files(program: Program) -> Iterator[tuple[str, ProjectImports | None]]:
    """Where the program lies, and what it imports from there."""
    with tempfile.TemporaryDirectory() as folder:
        path, project = "program.py", None
        if program.files:
            path = str(Path(folder) / path)
            project = ProjectImports(path, Sources())
            for name, text in program.files.items():
                (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / name).write_text(text, encoding="utf-8")
        yield path, project


def _errors_alone(analysis: Analysis) -> Analysis:
    """The fixes of warnings left out, for their proof takes time."""
    return replace(
        analysis,
        diagnostics=tuple(
            each if each.severity is Severity.ERROR else replace(each, fixes=()) for each in analysis.diagnostics
        ),
    )


def _wrong(before: object, after: object, diagnostic: Diagnostic, others: set[int]) -> str | None:
    """What speaks against a fix. others: lines of other errors, before and after, which may be reached by now."""
    if not isinstance(before, Trace) or not isinstance(after, Trace):
        return f"no answer: {after}"
    if len(after.faults) < len(before.faults):
        return None
    fresh = list(_not_in(before.faults, after.faults))
    new = [fault for fault in fresh if not any(fault.touches(line) for line in others)]
    if new or (not fresh and any(fault.touches(diagnostic.place.line) for fault in before.faults)):
        return "; ".join(f"{each.kind}: {each.message[:300]}" for each in new) or "the same exception as before"
    return None


def _not_in(old: Sequence[RealFault], new: Sequence[RealFault]) -> Iterator[RealFault]:
    known = [(fault.kind, fault.message) for fault in old]
    return (fault for fault in new if (fault.kind, fault.message) not in known)


def _told(program: Program, keras: Generation, diagnostic: Diagnostic, fix: Fix, wrong: str) -> str:
    edits = ", ".join(f"{edit.place.line}:{edit.place.column} {edit.text!r}" for edit in fix.edits)
    return (
        f"{program.name}, Keras {keras.value}, line {diagnostic.place.line}: {diagnostic.rule}: {diagnostic.message}\n"
        f"  fix: {fix.title} [{edits}]\n  Keras: {wrong}"
    )
