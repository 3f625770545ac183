"""What the case files claim, held against the analyzer."""

from pathlib import Path

import pytest
from msgspec.structs import replace

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
def test_claims_hold(program: Program, keras: Generation, tmp_path: Path) -> None:
    check(program, replace(program.settings, keras=keras), tmp_path)


@pytest.mark.parametrize(
    "program", [pytest.param(p, id=f"{p.name}::auto") for p in all_programs() if p.settings.keras is None]
)
def test_claims_hold_where_no_generation_is_chosen(program: Program, tmp_path: Path) -> None:
    check(program, program.settings, tmp_path)


def check(program: Program, settings: Settings, folder: Path) -> None:
    from conv1d_lsp.engine import ProjectImports, Sources, analyze

    for name, text in program.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    path = str(folder / "program.py") if program.files else f"{program.file.stem}.py"
    project = ProjectImports(path, Sources()) if program.files else None
    analysis = analyze(program.text, path, settings, project)
    found = disagreements(program, analysis)
    assert not found, "\n".join([f"{program.file}: {program.heading}", *found])
