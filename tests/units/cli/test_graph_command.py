"""`conv1d-lsp graph`: pictures of models in four forms."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from conv1d_lsp.__main__ import main

Write = Callable[[str, str], Path]
Captured = pytest.CaptureFixture[str]

FAULTY = """import keras
from keras import layers
i = keras.Input((100, 3), name='<ecg> & "x"')
enc = keras.Sequential([keras.Input((100, 3)), layers.Conv1D(8, 5)])
a, b = enc(i), layers.MaxPooling1D(2)(i)
y = layers.Add()([a, b])
model = keras.Model(i, layers.Dense(1)(y))
"""
SVG = "{http://www.w3.org/2000/svg}"


def drawn(capsys: Captured, *words: str) -> str:
    assert main(["graph", *words]) == 0
    return capsys.readouterr().out


def test_svg_is_well_formed_and_has_the_words(write: Write, capsys: Captured) -> None:
    write("train.py", FAULTY)
    text = drawn(capsys, "train.py")
    root = ElementTree.fromstring(text)
    assert text.isascii() and root.tag == f"{SVG}svg"
    words = [each.text for each in root.iter(f"{SVG}text")]
    assert words.count("(None, 100, 3)") == 4  # two arrows, each with a halo
    assert '<ecg> & "x"' in words
    assert "model = Functional" in words and "enc = Sequential" not in words  # it is in the other
    bad = next(each for each in root.iter(f"{SVG}g") if each.get("class") == "bad")
    assert next(each.text for each in bad.iter(f"{SVG}text")) == "Add"
    assert "the inputs of Add differ in steps" in "".join(str(each.text) for each in bad.iter(f"{SVG}text"))
    assert "prefers-color-scheme: dark" in text


def test_svg_holds_all_its_boxes(write: Write, capsys: Captured) -> None:
    write("train.py", FAULTY)
    root = ElementTree.fromstring(drawn(capsys, "train.py"))
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    for box in root.iter(f"{SVG}rect"):
        if box.get("class") != "paper":
            assert float(box.get("width", 0)) < wide and float(box.get("height", 0)) < high


def test_json_keeps_its_schema(write: Write, capsys: Captured) -> None:
    write("train.py", FAULTY)
    found: list[dict[str, Any]] = json.loads(drawn(capsys, "--format", "json", "train.py"))
    schema = json.loads((files("conv1d_lsp.reports") / "schemas/graph.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(found)
    (model,) = found
    (failing,) = [node for node in model["nodes"] if node["fails"]]
    assert [fault["rule"] for fault in failing["faults"]] == ["branches-differ"]
    assert [node["inner"]["kind"] for node in model["nodes"] if node["inner"]] == ["Sequential"]


@pytest.mark.skipif(shutil.which("dot") is None and "CI" not in os.environ, reason="Graphviz is not installed")
def test_graphviz_takes_the_dot(write: Write, capsys: Captured) -> None:
    write("train.py", FAULTY)
    text = drawn(capsys, "--format", "dot", "train.py")
    done = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_dot_and_mermaid_escape_what_is_theirs(write: Write, capsys: Captured) -> None:
    write("train.py", FAULTY)
    assert 'label="Input  <ecg> & \\"x\\""' in drawn(capsys, "--format", "dot", "train.py")
    mermaid = drawn(capsys, "--format", "mermaid", "train.py")
    assert '["<b>Input</b> #60;ecg#62; #38; #34;x#34;"]:::input' in mermaid
    assert mermaid.count("subgraph ") == mermaid.count("  end\n") == 2
    assert ":::bad" in mermaid and "-.->" in mermaid


def test_one_model_by_its_name(write: Write, capsys: Captured) -> None:
    write("train.py", FAULTY)
    (model,) = json.loads(drawn(capsys, "train.py:enc", "--format", "json"))
    assert [node["layer"] for node in model["nodes"]] == ["Input", "Conv1D"]
    assert main(["graph", "train.py:modle"]) == 2
    assert 'train.py has no model "modle": it has enc, model; did you mean "model"?' in capsys.readouterr().err


def test_a_file_for_it(write: Write, capsys: Captured) -> None:
    write("train.py", FAULTY)
    assert drawn(capsys, "train.py", "--output-file", "m.svg") == ""
    assert Path("m.svg").read_text().startswith("<svg ")
    assert main(["graph", "train.py", "--output-file", "no/such/m.svg"]) == 2
    assert "m.svg is not written: there is no folder no/such" in capsys.readouterr().err


def test_a_file_without_a_model(write: Write, capsys: Captured) -> None:
    write("plain.py", "import keras\n")
    assert main(["graph", "plain.py"]) == 0
    assert capsys.readouterr() == ("", "conv1d-lsp: no model is seen to be made in plain.py\n")
    assert main(["graph", "--format", "png", "plain.py"]) == 2
    assert "--format must be svg, mermaid, dot or json" in capsys.readouterr().err
