"""Models with functions, classes and more between their layers, read by the engine and run under real Keras."""

from collections.abc import Callable

import pytest

from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.mixed.campaign import run_mixed
from tests.judge.mixed.drawing import mixed_model
from tests.judge.python_text import python_text

SEED = 1
MODELS = 20

#: The share of their tensors that the engine may leave open.
MOST_UNKNOWN = 0.1


@pytest.mark.parametrize("keras", Generation, ids=lambda keras: f"keras{keras.value}")
def test_engine_agrees_with_keras(keras: Generation, ask: Callable[[Generation], Worker]) -> None:
    figures = run_mixed(ask(keras), SEED, range(MODELS))
    assert not figures.disagreements, "\n\n".join([str(figures), *figures.disagreements[:3]])
    assert figures.unknown <= MOST_UNKNOWN * figures.tensors, str(figures)


def test_a_number_gives_the_same_model_each_time() -> None:
    keras = Generation.KERAS_3
    assert mixed_model(7, 3, keras) == mixed_model(7, 3, keras)
    assert mixed_model(7, 3, keras) != mixed_model(7, 4, keras)


def test_an_expression_stands_under_the_names_of_its_tensors() -> None:
    model = mixed_model(SEED, 0, Generation.KERAS_3)
    text = python_text(model).text
    assert any(node.text for node in model)
    assert "{" not in text
    compile(text, "model.py", "exec")
