"""What the case files claim, held against real Keras."""

from collections.abc import Callable

import pytest

from conv1d_lsp.runtime.answers import Died
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.cases import Program
from tests.judge.collection import per_generation
from tests.judge.real import disagreements
from tests.pages.examples import is_example
from tests.pages.said import told_of, untrue


@pytest.mark.parametrize(
    ("program", "keras"), [pytest.param(p, g, id=f"{p.name}::keras{g.value}") for p, g in per_generation() if p.judged]
)
def test_keras_agrees(
    program: Program, keras: Generation, ask: Callable[[Generation], Worker], record_property: Callable[..., None]
) -> None:
    lines = {claim.line for claim in program.shapes(keras)} | (
        told_of(program, keras) if is_example(program) else set()
    )
    trace = ask(keras).trace(program.text, lines, program.files)
    assert not isinstance(trace, Died), trace
    found = disagreements(program, trace, keras)
    if is_example(program):
        found += untrue(program, keras, trace)
    assert not found, "\n".join([f"{program.file}: {program.heading}", *found])
    for exemption in program.exempt(keras):
        record_property("judge", f"{program.name}, line {exemption.line}: {exemption.reason}")
