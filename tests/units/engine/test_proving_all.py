"""All fixes of a file: as many analyses as the program takes, not as its faults; and the same answer as one by one."""

import random

import pytest

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.engine import check
from conv1d_lsp.engine.proving import proven
from conv1d_lsp.engine.proving_all import affordable, with_proven
from conv1d_lsp.settings import Generation, Settings

FILE = "a.py"
SETTINGS = Settings(keras=Generation.KERAS_3)
HEAD = """\
import keras
from keras import layers
WIDTH = 8
def convolved(x, kernel_size=3):
    return layers.Conv1D(WIDTH, kernel_size)(x)
"""

#: Parts of programs; {n} is a number of its own, {m} that of a part before.
PARTS = [
    "x{n} = layers.Conv1D(8, 40 + {n})(keras.Input((20 + {n}, 3)))",
    "x{n} = convolved(keras.Input((8, 4)), {n} + 5)",
    "x = keras.Input((12, 2))\nh = layers.Conv1D(4, 3)(x)\nx = layers.Add()([h, x])",
    "h = layers.LSTM(3)(keras.Input((9, {n} + 1)))\ny{n} = layers.Conv1D(4, 3)(h)",
    "m{n} = keras.Sequential([keras.Input(({n} + 3, 2)), layers.Conv1D(4, 5), layers.MaxPooling1D(20)])",
    "def build{n}(n=8):\n    x = keras.Input((n, 2))\n    return layers.Conv1D(4, {n} + 9)(x)\nz{n} = build{n}()",
    "def build{n}(x):\n    return layers.Reshape(({n} + 2, 5))(x)\nz{n} = build{n}(keras.Input((30,)))\nbuild{n}(z{n})",
    "w{n} = layers.Dense(2)(keras.Input((4, 4)))\nw{n} = layers.Conv2D(2, 3)(w{n})",
    "model = keras.Sequential([keras.Input((9, 1))])\nmodel.add(layers.LSTM(4))\nmodel.add(layers.Conv1D(4, 3))",
    "for k in (3, 30):\n    v{n} = convolved(keras.Input((10 + {n}, 2)), k)",
]


def checked(text: str) -> Analysis:
    return check(text, FILE, SETTINGS)


class Counted:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self, text: str) -> Analysis:
        self.times += 1
        return checked(text)


def program(choose: random.Random, parts: int) -> str:
    chosen = [choose.choice(PARTS).replace("{n}", str(number)) for number in range(parts)]
    if choose.random() < 0.4:
        body = "\n".join(chosen).replace("\n", "\n    ")
        return f"{HEAD}def main():\n    {body}\nmain()\n"
    return HEAD + "\n".join(chosen) + "\n"


@pytest.mark.parametrize("seed", range(12))
def test_the_answer_is_that_of_each_fix_alone(seed: int) -> None:
    text = program(random.Random(seed), 8)
    before = checked(text)
    together = [each.fixes for each in with_proven(text, before, checked, 1000).diagnostics]
    assert together == [proven(text, each, before, checked) for each in before.diagnostics]
    assert any(together)


def test_more_faults_take_no_more_analyses() -> None:
    def analyses(faults: int) -> int:
        text = HEAD + "\n".join(PARTS[5].replace("{n}", str(number)) for number in range(faults)) + "\n"
        before, counted = checked(text), Counted()
        done = with_proven(text, before, counted, 1000)
        assert sum(bool(each.fixes) for each in done.diagnostics) == faults
        return counted.times

    assert analyses(24) == analyses(8) <= 3


def test_what_belongs_together_is_tried_one_by_one_up_to_the_limit() -> None:
    text = HEAD + "x = keras.Input((8, 1))\n" + "layers.Conv1D(4, 20)(x)\nlayers.Conv1D(4, 30)(x)\n"
    before, counted = checked(text), Counted()
    done = with_proven(text, before, counted, 2)
    assert counted.times == 2
    assert [len(each.fixes) for each in done.diagnostics] == [1, 1]


def test_long_files_are_allowed_fewer_analyses() -> None:
    assert affordable("") == affordable("x" * 1000) > affordable("x" * 10_000) > affordable("x" * 1_000_000) > 0
