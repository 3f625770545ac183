"""Generated models: static shapes, parameter counts and refusals against real Keras, 2,000 models a generation.

`python -m tests.judge --long` runs more of them.
"""

from collections.abc import Callable

import pytest

from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.campaign import BATCH, run_batch
from tests.judge.generated import random_model

SEED = 1
MODELS = 2000


@pytest.mark.parametrize("first", range(0, MODELS, BATCH))
@pytest.mark.parametrize("keras", Generation, ids=lambda keras: f"keras{keras.value}")
def test_declarations_agree_with_keras(keras: Generation, first: int, ask: Callable[[Generation], Worker]) -> None:
    figures = run_batch(ask(keras), SEED, range(first, first + BATCH))
    told = [f"seed {SEED}, model {number}: {found}" for number, found in figures.disagreements[:3]]
    assert not figures.disagreements, "\n\n".join([str(figures), *told])


def test_a_number_gives_the_same_model_each_time() -> None:
    names = ["Conv1D", "MaxPooling1D", "Add"]
    assert random_model(7, 3, names) == random_model(7, 3, names[::-1])
    assert random_model(7, 3, names) != random_model(7, 4, names)
