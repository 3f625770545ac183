"""The commands with the real engine: the eight programs' main features, and sources that are hard to read."""

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

PROGRAM = """import numpy as np
from keras import Input, Model, layers

batch, steps, features = 32, 100, 1
inputs = Input(shape=(steps, features))
x = layers.Conv1D(64, 3, activation="relu")(inputs)
model = Model(inputs, x)
"""
TOO_LONG = PROGRAM.replace("64, 3", "64, 300")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "conv1d_lsp", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def entries(command: str, *words: str) -> tuple[list[dict[str, Any]], int]:
    done = run(command, "--output-format", "json", *words)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    schema = (files("conv1d_lsp.reports") / "schemas" / f"{command}.schema.json").read_text()
    Draft202012Validator(json.loads(schema)).validate(found)
    return found, done.returncode


def test_a_sound_program() -> None:
    Path("sound.py").write_text(PROGRAM)
    done = run("check", "sound.py")
    assert (done.stdout, done.stderr) == ("No shape faults found in 1 file (it uses Keras)\n", "")
    assert done.returncode == 0


def test_a_window_that_is_too_long() -> None:
    Path("sub").mkdir()
    Path("sub/long.py").write_text(TOO_LONG)
    done = run("check")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("sub/long.py:6:")
    assert "error[window-too-long]" in done.stdout
    assert done.stdout.endswith(
        "\n1 error in 1 file\n--diff --unsafe-fixes tries to repair that and prints what works\n"
    )
    found, status = entries("check", str(Path("sub/long.py").absolute()))
    assert (status, len(found)) == (1, 1)
    assert (found[0]["file"], found[0]["line"], found[0]["rule"]) == ("sub/long.py", 6, "window-too-long")


def test_shapes_of_a_program() -> None:
    Path("sound.py").write_text(PROGRAM)
    found, status = entries("shapes", "sound.py")
    assert status == 0
    assert [(entry["line"], entry["name"], entry["layer"], entry["shape"]) for entry in found] == [
        (5, "inputs", "Input", [None, 100, 1]),
        (6, "x", "Conv1D", [None, 98, 64]),
    ]
    assert "│ x = layers.Conv1D" in run("shapes", "sound.py").stdout


def test_the_summary_of_a_program() -> None:
    Path("sound.py").write_text(PROGRAM)
    (model,), status = entries("summary", "sound.py:model")
    assert status == 0
    assert (model["kind"], model["total_params"], model["trainable_params"]) == ("Functional", 256, 256)
    assert [layer["output_shape"] for layer in model["layers"]] == [[None, 100, 1], [None, 98, 64]]
    assert " Total params: 256 (1.00 KB)\n" in run("summary", "sound.py").stdout


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("python2.py", "import keras\nprint 'shape'\n"),
        ("broken.py", "import keras\nx = (\n"),
        ("prose.py", "This is no program, it only mentions keras.\n"),
    ],
)
def test_a_syntax_error_is_a_finding(name: str, source: str) -> None:
    Path(name).write_text(source)
    Path("sound.py").write_text(PROGRAM)
    found, status = entries("check", name, "sound.py")
    assert status == 1
    assert [(entry["file"], entry["rule"]) for entry in found] == [(name, "syntax-error")]


@pytest.mark.parametrize(
    "source",
    [
        "import keras\nx = " + "[" * 500 + "]" * 500 + "\n",
        "import keras\nx = " + " + ".join(["1"] * 10_000) + "\n",
        "import keras\n" + "x = 1\n" * 50_000,
        "import keras\nwhile True:\n    pass\n",
    ],
    ids=["brackets", "sum", "lines", "endless"],
)
def test_a_source_that_is_hard_to_read_ends_well(source: str) -> None:
    Path("hard.py").write_text(source)
    Path("long.py").write_text(TOO_LONG)
    done = run("check", "hard.py", "long.py")
    assert done.returncode == 1
    assert "long.py:6:" in done.stdout
    assert "Traceback" not in done.stderr


