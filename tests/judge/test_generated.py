"""Generated models: static shapes, parameter counts and refusals against real Keras, 200 models a generation.

`python -m tests.judge --long` runs more of them.
"""

from collections.abc import Callable

import pytest

from conv1d_lsp.runtime.answers import Died
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation, Settings
from tests.judge.campaign import BATCH, parameters, run_batch
from tests.judge.cases import TODAY
from tests.judge.generated import random_model
from tests.judge.python_text import python_text
from tests.judge.written import verdict

SEED = 1
MODELS = 200

#: Models that are also written down as programs.
WRITTEN = 100

#: The share of their layer calls that the engine may leave open: in Keras 2, later calls of a layer on what its first
#: call would have refused.
MOST_UNKNOWN = {Generation.KERAS_2: 0.02, Generation.KERAS_3: 0.0}


@pytest.mark.parametrize("first", range(0, MODELS, BATCH))
@pytest.mark.parametrize("keras", Generation, ids=lambda keras: f"keras{keras.value}")
def test_declarations_agree_with_keras(keras: Generation, first: int, ask: Callable[[Generation], Worker]) -> None:
    figures = run_batch(ask(keras), SEED, range(first, first + BATCH))
    told = [f"seed {SEED}, model {number}: {found}" for number, found in figures.disagreements[:3]]
    assert not figures.disagreements, "\n\n".join([str(figures), *told])


@pytest.mark.parametrize("keras", Generation, ids=lambda keras: f"keras{keras.value}")
def test_engine_agrees_with_keras(keras: Generation, ask: Callable[[Generation], Worker]) -> None:
    """The same models as Python text, through parser, interpreter and rules."""
    from conv1d_lsp.engine import analyze

    layers = parameters(keras)
    models = [random_model(SEED, MODELS + number, layers, keras) for number in range(WRITTEN)]
    answers = ask(keras).models([[node.described() for node in model] for model in models])
    assert not isinstance(answers, Died), answers
    told = []
    agreed = unknown = 0
    for model, real in zip(models, answers, strict=True):
        text = python_text(model)
        found = verdict(model, text, analyze(text.text, "model.py", Settings(keras=keras, releases=TODAY)), real)
        agreed, unknown = agreed + found.agreed, unknown + found.unknown
        if found.disagreement is not None:
            told.append(f"{found.disagreement}\n{text.text}")
    assert not told, "\n".join([f"{len(told)} of {WRITTEN} models", *told[:3]])
    assert unknown <= MOST_UNKNOWN[keras] * (agreed + unknown), f"{unknown} unknown beside {agreed} that agree"


def test_scalars_have_no_steps() -> None:
    """Found by a generated model: receptive fields looked at an axis that was not there."""
    from conv1d_lsp.engine import analyze

    program = "import keras\nx = keras.Input(())\ny = keras.layers.Multiply()([x, x])\n"
    analysis = analyze(program, "model.py", Settings(keras=Generation.KERAS_3))
    assert [fact.shapes for fact in analysis.variables] == [((None,),), ((None,),)]


def test_a_number_gives_the_same_model_each_time() -> None:
    layers = {"Conv1D": ("filters", "kernel_size"), "MaxPooling1D": ("pool_size",), "Add": ()}
    keras = Generation.KERAS_3
    backwards = dict(reversed(layers.items()))
    assert random_model(7, 3, layers, keras) == random_model(7, 3, backwards, keras)
    assert random_model(7, 3, layers, keras) != random_model(7, 4, layers, keras)
