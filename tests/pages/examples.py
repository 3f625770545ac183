"""The Example of a rule's page."""

from pathlib import Path

from tests.judge.cases import Program, programs
from tests.pages.docstrings import FOLDER


def example(file: Path) -> Program | None:
    """The program under the page's heading `Example`. Raises `CaseError`."""
    return next((program for program in programs(file) if is_example(program)), None)


def is_example(program: Program) -> bool:
    """Whether it stands under a page's heading `Example`."""
    return program.heading == "Example" and program.file.parent == FOLDER
