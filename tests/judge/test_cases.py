"""What the case files claim, held against the analyzer."""

from dataclasses import replace
from pathlib import Path

import pytest

from conv1d_lsp.settings import Generation, Settings
from tests.judge.cases import Program, programs
from tests.judge.collection import all_programs, case_files, per_generation
from tests.judge.static import disagreements


@pytest.mark.parametrize("file", case_files(), ids=lambda file: file.name)
def test_file_can_be_read(file: Path) -> None:
    programs(file)


@pytest.mark.parametrize(
    ("program", "keras"), [pytest.param(p, g, id=f"{p.name}::keras{g.value}") for p, g in per_generation()]
)
def test_claims_hold(program: Program, keras: Generation) -> None:
    check(program, replace(program.settings, keras=keras))


@pytest.mark.parametrize(
    "program", [pytest.param(p, id=f"{p.name}::auto") for p in all_programs() if p.settings.keras is None]
)
def test_claims_hold_where_no_generation_is_chosen(program: Program) -> None:
    check(program, program.settings)


def check(program: Program, settings: Settings) -> None:
    from conv1d_lsp.engine import analyze

    analysis = analyze(program.text, f"{program.file.stem}.py", settings)
    found = disagreements(program, analysis)
    assert not found, "\n".join([f"{program.file}: {program.heading}", *found])
