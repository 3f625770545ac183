"""What models cost that the profiler can't be asked about."""

from conv1d_lsp.diagnostics import Cost
from conv1d_lsp.engine import analyze
from conv1d_lsp.settings import Generation, Settings


def test_layers_of_a_model_that_is_not_built_cost_nobody_knows_what() -> None:
    text = "from keras import layers, Sequential\nm = Sequential([layers.Conv1D(8, 3), layers.Dense(1)])\n"
    (model,) = analyze(text, "model.py", Settings(keras=Generation.KERAS_3)).models
    assert [row.cost for row in model.layers] == [Cost(None, None), Cost(None, None)]
