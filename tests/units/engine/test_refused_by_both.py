"""Lines that both generations refuse, though they are told under Keras 3 only, say so wherever they are told."""

from conv1d_lsp.engine import analyze
from conv1d_lsp.engine.both import under_both
from conv1d_lsp.settings import Settings

PROGRAM = "import keras\nx = keras.Input((10, 4))\nn = len(x)\n"


def test_where_nothing_says_which_keras_is_used() -> None:
    (found,) = analyze(PROGRAM, "a.py", Settings()).diagnostics
    assert found.message.endswith("(Keras 2 refuses it too)")


def test_under_both() -> None:
    analysis = under_both(Settings(), lambda settings: analyze(PROGRAM, "a.py", settings))
    (found,) = analysis.diagnostics
    assert found.keras == (2, 3)
    assert found.message.endswith("(Keras 2 refuses it too)")
