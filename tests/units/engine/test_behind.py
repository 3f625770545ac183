"""What a fix brings to light behind the fault does not speak against it; what it breaks elsewhere does."""

import pytest
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.engine import check, prove_all, repair
from conv1d_lsp.engine.proving import proven
from conv1d_lsp.settings import Generation, Settings

FILE = "a.py"
HEAD = "import numpy as np\nimport tensorflow as tf\nimport keras\nfrom keras import layers\n"
SETTINGS = Settings(keras=Generation.KERAS_3)

TRAINED = (
    "m = keras.Sequential([keras.Input((3,)), layers.Dense(1)])\nm.compile(loss='mse')\n"
    "x_list = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]\ny_list = [1.0, 2.0]\nm.fit(x_list, y_list)\n"
)
CHAIN = (
    "i = keras.Input((3, 4))\nj = keras.Input((3, 5))\n"
    "k = tf.concat([i, j], -1)\nz = tf.expand_dims(k, -1)\nw = layers.Flatten()(z)\n"
)
STACK = "m = keras.Sequential([keras.Input((30, 3)), layers.LSTM(5), layers.LSTM(5), layers.LSTM(5)])\n"


def checked(text: str) -> Analysis:
    return check(text, FILE, SETTINGS)


def first_fixes(text: str) -> list[str]:
    """Of the first finding, those that are proven."""
    return [fix.title for fix in prove_all(text, FILE, SETTINGS, checked(text)).diagnostics[0].fixes]


@pytest.mark.parametrize(
    ("program", "title", "unsafe", "repaired"),
    [
        (
            "x = keras.Input(100)\ny = layers.Conv1D(8, 3)(x)\n",
            "Make it a tuple: (100,)",
            True,
            "x = keras.Input((100, 1))\ny = layers.Conv1D(8, 3)(x)\n",
        ),
        (
            TRAINED,
            "Make it an array",
            False,
            TRAINED.replace("fit(x_list, y_list)", "fit(np.array(x_list), np.array(y_list))"),
        ),
        (
            CHAIN,
            "Use keras.ops.concatenate",
            False,
            CHAIN.replace("tf.concat(", "keras.ops.concatenate(").replace("tf.e", "keras.ops.e"),
        ),
        (
            STACK,
            "Let LSTM give all steps with return_sequences=True",
            True,
            STACK.replace("LSTM(5),", "LSTM(5, return_sequences=True),"),
        ),
    ],
)
def test_fixes_of_faults_behind_each_other_compose(program: str, title: str, unsafe: bool, repaired: str) -> None:
    text = HEAD + program
    assert first_fixes(text) == [title]
    assert repair(text, checked(text), checked, unsafe=unsafe).text == HEAD + repaired


def test_what_leaves_nothing_behind_goes_before_what_does() -> None:
    text = f"{HEAD}x = keras.Input((5, 3))\nx = layers.Conv1D(8, 9)(x)\nx = layers.Conv1D(8, 3)(x)\n"
    assert first_fixes(text) == ['Pad with padding="same"']


def test_what_a_fix_breaks_in_another_branch_speaks_against_it() -> None:
    text = (
        f"{HEAD}x = keras.Input((100,))\ny = layers.Conv1D(8, 3)(x)\n"
        "v = layers.Concatenate()([layers.Dense(3)(x), keras.Input((3,))])\n"
    )
    assert first_fixes(text) == ["Take the 100 numbers as 100 steps of one channel"]


BODY = "x = keras.Input((20, n))\n    y = layers.Conv1D(8, n)(x)\n    z = layers.Conv1D(8, 18)(y)\n"


@pytest.mark.parametrize(
    ("program", "works"),
    [
        ("if True:\n    n = 30\n    " + BODY, True),
        (f"for n in (3, 30):\n    {BODY}", False),
        (f"def block(n):\n    {BODY}block(30)\n", True),
        (f"def block(n):\n    {BODY}block(3)\nblock(30)\n", False),
    ],
)
def test_what_ran_before_is_not_hidden(program: str, works: bool) -> None:
    """The fix leaves one step for the next layer, which another turn or call got through."""
    before = checked(HEAD + program)
    (found,) = before.diagnostics
    only = replace(found, fixes=tuple(fix for fix in found.fixes if fix.title.startswith("Set kernel_size")))
    assert bool(proven(HEAD + program, only, before, checked)) == works


def test_what_an_edit_writes_is_no_later_fault() -> None:
    text = f"{HEAD}x = keras.Input((5, 3, 2))\ny = layers.Conv1D(8, 9)(x)\n"
    assert "Fold the last two axes into 6 channels with Reshape" not in first_fixes(text)
