"""The picture of a model in the README is what `graph` draws."""

from pathlib import Path

import pytest

from conv1d_lsp.__main__ import main
from tests.units.readme import ROOT

PROGRAM = """\
import keras
from keras import layers

signal = keras.Input((128, 3), name="signal")
fine = layers.Conv1D(16, 3, padding="same", activation="relu")(signal)
coarse = layers.Conv1D(16, 9, activation="relu")(signal)
both = layers.Add()([fine, coarse])
model = keras.Model(signal, layers.GlobalMaxPooling1D()(both))
"""


def test_the_picture_in_the_readme_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("train.py").write_text(PROGRAM, encoding="utf-8")
    main(["graph", "train.py", "--output-file", "graph.svg", "--isolated"])
    shown = ROOT / "editor" / "vscode" / "images" / "graph.svg"
    assert Path("graph.svg").read_text(encoding="utf-8") == shown.read_text(encoding="utf-8")
