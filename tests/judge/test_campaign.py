"""Generated models as data and as text, and the bookkeeping of long runs; no Keras needed."""

from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from conv1d_lsp.engine import analyze
from conv1d_lsp.runtime.answers import Built, BuiltNode, Refused, Skipped
from conv1d_lsp.settings import Generation, Settings
from tests.judge.campaign import batches, parameters
from tests.judge.comparison import compare
from tests.judge.generated import random_model
from tests.judge.nodes import Model, Node
from tests.judge.progress import Progress
from tests.judge.python_text import python_text
from tests.judge.written import Verdict, verdict

MODEL: Model = [
    Node("Input", {"shape": (10, 4)}),
    Node("Conv1D", {"filters": 4, "kernel_size": (3,)}, 0, by_place=1),
    Node("Conv1D", {}, 1, again=1),
    Node("Concatenate", {"axis": 1}, (1, 2)),
]

GOOD, WRONG = Built(((None, 8, 4),), 52, 0), Refused("call", "ValueError", "no")


def test_text() -> None:
    text = python_text(MODEL)
    assert text.text.splitlines()[3:] == [
        "t0 = keras.Input(shape=(10, 4))",
        "l1 = layers.Conv1D(4, kernel_size=(3,))",
        "t1 = l1(t0)",
        "t2 = l1(t1)",
        "t3 = layers.Concatenate(axis=1)([t1, t2])",
    ]
    assert text.lines == ((4, 4), (5, 6), (7, 7), (8, 8))


def test_text_of_a_model_inside() -> None:
    inner = (Node("Dense", {"units": 3}, 0), Node("Dense", {}, 1, again=1))
    text = python_text([MODEL[0], Node("Model", inputs=0, body=inner)])
    assert text.text.splitlines()[4:] == [
        "t1_0 = keras.Input(t0.shape[1:])",
        "l1_1 = layers.Dense(units=3)",
        "t1_1 = l1_1(t1_0)",
        "t1_2 = l1_1(t1_1)",
        "m1 = keras.Model(t1_0, t1_2)",
        "t1 = m1(t0)",
    ]
    assert text.lines == ((4, 4), (5, 10))


def test_description() -> None:
    assert [node.described() for node in MODEL[1:]] == [
        {"layer": "Conv1D", "places": [4], "settings": {"kernel_size": {"tuple": [3]}}, "inputs": 0},
        {"again": 1, "inputs": 1},
        {"layer": "Concatenate", "places": [], "settings": {"axis": 1}, "inputs": [1, 2]},
    ]


def test_every_model_can_be_written_down() -> None:
    for number in range(50):
        model = random_model(3, number, parameters(Generation.KERAS_2), Generation.KERAS_2)
        compile(python_text(model).text, "model.py", "exec")
        assert all(i < index for index, node in enumerate(model) for i in node.needs)


@pytest.mark.parametrize(
    ("predicted", "real", "kind"),
    [
        (GOOD, GOOD, None),
        (WRONG, WRONG, None),
        (Skipped(), Skipped(), None),
        (GOOD, WRONG, "miss"),
        (WRONG, GOOD, "false alarm"),
        (GOOD, Built(((None, 7, 4),), 52, 0), "shape"),
        (GOOD, Built(((None, 8, 4),), 48, 4), "parameters"),
        (WRONG, Refused("construct", "ValueError", "no"), "moment"),
        (GOOD, replace(GOOD, ran=((2, 8, 4),)), None),
        (GOOD, replace(GOOD, ran=((2, 7, 4),)), "run"),
        (GOOD, replace(GOOD, ran=Refused("run", "ValueError", "no")), "run"),
    ],
)
def test_comparison(predicted: BuiltNode, real: BuiltNode, kind: str | None) -> None:
    model = MODEL[:2]
    first = Built(((None, 10, 4),), 0, 0)
    found = compare(model, [first, predicted], [first, real], set())
    assert (found.kind if found else None) == kind
    assert compare(model, [first, predicted], [first, real], {1}) is None
    assert compare(model, [first, predicted], [first, real], {0}) is None


def test_the_engine_is_asked_about_text() -> None:
    model = MODEL[:2]
    text = python_text(model)
    analysis = analyze(text.text, "model.py", Settings())
    first = Built(((None, 10, 4),), 0, 0)
    assert verdict(model, text, analysis, [first, GOOD]) == Verdict(2, 0, None)
    assert verdict(model, text, analysis, [first, Skipped()]) == Verdict(1, 0, None)
    assert verdict(model, text, structs.replace(analysis, variables=()), [first, GOOD]) == Verdict(0, 2, None)
    assert "Keras raises" in str(verdict(model, text, analysis, [first, WRONG]).disagreement)
    assert "(None, 7, 4)" in str(verdict(model, text, analysis, [first, Built(((None, 7, 4),), 0, 0)]).disagreement)


def test_progress(tmp_path: Path) -> None:
    file = tmp_path / "some" / "progress.json"
    progress = Progress(file, "keras 2, seed 5")
    assert progress.next() == 0
    progress.reached(400)
    Progress(file, "keras 3, seed 5").reached(200)
    assert Progress(file, "keras 2, seed 5").next() == 400
    assert Progress(file, "keras 2, seed 6").next() == 0
    file.write_text("nonsense")
    assert progress.next() == 0


def test_batches() -> None:
    assert list(batches(range(100, 220))) == [range(100, 150), range(150, 200), range(200, 220)]
    assert list(batches(range(3, 3))) == []