def test_reading_is_stopped_early() -> None:
    for number in range(30):
        Path(f"long{number}.py").write_text(TOO_LONG)
    done = subprocess.run(
        f"{sys.executable} -m conv1d_lsp check | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    )
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


BOTH = """import keras
from keras import layers
from keras.layers.core import Dense

x = keras.Input((10, 4, 3))
y = layers.Conv1D(8, 3)(x)
z = layers.Conv1D(8, 30)(keras.Input((10, 3)))
s = keras.ops.sum(x)
c = layers.Add()([keras.Input((None, 3)), keras.Input((9, 3))])
d = layers.Conv1D(4, 3)(c)
"""


def test_both_generations() -> None:
    Path("both.py").write_text(BOTH)
    found, status = entries("check", "--keras", "both", "both.py")
    assert [(each["line"], each["rule"], each["keras"]) for each in found] == [
        (3, "no-such-name", [3]),
        (6, "input-rank", [3]),
        (7, "window-too-long", [2, 3]),
        (8, "no-such-name", [2]),
        (9, "generations-differ", [2, 3]),
    ]
    assert status == 1
    assert found[1]["message"].endswith("(under Keras 3 alone)")
    assert found[4]["message"] == "Add gives (None, 9, 3) under Keras 2 and (None, None, 3) under Keras 3"
    assert "1 note" in run("check", "--keras", "both", "both.py").stdout


def test_both_generations_by_the_projects_file() -> None:
    Path("both.py").write_text(BOTH)
    Path("pyproject.toml").write_text('[tool.conv1d-lsp]\nkeras = "both"\n')
    assert entries("check", "both.py") == entries("check", "--keras", "both", "both.py")
    found, _ = entries("check", "--keras", "2", "both.py")
    assert all(each["keras"] == [2] for each in found)
    assert run("shapes", "both.py").stdout


def test_one_generation_is_named() -> None:
    Path("both.py").write_text(BOTH)
    found, _ = entries("check", "--keras", "2", "both.py")
    assert [(each["line"], each["keras"]) for each in found] == [(7, [2]), (8, [2])]


def test_files_of_data_are_left_alone_where_that_is_asked_for(tmp_path: Path) -> None:
    import numpy as np

    program = tmp_path / "program.py"
    program.write_text(
        "import keras\nimport numpy as np\n\n"
        'x = np.load("x.npy")\n'
        "model = keras.Sequential([keras.Input(x.shape[1:]), keras.layers.Conv1D(8, 50)])\n"
    )
    np.save(tmp_path / "x.npy", np.zeros((4, 40, 3)))
    assert "window-too-long" in run("check", str(program)).stdout
    assert run("check", "--no-data-files", str(program)).returncode == 0
    (tmp_path / "pyproject.toml").write_text("[tool.conv1d-lsp]\nread-data-files = false\n")
    assert run("check", str(program)).returncode == 0


def test_a_shape_that_is_asked_for_is_no_fault(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM + "y = x[:, ::2]  # shape: ?\n")
    done = run("check", str(program))
    assert "`y` has the shape (None, 49, 64)" in done.stdout
    assert done.returncode == 0
    found, _ = entries("check", str(program))
    assert [each["rule"] for each in found] == ["shape-asked"]


def test_comments_for_what_is_found() -> None:
    Path("a.py").write_text(TOO_LONG)
    Path("b.py").write_text(f"{TOO_LONG}layers.Conv1D(8, 3)(np.ones(3))  # conv1d: ignore[open-size] known\n")
    Path("c.py").write_text("import keras\nx = (\n")
    done = run("check", "--add-ignore", "--reason", "as planned")
    assert (done.returncode, done.stderr) == (1, "")
    assert "[syntax-error]" in done.stdout
    assert done.stdout.endswith("Silenced 3 findings in 2 files\n")
    assert Path("a.py").read_text() == TOO_LONG.replace(
        "(inputs)\n", "(inputs)  # conv1d: ignore[window-too-long] as planned\n"
    )
    assert "# conv1d: ignore[open-size, input-rank] known\n" in Path("b.py").read_text()
    Path("c.py").unlink()
    assert run("check", "--add-ignore").stdout.endswith("Silenced 0 findings in 0 files\n")
    assert run("check").returncode == 0


def test_a_severity_of_the_project_s_own_keeps_a_fix_from_nothing() -> None:
    Path("pyproject.toml").write_text('[tool.conv1d-lsp.rules]\nwindow-too-long = "hint"\n')
    Path("a.py").write_text(TOO_LONG)
    (entry,), status = entries("check", "a.py")
    assert (status, entry["severity"], entry["fixes"] != []) == (0, "hint", True)
    assert run("check", "--fix", "--unsafe-fixes", "a.py").returncode == 0
    assert "[window-too-long]" not in run("check", "a.py").stdout


def test_the_findings_of_a_line_stand_in_the_order_in_which_it_runs(tmp_path: Path) -> None:
    """What is on the right of a comprehension runs first."""
    file = tmp_path / "line.py"
    file.write_text(
        "from keras import Input, layers\n\nx = Input((10, 4))\n"
        "y = [layers.Conv1D(4, 30)(x) for _ in (layers.Conv1D(8, 20)(x),)]\n"
    )
    found, status = entries("check", str(file))
    assert status == 1
    assert [each["message"].partition(",")[0] for each in found] == [
        "the window covers 20 steps",
        "the window covers 30 steps",
    ]
