"""A share of the broken programs, repaired by each proven fix and run by real Keras: `--fixes --long` runs all."""

from collections.abc import Callable
from random import Random

import pytest

from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.cases import Program
from tests.judge.fix_campaign import broken_programs, run_program

#: How many programs a generation, and of which case files: whole programs, each fault of which is one call's own.
SHARE, FILES = 16, ("first-programs", "fit-programs", "fit-reports", "data-to-input")


def share() -> list[tuple[Program, Generation]]:
    return [
        (program, keras) for keras in Generation for program in Random(1).sample(broken_programs(keras, FILES), SHARE)
    ]


@pytest.mark.parametrize(("program", "keras"), [pytest.param(p, g, id=f"{p.name}::keras{g.value}") for p, g in share()])
def test_fixes_help(program: Program, keras: Generation, ask: Callable[[Generation], Worker]) -> None:
    figures = run_program(ask(keras), program)
    assert not figures.disagreements, "\n".join(figures.disagreements)
