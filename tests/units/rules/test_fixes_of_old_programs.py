"""Fixes of what older Keras and TensorFlow had: the edited text, proven by the engine, runs under Keras 3."""

from collections.abc import Callable

import pytest

from conv1d_lsp.runtime.answers import Trace
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.units.rules.proofs import Program

HEAD = "import numpy as np\nimport keras\nfrom keras import layers\n"
MODEL = HEAD + "model = keras.Sequential([keras.Input((4,)), layers.Dense(3)])\n"

MENDED = [
    (f"{HEAD}from keras import backend as K\nx = K.mean(np.ones((3, 4)), axis=1)\n", "Use", "K.mean", "keras.ops.mean"),
    ("from keras.optimizers import rmsprop\nrmsprop(0.1)\n", "Write", "rmsprop\n", "RMSprop as rmsprop\n"),
    (
        "from keras.optimizers.adam_v2 import Adam\nAdam(0.1)\n",
        "Import",
        "keras.optimizers.adam_v2",
        "keras.optimizers",
    ),
    ("import keras.layers.core as core\ncore.Dense(3)\n", "Write", "keras.layers.core", "keras.layers"),
    ("from keras.engine.topology import Layer\nLayer()\n", "Import", "keras.engine.topology", "keras"),
    ("import tensorflow as tf\ntf.log(tf.constant(2.0))\n", "Write", "tf.log", "tf.math.log"),
    ("import tensorflow as tf\nx = tf.train.Saver\n", "Write", "tf.train.Saver", "tf.compat.v1.train.Saver"),
    (
        "import tensorflow as tf\ntf.keras.optimizers.legacy.SGD(0.1)\n",
        "Write",
        "tf.keras.optimizers.legacy.SGD",
        "tf.keras.optimizers.SGD",
    ),
    (f"{MODEL}print(model.layers[0].output_shape)\n", "Write", "output_shape", "output.shape"),
    (f"{MODEL}model.compile('adam', 'mse')\nprint(model.optimizer.lr)\n", "Write", ".lr", ".learning_rate"),
    (f"{MODEL}model.compile('adam', 'mse', ['mae'])\n", "Pass", "['mae']", "metrics=['mae']"),
    (f"{MODEL}model.compile('adam', 'mse', metrics='mae')\n", "Make", "'mae'", "['mae']"),
    (f"{HEAD}keras.optimizers.Adam(1)\n", "Write", "Adam(1)", "Adam(1.0)"),
    (f"{HEAD}keras.callbacks.ModelCheckpoint('w.hdf5')\n", "Write", "w.hdf5", "w.keras"),
    (
        f"{HEAD}keras.callbacks.ModelCheckpoint('w.h5', save_weights_only=True)\n",
        "Write",
        "w.h5",
        "w.weights.h5",
    ),
]


@pytest.mark.parametrize(("text", "title", "old", "new"), MENDED)
def test_old_programs_are_mended(
    text: str, title: str, old: str, new: str, ask: Callable[[Generation], Worker]
) -> None:
    program = Program(text, Generation.KERAS_3)
    repaired = program.repaired(title)
    assert repaired == text.replace(old, new)
    worker = ask(Generation.KERAS_3)
    before, after = worker.trace(text, set()), worker.trace(repaired, set())
    assert isinstance(before, Trace) and isinstance(after, Trace)
    assert not after.faults, after.faults
    assert before.faults or "['mae']" in new  # `compile` takes metrics in the third place, and `fit` fails
