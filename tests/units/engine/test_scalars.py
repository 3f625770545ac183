"""A tensor without axes, such as `keras.ops.sum(x)`, may be passed to any layer."""

import pytest

from conv1d_lsp.engine import analyze
from conv1d_lsp.settings import Generation, Settings

_LAYERS = (
    "Add()([s, s])",
    "Add()([x, s])",
    "Concatenate()([s, s])",
    "AdditiveAttention()([x, s])",
    "Attention()([s, x])",
    "Conv1D(4, 3)(s)",
    "Flatten()(s)",
    "MultiHeadAttention(2, 3)(x, s)",
    "Reshape((2, 3))(s)",
    "Softmax()(s)",
)


@pytest.mark.parametrize("keras", Generation)
@pytest.mark.parametrize("call", _LAYERS)
def test_any_layer_may_be_called_on_a_number(call: str, keras: Generation) -> None:
    program = f"import keras\nx = keras.Input((20, 3))\ns = keras.ops.sum(x)\ny = keras.layers.{call}\n"
    analysis = analyze(program, "program.py", Settings(keras=keras))
    assert "analysis-failed" not in {each.rule for each in analysis.diagnostics}
