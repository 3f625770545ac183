"""Proven fixes of the rules' own examples, run under real Keras: each takes an exception away and brings none."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.engine import analyze, prove_fixes
from conv1d_lsp.engine.edited import applied
from conv1d_lsp.runtime.answers import Trace
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.cases import Program
from tests.judge.collection import per_generation
from tests.units.rules.proofs import FILE
from tests.units.rules.proofs import Program as Text
from tests.units.rules.test_fixes_of_targets import FIT, IMPORTS, REPAIRS

EXAMPLES = [
    pytest.param(program, keras, id=f"{program.file.stem}-{keras.value}")
    for program, keras in per_generation()
    if program.file.parent.name == "rules" and program.heading == "Example" and program.judged
]


@pytest.mark.parametrize(("program", "keras"), EXAMPLES)
def test_a_fix_helps(program: Program, keras: Generation, ask: Callable[[Generation], Worker]) -> None:
    settings = replace(program.settings, keras=keras)
    analysis = analyze(program.text, FILE, settings)
    worker = ask(keras)
    before = worker.trace(program.text, set())
    assert isinstance(before, Trace)
    for diagnostic in analysis.diagnostics:
        for fix in prove_fixes(program.text, FILE, settings, diagnostic):
            after = worker.trace(applied(program.text, fix.edits), set())
            assert isinstance(after, Trace)
            gained = 1 if diagnostic.severity is Severity.ERROR else 0
            assert len(after.faults) <= len(before.faults) - gained, fix.title


@pytest.mark.parametrize("keras", Generation)
@pytest.mark.parametrize(("body", "title"), [case[:2] for case in REPAIRS])
def test_a_repaired_target_trains(
    body: str, title: str, keras: Generation, ask: Callable[[Generation], Worker]
) -> None:
    program, worker = Text(IMPORTS + body + FIT, keras), ask(keras)
    before, after = worker.trace(program.text, set()), worker.trace(program.repaired(title), set())
    assert isinstance(before, Trace) and before.faults
    assert isinstance(after, Trace) and not after.faults
