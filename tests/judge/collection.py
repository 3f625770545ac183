"""Which programs there are."""

from pathlib import Path

from conv1d_lsp.settings import Generation
from tests.judge.cases import Program, programs
from tests.judge.claims import CaseError

ROOT = Path(__file__).parents[2]


def case_files() -> list[Path]:
    """Case files, rules (their docstrings) and the README."""
    found = [*(ROOT / "tests/cases").glob("*.md"), *(ROOT / "conv1d_lsp/rules").glob("*.py"), ROOT / "README.md"]
    return sorted(path for path in found if path.name != "__init__.py")


def all_programs() -> list[Program]:
    """Every program of every file that can be read; the others fail a test of their own."""
    found = []
    for file in case_files():
        try:
            found += programs(file)
        except CaseError:
            continue
    return found


def per_generation() -> list[tuple[Program, Generation]]:
    """Every program under each generation that it is meant for."""
    return [(program, keras) for program in all_programs() for keras in program.generations]
