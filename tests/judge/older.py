"""Older releases of Keras, each in an environment of its own: what differs there from what the case files claim."""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from conv1d_lsp.runtime.answers import Died, RealSignature
from conv1d_lsp.runtime.client import Limits, Worker
from conv1d_lsp.settings import Generation
from tests.judge.cases import Program
from tests.judge.collection import per_generation
from tests.judge.real import disagreements

LIMITS = Limits(request=180, start=300)


@dataclass(frozen=True, slots=True)
class Release:
    """A release to ask. requirements: what pip installs for it."""

    name: str
    keras: Generation
    requirements: tuple[str, ...]


RELEASES = (
    Release("keras-3.3", Generation.KERAS_3, ("tensorflow-cpu==2.16.*", "keras==3.3.*")),
    Release("keras-2.15", Generation.KERAS_2, ("tensorflow-cpu==2.15.*",)),
)


def environment(release: Release, folder: Path) -> str:
    """The Python of the release's environment, which is made if it is not there. Raises CalledProcessError."""
    place = folder / release.name
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    ready = place / "ready"
    if not ready.exists():
        venv.create(place, clear=True, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *release.requirements], check=True)
        ready.touch()
    return str(python)


def differing_programs(python: str, release: Release, only: list[str] | None) -> Iterator[tuple[Program, list[str]]]:
    """The programs whose claims this release does not bear out, with a sentence for each such claim."""
    with Worker(python, release.keras, LIMITS) as worker:
        for program, keras in per_generation():
            if keras is not release.keras or (only and not any(part in program.name for part in only)):
                continue
            lines = {claim.line for claim in program.shapes(keras)}
            trace = worker.trace(program.text, lines, program.files)
            found = [trace.reason] if isinstance(trace, Died) else disagreements(program, trace, keras)
            if found:
                yield program, found


def differing_signatures(python: str, release: Release) -> Iterator[str]:
    """What the constructors of today's Keras take, and those of this release do not, or the other way round."""
    with Worker(sys.executable, release.keras, LIMITS) as today, Worker(python, release.keras, LIMITS) as then:
        new, old = today.layers(), then.layers()
    if isinstance(new, Died) or isinstance(old, Died):
        raise RuntimeError(f"{release.name}: no list of layers")
    for name in sorted(new.keys() | old.keys()):
        if name not in old:
            yield f"{name} came later"
        elif name not in new:
            yield f"{name} is gone since"
        else:
            yield from (f"{name}: {text}" for text in differences(old[name], new[name]))


def differences(old: RealSignature, new: RealSignature) -> Iterator[str]:
    before, after = ({each.name: each for each in signature.parameters} for signature in (old, new))
    for name in after.keys() - before.keys():
        yield f"{name} came later"
    for name in before.keys() - after.keys():
        yield f"{name} is gone since"
    common = [name for name in before if name in after]
    if common != [name for name in after if name in before]:
        yield "its arguments have another order"
    for name in common:
        if repr(before[name].default) != repr(after[name].default):
            yield f"{name} was {before[name].default} by default, and is {after[name].default}"
