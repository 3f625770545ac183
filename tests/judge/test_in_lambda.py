"""Functions that `keras.ops` has not, put into a Lambda by a fix: each runs under Keras 3."""

from collections.abc import Callable

import pytest

from conv1d_lsp.arrays import runs_in_lambda
from conv1d_lsp.engine import analyze, prove_fixes
from conv1d_lsp.engine.edited import applied
from conv1d_lsp.runtime.answers import Trace
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation, Settings

START = """import numpy as np
import tensorflow as tf
import keras
x = keras.Input((8, 4))
images = keras.Input((8, 8, 4))
waves = keras.Input((64,))
"""

CALLS = """
tf.identity(x)
tf.split(x, 2, axis=-1)
tf.slice(x, [0, 0, 0], [-1, 3, -1])
tf.reverse(x, axis=[1])
tf.add_n([x, x])
tf.ensure_shape(x, (None, 8, 4))
tf.reduce_logsumexp(x, axis=1)
tf.math.l2_normalize(x, axis=-1)
tf.nn.gelu(x)
tf.nn.l2_normalize(x, axis=-1)
tf.nn.conv1d(x, np.ones((3, 4, 2), "float32"), 1, "SAME")
tf.nn.conv2d(images, np.ones((3, 3, 4, 2), "float32"), 1, "SAME")
tf.nn.max_pool1d(x, 2, 2, "VALID")
tf.nn.avg_pool1d(x, 2, 2, "VALID")
tf.nn.max_pool2d(images, 2, 2, "VALID")
tf.nn.bias_add(x, np.ones((4,), "float32"))
tf.nn.depth_to_space(images, 2)
tf.nn.space_to_depth(images, 2)
tf.linalg.band_part(x, 0, -1)
tf.linalg.norm(x, axis=-1)
tf.signal.stft(waves, 16, 8)
tf.signal.frame(waves, 16, 8)
tf.signal.rfft(waves)
"""


def path_of(call: str) -> str:
    return call.partition("(")[0].replace("tf.", "tensorflow.", 1)


def test_each_has_a_call() -> None:
    assert {path_of(call) for call in CALLS.split("\n") if call} == runs_in_lambda()


@pytest.mark.parametrize("call", [call for call in CALLS.split("\n") if call])
def test_the_fix_runs(call: str, ask: Callable[[Generation], Worker]) -> None:
    text = f"{START}y = {call}\n"
    settings = Settings(keras=Generation.KERAS_3)
    (diagnostic,) = analyze(text, "program.py", settings).diagnostics
    (fix,) = prove_fixes(text, "program.py", settings, diagnostic)
    before, after = (ask(Generation.KERAS_3).trace(each, set()) for each in (text, applied(text, fix.edits)))
    assert isinstance(before, Trace)
    assert isinstance(after, Trace)
    assert (len(before.faults), after.faults) == (1, ())
