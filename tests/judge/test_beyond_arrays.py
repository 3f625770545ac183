"""What comes of a window that is longer than an array, each in a process of its own: no call gives what is meant."""

import os
import subprocess
import sys

import pytest
from msgspec.structs import replace

from conv1d_lsp.engine import analyze
from conv1d_lsp.settings import Generation, Settings

HEAD = "import numpy as np\nimport keras\nfrom keras import layers\n"
MODULES = {Generation.KERAS_2: "tf_keras", Generation.KERAS_3: "keras"}

CALLS = [
    ("layers.MaxPooling1D(6, 1)(np.zeros((1, 5, 2), 'float32'))", "window-beyond-array"),
    ("layers.MaxPooling1D(10)(np.zeros((1, 5, 2), 'float32'))", "window-beyond-array"),
    ("layers.TimeDistributed(layers.MaxPooling1D(10))(np.zeros((1, 3, 5, 2), 'float32'))", "window-beyond-array"),
    (
        "keras.Sequential([keras.Input((None, 2)), layers.MaxPooling1D(10)])(np.zeros((1, 5, 2), 'float32'))",
        "window-beyond-array",
    ),
    ("layers.AdaptiveMaxPooling1D(1)(np.zeros((1, 5, 2), 'float32'))", "pooled-to-one-place"),
]


@pytest.mark.parametrize("keras", Generation)
@pytest.mark.parametrize(("call", "rule"), CALLS)
def test_no_call_gives_steps(call: str, rule: str, keras: Generation) -> None:
    if "Adaptive" in call and keras is Generation.KERAS_2:
        pytest.skip("a layer of Keras 3")
    pytest.importorskip(MODULES[keras])
    analysis = analyze(f"{HEAD}y = {call}\n", "program.py", replace(Settings(), keras=keras))
    assert [(each.rule, each.severity) for each in analysis.diagnostics] == [(rule, "warning")]
    done = run(call, keras)
    died, raised, empty = done.returncode < 0, "Error" in done.stderr, done.stdout.startswith("empty")
    accepted = "Adaptive" in call and done.stdout == "(1, 1, 2)\n"  # where oneDNN is not used
    assert died or raised or empty or accepted, (done.stdout, done.stderr)


def run(call: str, keras: Generation) -> subprocess.CompletedProcess[str]:
    head = HEAD.replace("import keras\nfrom keras", f"import {MODULES[keras]} as keras\nfrom {MODULES[keras]}")
    script = f"{head}y = np.asarray({call})\nprint('empty' if y.size == 0 else y.shape)\n"
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, timeout=300)
