"""Whatever the text is: an answer, in bounded time, that never says that the analyzer itself failed.

Texts that are spoilt at random are in `tests/judge/test_mutated.py`.
"""

import time

import pytest

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.engine import analyze
from conv1d_lsp.settings import Settings

_SECONDS = 30.0

_HEAD = "import keras\nfrom keras import layers\n"
_FAULT = "x = keras.Input((10, 8))\ny = layers.Conv1D(64, 30)(x)\n"


def analyzed(text: str) -> Analysis:
    begun = time.perf_counter()
    analysis = analyze(text, "a.py", Settings())
    assert time.perf_counter() - begun < _SECONDS
    assert "analysis-failed" not in rules(analysis)
    return analysis


def rules(analysis: Analysis) -> list[str]:
    return [diagnostic.rule for diagnostic in analysis.diagnostics]


@pytest.mark.parametrize(
    "statement",
    [
        "a = " + " + ".join(["b"] * 3000),
        "a = " + " < ".join(["b"] * 3000),
        "a = keras" + ".x" * 3000,
        "a = f" + "()" * 1000,
        "a = " + "not " * 5000 + "b",
        "a = " + "lambda: " * 500 + "1",
        "a = " + "1 if b else " * 1000 + "1",
        "a = " + "f(" * 150 + ")" * 150,
        "a = " + "[" * 500 + "]" * 500,
        "if b: a = 1\n" + "elif b: a = 2\n" * 1500,
        "a = 9 ** 9 ** 9\nb = 1 << 10 ** 10\nc = 'a' * 10 ** 10\nd = [0] * 10 ** 10",
        "a = [1]\nfor i in range(100): a = a + a",
        "a = {}\nfor i in range(100): a = {'b': a, 'c': a}",
        "def f(x): return f(f(x))\nf(1)",
        "x = keras.Input((10, 8))\nfor i in range(60): x = layers.Add()([x, x])\nkeras.Model(x, x).summary()",
        "type X = int\ndef f[T](a: T) -> T: return a",
        "try: pass\nexcept* ValueError: pass",
        "<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> other",
        "print 'hello'",
        "a = 'abc",
        "a = f(1,",
    ],
    ids=lambda statement: statement[:30],
)
def test_what_comes_after_an_odd_statement_is_still_read(statement: str) -> None:
    assert rules(analyzed(f"{_HEAD}{statement}\n{_FAULT}"))[-1] == "window-too-long"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_lines_and_columns_in_code_points(newline: str) -> None:
    text = (_HEAD + "x = keras.Input((10, 8))\ns = '😀é\t'; y = layers.Conv1D(64, 30)(x)\n").replace("\n", newline)
    (found,) = analyzed(text).diagnostics
    place = found.place
    assert (place.line, place.column, place.end_line, place.end_column) == (4, 34, 4, 36)
    assert text.split(newline)[place.line - 1][place.column - 1 : place.end_column - 1] == "30"
