"""The functions that Keras 3 is said to refuse on symbolic tensors, called on symbolic tensors under Keras 3."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from conv1d_lsp.arrays.symbolic import refused_on_symbolic
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation

SCRIPT = Path(__file__).with_name("refused_functions.py")


def test_keras_3_refuses_each(ask: Callable[[Generation], Worker]) -> None:
    ask(Generation.KERAS_3).start()
    answers = answered([*refused_on_symbolic(), "tensorflow.is_tensor"])
    assert answers.pop("tensorflow.is_tensor") == "returned", (
        "what takes a symbolic tensor must be told from the others"
    )
    assert {path: answer for path, answer in answers.items() if answer != "refused"} == {}


def answered(paths: list[str]) -> dict[str, str]:
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    done = subprocess.run(
        [sys.executable, str(SCRIPT)],
        input=json.dumps(paths),
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answer: dict[str, str] = json.loads(done.stdout)
    return answer
