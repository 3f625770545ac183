"""What the engine itself decides: the generation, what a broken text keeps, when it stops, which fixes work."""

import pickle

import pytest

from conv1d_lsp.diagnostics import Analysis, Severity, TensorFact
from conv1d_lsp.engine import analyze, prove_all
from conv1d_lsp.engine.edited import applied
from conv1d_lsp.settings import Generation, Settings

_HEAD = "from tensorflow.keras import Input, layers\n"
_FOUR_AXES = f"{_HEAD}x = Input((50, 3, 2))\ny = layers.Conv1D(32, 1)(x)\n"
_TOO_LONG = f"{_HEAD}x = Input((10, 8))\ny = layers.Conv1D(64, 30)(x)\n"


def analyzed(text: str, settings: Settings | None = None) -> Analysis:
    return analyze(text, "a.py", settings or Settings())


def rules(analysis: Analysis) -> list[str]:
    return [diagnostic.rule for diagnostic in analysis.diagnostics]


def tensor(analysis: Analysis, name: str) -> TensorFact:
    return next(fact for fact in analysis.tensors if fact.name == name)


@pytest.mark.parametrize(
    ("text", "settings", "keras"),
    [
        ("import keras\n", Settings(), 3),
        ("import keras\n", Settings(pinned_keras=Generation.KERAS_2), 2),
        ("import tf_keras\n", Settings(pinned_keras=Generation.KERAS_3), 2),
        ("import tf_keras\n", Settings(keras=Generation.KERAS_3), 3),
        ("from keras import ops\n", Settings(pinned_keras=Generation.KERAS_2), 3),
        ("from keras.layers.convolutional import Conv1D\n", Settings(), 2),
        ('import os\nos.environ["TF_USE_LEGACY_KERAS"] = "1"\nimport keras\n', Settings(), 2),
    ],
)
def test_the_setting_then_the_imports_then_the_pin(text: str, settings: Settings, keras: int) -> None:
    analysis = analyzed(text, settings)
    assert analysis.keras == keras
    assert analysis.keras_reason


def test_only_where_nothing_decides_an_error_says_what_keras_2_does() -> None:
    aside = "(Keras 2 would run this line)"
    (found,) = analyzed(_FOUR_AXES).diagnostics
    assert found.message.endswith(aside) and found.severity is Severity.ERROR
    (found,) = analyzed(_FOUR_AXES, Settings(keras=Generation.KERAS_3)).diagnostics
    assert aside not in found.message
    (found,) = analyzed(_TOO_LONG).diagnostics  # Keras 2 raises too
    assert aside not in found.message
    assert not analyzed(_FOUR_AXES, Settings(keras=Generation.KERAS_2)).diagnostics


@pytest.mark.parametrize(
    "line", ["z = layers.Conv1D(1, (", "z = 'abc", ")", "if x:", "    z = 1", "    z = f(\n    1)", "z = layers."]
)
def test_a_broken_line_takes_nothing_from_the_others(line: str) -> None:
    broken = analyzed(f"{_TOO_LONG}{line}\nw = layers.Dense(2)(x)\n")
    assert sorted(rules(broken)) == ["syntax-error", "window-too-long"]
    assert tensor(broken, "x").shape == (None, 10, 8)
    assert tensor(broken, "w").shape == (None, 10, 2)


def test_nothing_is_read_of_a_text_without_keras_or_of_a_large_one() -> None:
    assert analyzed("def f(:\n") == Analysis("a.py", 3, "the file does not use Keras")
    large = analyzed(_TOO_LONG, Settings(largest_file=20))
    assert rules(large) == ["file-too-large"]
    assert "20 characters" in large.diagnostics[0].message


def test_the_budget_ends_a_program_that_never_does() -> None:
    loops = "".join("    " * depth + f"for i{depth} in range(100):\n" for depth in range(16)) + "    " * 16 + "a = 1\n"
    cut = analyzed(f"{_TOO_LONG}{loops}")
    assert not cut.complete
    assert sorted(rules(cut)) == ["cut-short", "window-too-long"]
    assert tensor(cut, "x").shape == (None, 10, 8)


def test_proven_fixes_mend_and_the_others_are_gone() -> None:
    proven = prove_all(_TOO_LONG, "a.py", Settings(), analyzed(_TOO_LONG))
    (found,) = proven.diagnostics
    assert found.fixes
    for fix in found.fixes:
        assert fix.proven
        assert not analyzed(applied(_TOO_LONG, fix.edits)).diagnostics, fix.title


def test_a_fix_that_brings_another_fault_is_not_offered() -> None:
    too_long = _TOO_LONG.replace("30", "15")
    text = f"{too_long}z = layers.Conv1D(64, 9)(y)\n"  # of the two ways to mend y, one leaves too little for z
    proposed = analyzed(text).diagnostics[0]
    (proven,) = prove_all(text, "a.py", Settings(), analyzed(text)).diagnostics
    assert 0 < len(proven.fixes) < len(proposed.fixes)


def test_the_answer_is_plain_data_and_always_the_same() -> None:
    analysis = analyzed(_FOUR_AXES)
    assert pickle.loads(pickle.dumps(analysis)) == analysis == analyzed(_FOUR_AXES)


def test_several_outputs_have_each_its_name() -> None:
    analysis = analyzed(f"{_HEAD}x = Input((10, 8))\nout, h, c = layers.LSTM(5, return_state=True)(x)\n")
    assert [(fact.name, fact.index) for fact in analysis.tensors] == [("x", 0), ("out", 0), ("h", 1), ("c", 2)]
