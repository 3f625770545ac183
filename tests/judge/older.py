"""Older releases of Keras, each in an environment of its own, against what the analyzer says under that release."""

from __future__ import annotations

import ast
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from conv1d_lsp.diagnostics import Analysis, Severity
from conv1d_lsp.engine import ProjectImports, Sources, analyze
from conv1d_lsp.interpreter.library.public_names import came_later
from conv1d_lsp.layers import find
from conv1d_lsp.runtime.answers import Died, RealSignature, Trace
from conv1d_lsp.runtime.client import Limits, Worker
from conv1d_lsp.settings import Generation, Release, Releases
from tests.judge.cases import TODAY, Program
from tests.judge.claims import FindingClaim, ShapeClaim
from tests.judge.real import lines, wrong_shape
from tests.judge.static import shapes_at

LIMITS = Limits(request=180, start=300)

#: What the case files import besides.
_ALSO = ("click", "typer", "packaging")


@dataclass(frozen=True, slots=True)
class Older:
    """A release to ask. requirements: what pip installs for it. release: which one of Keras 3 it is, if it is one."""

    name: str
    keras: Generation
    requirements: tuple[str, ...]
    release: Release | None = None

    @property
    def releases(self) -> Releases:
        return Releases(self.release, self.release)


OLDER = (
    Older("keras-3.3", Generation.KERAS_3, ("tensorflow-cpu==2.16.*", "keras==3.3.*", *_ALSO), (3, 3)),
    Older("keras-2.15", Generation.KERAS_2, ("tensorflow-cpu==2.15.*", *_ALSO)),
)


class Kind(StrEnum):
    """How the analyzer and the release differ."""

    FALSE_ALARM = "false alarm"
    MISS = "miss"
    SHAPE = "shape"


@dataclass(frozen=True, slots=True)
class Difference:
    kind: Kind
    text: str


def environment(older: Older, folder: Path) -> str:
    """The Python of the release's environment, which is made if it is not there. Raises CalledProcessError."""
    place = folder / older.name
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    ready = place / "ready"
    wanted = "\n".join(older.requirements)
    if not ready.exists() or ready.read_text(encoding="utf-8") != wanted:
        if not python.exists():
            venv.create(place, clear=True, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *older.requirements], check=True)
        ready.write_text(wanted, encoding="utf-8")
    return str(python)


def speaks_of(program: Program, older: Older) -> bool:
    """Whether the program says something about this release."""
    chosen = program.settings.releases
    return older.keras in program.generations and chosen in (TODAY, Releases(), older.releases)


def differences(worker: Worker, program: Program, older: Older) -> list[Difference]:
    """How the analyzer, told of the release, and the release itself differ about a program."""
    trace = worker.trace(program.text, {claim.line for claim in program.shapes(older.keras)}, program.files)
    if isinstance(trace, Died):
        return [Difference(Kind.MISS, trace.reason)]
    return list(compared(program, trace, analysis_under(program, older), older.keras))


def analysis_under(program: Program, older: Older) -> Analysis:
    settings = replace(program.settings, keras=older.keras, releases=older.releases)
    with TemporaryDirectory() as folder:
        for name, text in program.files.items():
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_text(text, encoding="utf-8")
        path = str(Path(folder) / "program.py")
        return analyze(program.text, path, settings, ProjectImports(path, Sources()) if program.files else None)


def compared(program: Program, trace: Trace, analysis: Analysis, keras: Generation) -> Iterator[Difference]:
    """What only follows from a fault that the analyzer does not know is no difference of its own."""
    exempt = {claim.line for claim in program.exempt(keras)}
    told = {each.place.line for each in analysis.diagnostics}
    reasons = {claim.line for claim in program.findings(keras) if isinstance(claim, FindingClaim) and claim.raises}
    for each in analysis.diagnostics:
        line = each.place.line
        raised = any(fault.touches(line) for fault in trace.faults)
        if each.severity is Severity.ERROR and not raised and line not in exempt and reached(trace, line):
            yield Difference(Kind.FALSE_ALARM, f"line {line}: Keras does not raise: [{each.rule}] {each.message}")
    missed = False
    for fault in trace.faults:
        if not any(fault.touches(line) for line in exempt | told | reasons):
            missed = True
            yield Difference(Kind.MISS, f"line {lines(fault)}: {fault.kind}: {fault.message[:300]}")
    for text in () if missed else wrong_shapes(program, trace, analysis, exempt, keras):
        yield Difference(Kind.SHAPE, text)


def wrong_shapes(
    program: Program, trace: Trace, analysis: Analysis, exempt: set[int], keras: Generation
) -> Iterator[str]:
    tree = ast.parse(program.text)
    for claim in program.shapes(keras):
        given = shapes_at(tree, program.text, analysis, claim.line)
        raised = any(fault.touches(claim.line) for fault in trace.faults)  # what the analyzer follows all the same
        if given and claim.line not in exempt and not raised and reached(trace, claim.line):
            yield from wrong_shape(ShapeClaim(claim.line, keras, tuple(given)), trace)


def reached(trace: Trace, line: int) -> bool:
    return not any(first <= line <= last for first, last in trace.skipped)


def differing_signatures(python: str, older: Older) -> Iterator[str]:
    """What today's constructors take, and those of this release do not, or the other way round; without what the
    declarations say of it."""
    with Worker(sys.executable, older.keras, LIMITS) as today, Worker(python, older.keras, LIMITS) as then:
        new, old = today.layers(), then.layers()
    if isinstance(new, Died) or isinstance(old, Died):
        raise RuntimeError(f"{older.name}: no list of layers")
    for name in sorted(new.keys() | old.keys()):
        if name not in old:
            if came_later(f"keras.layers.{name}", older.releases) is None:
                yield f"{name} came later"
        elif name not in new:
            yield f"{name} is gone since"
        else:
            yield from (f"{name}: {text}" for text in changes(name, old[name], new[name], older))


def changes(layer: str, old: RealSignature, new: RealSignature, older: Older) -> Iterator[str]:
    before, after = ({each.name: each for each in signature.parameters} for signature in (old, new))
    declared = find(layer, older.keras)
    since = (
        () if declared is None else [name for name, came in declared.since.items() if older.releases.all_before(came)]
    )
    until = (
        () if declared is None else [name for name, left in declared.until.items() if older.releases.all_before(left)]
    )
    yield from (f"{name} came later" for name in sorted(after.keys() - before.keys() - set(since)))
    yield from (f"{name} is gone since" for name in sorted(before.keys() - after.keys() - set(until)))
    common = [name for name in before if name in after]
    if common != [name for name in after if name in before]:
        yield "its arguments have another order"
    for name in common:
        if repr(before[name].default) != repr(after[name].default):
            yield f"{name} was {before[name].default} by default, and is {after[name].default}"
