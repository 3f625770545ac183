"""Which handlers may catch what Keras raises."""

from conv1d_lsp.engine import check
from conv1d_lsp.settings import Generation, Settings

PROGRAM = """\
import keras
from keras import layers

x = keras.Input((10, 3))
try:
    y = layers.MaxPooling1D(2, strides=0)(x)
except {}:
    y = x
"""


def test_a_division_by_zero_may_come_from_keras() -> None:
    """Keras 3 raises a ZeroDivisionError for strides of 0."""
    settings = Settings(keras=Generation.KERAS_3)
    assert check(PROGRAM.format("ZeroDivisionError"), "model.py", settings).diagnostics == ()
    found = check(PROGRAM.format("ImportError"), "model.py", settings).diagnostics
    assert [each.rule for each in found] == ["bad-argument"]
