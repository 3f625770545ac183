"""A recurrent layer that gives one step where all are wanted, also behind layers that know no steps."""

import pytest

from tests.units.rules.proofs import Program

MODULE = "import keras\nfrom keras import layers\nx = keras.Input((30, 3))\n"
TITLE = "Let {} give all steps with return_sequences=True"


@pytest.mark.parametrize("between", ["Dropout(0.2)", "BatchNormalization()", "Activation('relu')", "Dense(4)"])
@pytest.mark.parametrize("wanting", ["LSTM(5)", "Conv1D(8, 3)", "TimeDistributed(layers.Dense(1))"])
def test_layers_between_are_looked_through(between: str, wanting: str) -> None:
    text = f"{MODULE}x = layers.LSTM(5)(x)\nx = layers.{between}(x)\nx = layers.{wanting}(x)\n"
    program = Program(text)
    assert program.repaired(TITLE.format("LSTM")) == text.replace("LSTM(5)(", "LSTM(5, return_sequences=True)(", 1)
    help_line = f"LSTM before {between.partition('(')[0]} gives its last step alone"
    assert help_line in program.only().trail[-1].message


@pytest.mark.parametrize("recurrent", ["GRU(5)", "SimpleRNN(5)", "Bidirectional(layers.LSTM(5))"])
def test_each_recurrent_layer_is_known(recurrent: str) -> None:
    text = f"{MODULE}m = keras.Sequential([x, layers.{recurrent}, layers.Dropout(0.2), layers.LSTM(7)])\n"
    program = Program(text.replace("[x", "[keras.Input((30, 3))"))
    assert "return_sequences=True" in program.repaired(TITLE.format(recurrent.partition("(")[0]))


def test_steps_that_were_made_flat_are_not_asked_for() -> None:
    text = f"{MODULE}x = layers.LSTM(5, return_sequences=True)(x)\nx = layers.Flatten()(x)\nx = layers.LSTM(5)(x)\n"
    titles = [fix.title for fix in Program(text).proven(Program(text).only())]
    assert titles == ["Leave Flatten out"]
