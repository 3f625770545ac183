"""What mutated programs have brought down once, made small."""

import pytest

from conv1d_lsp.engine import check
from conv1d_lsp.settings import Generation, Settings

PROGRAMS = {
    "more values of an option than fit in memory": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--pads", type=int, nargs=0x7fffffff, default=[1, 2])
options = parser.parse_args()
y = layers.ZeroPadding1D(tuple(options.pads))(keras.Input((10, 3)))
""",
    "more places for unknown words than there are addresses": """
y = layers.StringLookup(num_oov_indices=10**30, vocabulary=["a"])
""",
    "a number of more digits than Python reads": f"""
import numpy as np
x = keras.Input((10, {"9" * 5_000}))
m = keras.Model(x, layers.Dense(1)(x))
m.compile("adam", "mse")
m.fit(np.zeros((4, 12, 3)), np.zeros((4, 10, 1)))
""",
    "an axis of fewer than no steps": """
import numpy as np
a = np.zeros((2, 3))
b = np.zeros((len("abc") - 8, 4))
c = b[1:, ::2]
d = np.zeros(-5)[1:3]
""",
    "an encoder of texts in lists of lists": """
from sklearn.preprocessing import LabelEncoder
y = LabelEncoder().fit_transform([[["walk", "run", "sit"]]])
""",
    "a measure that fails": """
x = keras.Input((10, 4))
a = sorted([x, x], key=lambda t: layers.Conv1D(4, 30)(t))
b = [x, x]
b.sort(key=lambda t: layers.Conv1D(4, 40)(t))
""",
    "an output of which the data alone says something": """
def counter():
    made = 0

    def conv(kernel):
import numpy as np; import keras; from keras import layers
x = np.random.rand(32, 18, 2)
y = x.mean(axis=(1, 2))
model = keras.Sequential([keras.Input(~(18, 2)), layers.Conv1D(4, 3, activation="relu"), layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x, y, verbose=0)
""",
    **{
        f"a pattern of many {opening}": f"match x:\n    case {opening * 40}a{closing * 40}:\n        pass\n"
        for opening, closing in (("[", "]"), ("(", ")"), ("C(", ")"), ("C(k=", ")"), ("{1: ", "}"))
    },
}


@pytest.mark.parametrize("keras", Generation)
@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_it_has_an_answer(program: str, keras: Generation) -> None:
    found = check(f"import keras\nfrom keras import layers\n{program}", "a.py", Settings(keras=keras))
    assert found.diagnostics or "case" not in program
    assert not [each.message for each in found.diagnostics if each.rule == "analysis-failed"]
