"""The worker itself, under real Keras of both generations."""

from collections.abc import Callable
from typing import Any

import pytest

from conv1d_lsp.runtime.answers import Built, Died, Refused, Skipped, Trace
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation

Ask = Callable[[Generation], Worker]


@pytest.fixture(params=list(Generation), ids=lambda keras: f"keras{keras.value}")
def worker(request: pytest.FixtureRequest, ask: Ask) -> Worker:
    keras: Generation = request.param
    return ask(keras)


def trace(worker: Worker, text: str, *lines: int) -> Trace:
    found = worker.trace(text, lines)
    assert isinstance(found, Trace)
    return found


def test_versions(worker: Worker) -> None:
    keras = worker.start().versions["keras"]
    assert keras is not None
    assert keras.startswith(f"{worker.generation.value}.")


def test_every_way_to_import_gives_this_generation(worker: Worker) -> None:
    text = f"""
import keras, keras.backend as K, tensorflow as tf
from keras.layers import Conv1D
from keras import layers, Model
from tensorflow.keras.layers import Conv1D as C, Input
from tensorflow.keras import backend
import tensorflow.keras as tk
assert keras.__version__[0] == "{worker.generation.value}"
assert Conv1D is layers.Conv1D is C is tk.layers.Conv1D is tf.keras.layers.Conv1D
assert K.floatx() == backend.floatx() == "float32"
"""
    assert trace(worker, text).faults == ()


def test_passes_in_order(worker: Worker) -> None:
    text = """
import keras
from keras import layers
def block(x, n):
    x = layers.Conv1D(n, 3)(x)
    return layers.MaxPooling1D(2)(x)
x = keras.Input((30, 2))
for n in (4, 8):
    x = block(x, n)
a, b = x, block(x, 2)
"""
    found = trace(worker, text, 5, 6, 10)
    assert found.passes[5] == (((None, 28, 4),), ((None, 12, 8),), ((None, 4, 2),))
    assert found.passes[6] == (((None, 14, 4),), ((None, 6, 8),), ((None, 2, 2),))
    assert found.passes[10] == (((None, 6, 8), (None, 2, 2)),)


def test_models_and_layers_in_a_list(worker: Worker) -> None:
    text = """
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((10, 2)),
    layers.Conv1D(4, 3),
    layers.Flatten(),
])
model.add(layers.Dense(5))
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv1D(4, 3)
    def call(self, x):
        x = self.conv(x)
        return x[:, -1]
y = Net()(keras.Input((10, 2)))
"""
    found = trace(worker, text, 4, 5, 6, 7, 9, 15, 16, 17)
    shapes = {line: list(dict.fromkeys(passes)) for line, passes in found.passes.items()}
    assert shapes == {
        4: [((None, 32),)],
        5: [((None, 10, 2),)],
        6: [((None, 8, 4),)],
        7: [((None, 32),)],
        9: [((None, 5),)],
        15: [((None, 8, 4),)],
        16: [((None, 4),)],
        17: [((None, 4),)],
    }


def test_faults_and_what_follows_them(worker: Worker) -> None:
    text = """
import keras
from keras import layers
def shorten(x):
    return layers.Conv1D(
        4, 30)(x)
x = keras.Input((10, 2))
x = shorten(x)
y = layers.Dense(3)(x)
z = undefined
"""
    found = trace(worker, text, 9)
    fault, unknown = found.faults
    assert fault.kind == "ValueError"
    assert fault.statements == ((8, 8), (5, 6))
    assert [fault.touches(line) for line in (4, 5, 6, 7, 8)] == [False, True, True, False, True]
    assert (unknown.kind, unknown.statements) == ("NameError", ((10, 10),))
    assert found.skipped == ((9, 9),)
    assert found.passes == {}


def test_programs_do_not_see_each_other(worker: Worker) -> None:
    trace(worker, "import sys, keras, os\nleft = 1\nsys.modules['made_up'] = 1\nkeras.backend.set_floatx('float64')")
    found = trace(worker, "import keras\nassert keras.backend.floatx() == 'float32'\nimport made_up\nleft")
    assert [(fault.kind, fault.statements) for fault in found.faults] == [
        ("ModuleNotFoundError", ((3, 3),)),
        ("NameError", ((4, 4),)),
    ]


def test_other_files_of_a_program(worker: Worker) -> None:
    files = {"blocks.py": "import keras\ndef block(x):\n    return keras.layers.Conv1D(4, 3)(x)\n"}
    text = "import keras\nfrom blocks import block\ny = block(keras.Input((10, 2)))"
    found = worker.trace(text, [3], files)
    assert isinstance(found, Trace)
    assert found.passes == {3: (((None, 8, 4),),)}


def test_odd_programs(worker: Worker) -> None:
    assert trace(worker, "x = (", 1).faults[0].kind == "SyntaxError"
    assert trace(worker, "x = '\0'").faults[0].statements == ((1, 1),)
    assert trace(worker, "print('{}'); input()").faults[0].kind == "EOFError"
    assert trace(worker, "import sys\nsys.exit(3)\nx = y").faults == ()
    assert trace(worker, "from __future__ import annotations\ndef f(x: nowhere): pass").faults == ()
    assert (
        trace(worker, "if __name__ == '__main__':\n    raise KeyboardInterrupt").faults[0].kind == "KeyboardInterrupt"
    )
    assert trace(worker, "").passes == {}


def test_a_run_on_arrays(worker: Worker) -> None:
    description: list[dict[str, Any]] = [
        {"layer": "Input", "settings": {"shape": {"tuple": [10, 4]}}, "array": [3, 10, 4]},
        {"layer": "Conv1D", "places": [5, 3], "inputs": 0},
        {"layer": "Add", "inputs": [1, 1]},
    ]
    found = worker.models([description])
    assert not isinstance(found, Died)
    assert [node.ran for node in found[0] if isinstance(node, Built)] == [((3, 10, 4),), ((3, 8, 5),), ((3, 8, 5),)]


def test_graphs(worker: Worker) -> None:
    found = worker.models(
        [
            [
                {"layer": "Input", "settings": {"shape": {"tuple": [10, 4]}}},
                {"layer": "Conv1D", "settings": {"filters": 4, "kernel_size": {"tuple": [3]}}, "inputs": 0},
                {"again": 1, "inputs": 1},
                {"layer": "BatchNormalization", "inputs": 2},
                {"layer": "Concatenate", "settings": {"axis": 1}, "inputs": [1, 3]},
                {"layer": "MaxPooling1D", "settings": {"pool_size": 99}, "inputs": 4},
                {"layer": "Flatten", "inputs": 5},
                {"layer": "Conv1D", "settings": {"filters": -1, "kernel_size": 1}, "inputs": 0},
            ]
        ]
    )
    assert not isinstance(found, Died)
    nodes = found[0]
    assert nodes[:5] == [
        Built(((None, 10, 4),), 0, 0),
        Built(((None, 8, 4),), 52, 0),
        Built(((None, 6, 4),), 52, 0),
        Built(((None, 6, 4),), 8, 8),
        Built(((None, 14, 4),), 0, 0),
    ]
    moments = [node.moment for node in nodes if isinstance(node, Refused)]
    assert moments == ["call", "construct"]
    assert nodes[6] == Skipped()
