"""The call under the cursor, from tokens; what a name means, from the imports."""

import pytest

from conv1d_lsp.server.requests.imported_names import meaning
from conv1d_lsp.server.requests.open_call import OpenCall, calls_around


def innermost(text: str) -> OpenCall | None:
    source, after = text.split("|")
    return next(calls_around(source + after, len(source)), None)


@pytest.mark.parametrize(
    ("text", "callee", "arguments", "current", "quote", "prefix"),
    [
        ("f(|", "f", [(None, "")], 0, "", ""),
        ("f(1, b=(2, 3), |)", "f", [(None, "1"), ("b", "(2, 3)"), (None, "")], 2, "", ""),
        ("f(1, |, c=3)(x)", "f", [(None, "1"), (None, ""), ("c", "3")], 1, "", ""),
        ("a.b.c(1,\n  pad|ding='x')", "a.b.c", [(None, "1"), ("padding", "'x'")], 1, "", ""),
        ("f(x='a|b')", "f", [("x", "'ab'")], 0, "'", "a"),
        ('f(x="sa|', "f", [("x", '"sa')], 0, '"', "sa"),
        ("f(g(1), h|", "f", [(None, "g(1)"), (None, "h")], 1, "", "h"),
        ("a = f(1, |\nb = g(2)", "f", [(None, "1"), (None, "")], 1, "", ""),
        ("f(x == 1, |)", "f", [(None, "x == 1"), (None, "")], 1, "", ""),
        ("f('(', \"#\", |)", "f", [(None, "'('"), (None, '"#"'), (None, "")], 2, "", ""),
    ],
)
def test_the_call_under_the_cursor(
    text: str, callee: str, arguments: list[tuple[str | None, str]], current: int, quote: str, prefix: str
) -> None:
    call = innermost(text)
    assert call is not None
    assert (call.callee, [(each.keyword, each.value) for each in call.arguments]) == (callee, arguments)
    assert (call.current, call.quote, call.direct) == (current, quote, True)
    if not text.startswith("a.b"):
        assert call.prefix == prefix


@pytest.mark.parametrize("text", ["f(1)|", "# f(|", "x = |1", "f(1)\n|", "[1, |2]", "(1, |"])
def test_no_call(text: str) -> None:
    assert innermost(text) is None


def test_every_state_of_a_text_is_read() -> None:
    text = "x = f(1, b='q', c=\"\"\"w\n\"\"\")(y)\nm = S([a(1, (2, 3)), # no (\n  b({'k': [1]})])\r\nrb'\\'' ; f(*z)\n"
    for end in range(len(text) + 1):
        for offset in range(end + 1):
            for call in calls_around(text[:end], offset):
                assert 0 <= call.current < len(call.arguments)


@pytest.mark.parametrize(
    ("imports", "name", "known"),
    [
        ("from keras import layers", "layers.Conv1D", "keras.layers.Conv1D"),
        ("import tensorflow as tf", "tf.keras.layers.Dense", "keras.layers.Dense"),
        ("import tf_keras", "tf_keras.layers.Dense", "keras.layers.Dense"),
        ("from keras.layers import (Conv1D as C, # one\n  Dense)", "C", "keras.layers.Conv1D"),
        ("from keras.layers import *", "Dense", "keras.layers.Dense"),
        ("import keras\nL = keras.layers", "L.Dense", "keras.layers.Dense"),
        ("import numpy as np", "np.zeros", None),
        ("from keras.layers import Dense\nclass Dense: ...", "Dense", None),
        ("import torch.nn as layers", "layers.Conv1D", None),
        ("", "layers.Conv1D", None),
        ("", "Conv1D", None),
    ],
)
def test_what_a_name_means(imports: str, name: str, known: str | None) -> None:
    assert meaning(name, imports + "\n") == known
