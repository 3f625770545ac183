"""What `summary` lists of whole architectures is what Keras lists: names, classes, shapes, numbers of parameters.

Also in its text: the title, each row with what its layer is connected to, and the totals, whatever the columns' widths.
"""

import os
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from conv1d_lsp.__main__ import main
from conv1d_lsp.diagnostics import ModelFact
from conv1d_lsp.settings import Generation, Settings
from tests.judge.scripts import answer_of
from tests.judge.summary_text import read_summary

ARCHITECTURES = sorted(
    path for path in (Path(__file__).parent / "architectures").glob("*.py") if path.stem != "__init__"
)

#: Wide enough for every column, in characters.
WIDTH = 300

#: Runs each program under real Keras and prints, by program and variable, the rows and totals of its models.
SCRIPT = """
import json, math, runpy, sys
if sys.argv[1] == "2":
    import tf_keras
    sys.modules["keras"] = tf_keras
import keras

WIDTH = 300

def shape(layer):
    value = getattr(layer, "output_shape", None) or getattr(layer.output, "shape", None)
    if value is None:
        value = [each.shape for each in layer.output]
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return list(map(list, value)) if value and isinstance(value[0], (list, tuple)) else list(value)

def text(model):
    lines = []
    model.summary(line_length=WIDTH, print_fn=lambda line, line_break=True: lines.append(line))
    return "\\n".join(lines)

def models(path):
    keras.backend.clear_session()
    for name, model in runpy.run_path(path).items():
        if isinstance(model, keras.Model):
            rows = [[l.name, type(l).__name__, shape(l), l.count_params()] for l in model.layers]
            trained = sum(math.prod(weight.shape) for weight in model.trainable_weights)
            yield name, {"name": model.name, "rows": rows, "total": model.count_params(), "trainable": trained,
                "text": text(model)}

print(json.dumps({path: dict(models(path)) for path in sys.argv[2:]}))
"""


@pytest.fixture(scope="module", params=[3, 2], ids=["keras3", "keras2"])
def real(request: pytest.FixtureRequest) -> tuple[Generation, dict[str, dict[str, Any]]]:
    pytest.importorskip("tensorflow") if not os.environ.get("CI") else None
    keras = Generation(request.param)
    legacy = {"TF_USE_LEGACY_KERAS": "1"} if keras is Generation.KERAS_2 else {}
    command = ["-c", SCRIPT, str(int(keras)), *map(str, ARCHITECTURES)]
    return keras, answer_of(*command, environment={"COLUMNS": str(WIDTH), **legacy})


@pytest.mark.parametrize("path", ARCHITECTURES, ids=lambda path: path.stem)
def test_summary_is_what_keras_lists(path: Path, real: tuple[Generation, dict[str, dict[str, Any]]]) -> None:
    from conv1d_lsp.engine import analyze

    keras, answers = real
    analysis = analyze(path.read_text(encoding="utf-8"), path.name, Settings(keras=keras))
    assert not analysis.diagnostics
    ours = {model.variable: shown(model) for model in analysis.models}
    texts = {name: answer.pop("text") for name, answer in answers[str(path)].items()}
    assert ours == answers[str(path)]
    for model in analysis.models:
        name = model.variable or ""
        assert read_summary(our_text(path, name, keras)) == read_summary(texts[name])


def our_text(path: Path, model: str, keras: Generation) -> str:
    screen = StringIO()
    with redirect_stdout(screen), pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(WIDTH))
        assert main(["summary", "--keras", str(keras.value), f"{path}:{model}"]) == 0
    return screen.getvalue().partition("Receptive field")[0]


def shown(model: ModelFact) -> dict[str, Any]:
    rows = [[row.name, row.layer, listed(row.output_shape), row.params] for row in model.layers]
    return {"name": model.name, "rows": rows, "total": model.total_params, "trainable": model.trainable_params}


def listed(shape: Any) -> list[Any]:
    """A shape, or several, as JSON has them."""
    return [listed(each) if isinstance(each, tuple) else each for each in shape]
