"""What an interpreter can be asked."""

import ast
import sys
from pathlib import Path

from conv1d_lsp.runtime.find import WORKER, find
from conv1d_lsp.runtime.worker.installed import obstacle
from conv1d_lsp.settings import Generation

ALL = {"python": "3.11.7", "tensorflow": "2.21.0", "keras": "3.15.1", "tf_keras": "2.21.0"}


def test_this_interpreter_answers() -> None:
    found = find(sys.executable)
    assert found.versions["python"] == ".".join(map(str, sys.version_info[:3]))
    for generation in Generation:
        assert found.can_run(generation) is (generation not in found.obstacles)


def test_no_interpreter(tmp_path: Path) -> None:
    script = tmp_path / "python"
    script.write_text("#!/bin/sh\necho hello\n")
    script.chmod(0o755)
    for python in (str(script), str(tmp_path), "/no/such/python"):
        found = find(python)
        assert not found.can_run(Generation.KERAS_3)
        assert "does not run as a Python interpreter" in found.obstacles[Generation.KERAS_2]


def test_obstacles() -> None:
    assert obstacle(3, ALL) is None
    assert obstacle(2, ALL) is None
    assert obstacle(2, ALL | {"tf_keras": None}) == (
        "The package tf_keras, which holds Keras 2, is not installed in this interpreter."
    )
    assert obstacle(3, ALL | {"tensorflow": None}) == "TensorFlow is not installed in this interpreter."
    assert obstacle(3, ALL | {"keras": None}) == "Keras is not installed in this interpreter."
    old = ALL | {"tensorflow": "2.15.0", "keras": "2.15.0", "tf_keras": None}
    assert obstacle(2, old) is None
    assert "is Keras 2" in (obstacle(3, old) or "")


def test_the_worker_stays_readable_to_older_interpreters() -> None:
    for file in WORKER.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 10))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
        assert all(name.startswith("conv1d_lsp.runtime.worker") for name in imported if "conv1d_lsp" in name), file.name
