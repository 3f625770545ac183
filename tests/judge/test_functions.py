"""Functions on symbolic tensors against real Keras, NumPy's against itself: 50 calls a family; `--functions` and
`--arrays` run more."""

from collections.abc import Callable

import pytest

from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.function_campaign import run_functions
from tests.judge.functions import drawn, families
from tests.judge.functions.scene import NUMPY

SEED = 1
CASES = 50


@pytest.mark.parametrize(
    ("family", "keras"),
    [
        pytest.param(family, keras, id=f"{family}-keras{keras.value}")
        for keras in Generation
        for family in families()
        if drawn(keras, family)
    ],
)
def test_functions(family: str, keras: Generation, ask: Callable[[Generation], Worker]) -> None:
    figures = run_functions(ask(keras), family, SEED, range(CASES))
    assert not figures.disagreements, "\n\n".join([str(figures), *figures.disagreements[:3]])


@pytest.mark.parametrize("family", [family for family in families() if drawn(NUMPY, family)])
def test_functions_of_numpy(family: str, ask: Callable[[Generation], Worker]) -> None:
    figures = run_functions(ask(Generation.KERAS_3), family, SEED, range(CASES), whose=NUMPY)
    assert not figures.disagreements, "\n\n".join([str(figures), *figures.disagreements[:3]])
