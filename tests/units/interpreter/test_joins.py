"""What holds after paths come together, and names for sizes that nobody knows."""

from conv1d_lsp.interpreter.findings import Promise
from tests.units.interpreter.reading import faults, reading, shapes

UNKNOWN = "import os\nflag = bool(os.environ.get('FLAG'))\nx = keras.Input((20, 2))\n"


def test_the_same_condition_never_meets_its_opposite() -> None:
    result = reading(
        UNKNOWN
        + """
if flag:
    y = layers.Flatten()(x)
else:
    y = x
if not flag:
    z = layers.Conv1D(4, 3)(y)
"""
    )
    assert faults(result) == []
    assert shapes(result, "z") == ["(None, 18, 4)"]


def test_a_fault_on_both_ways_is_one_fault() -> None:
    result = reading(UNKNOWN + "y = (layers.Flatten() if flag else layers.GlobalMaxPooling1D())(x)\n")
    assert faults(result) == []
    result = reading(UNKNOWN + "k = 30 if flag else 40\ny = layers.Conv1D(4, k)(x)\n")
    assert len(faults(result)) == 1


def test_a_fault_on_one_way_is_none() -> None:
    assert faults(reading(UNKNOWN + "k = 30 if flag else 3\ny = layers.Conv1D(4, k)(x)\n")) == []


def test_a_key_that_is_there_on_one_way_may_be_missing() -> None:
    text = UNKNOWN + "d = {'a': 3}\nif flag:\n    d['k'] = 30\n"
    assert faults(reading(text + "y = layers.Conv1D(4, d.get('k', 3))(x)\n")) == []
    assert shapes(reading(text + "y = layers.Conv1D(4, d['a'])(x)\n"), "y") == ["(None, 18, 4)"]


def test_a_tensor_that_keeps_its_shape_in_a_loop_stays_known() -> None:
    loop = "for _ in range(int(os.environ['N'])):\n    x = layers.Conv1D(2, 3, padding='same')(x)\n"
    assert shapes(reading(UNKNOWN + loop + "y = layers.Conv1D(4, 3)(x)\n"), "y") == ["(None, 18, 4)"]


def test_a_tensor_that_changes_its_shape_in_a_loop_does_not() -> None:
    loop = "for _ in range(int(os.environ['N'])):\n    x = layers.Conv1D(2, 3)(x)\n"
    result = reading(UNKNOWN + loop + "y = layers.Conv1D(4, 19)(x)\n")
    assert faults(result) == []


def test_a_parameter_gives_its_name_to_the_sizes() -> None:
    result = reading("def f(window, n):\n    y = layers.Conv1D(8, 3)(keras.Input((window, n)))\n    return y\n")
    assert shapes(result, "y") == ["(None, window - 2, 8)"]


def test_two_parameters_of_one_name_are_two() -> None:
    result = reading(
        """
import json
def g(n, x):
    return layers.Flatten()(x) if n > 3 else x
def f(n):
    y = g(*json.loads("[1, 2]"))
    return layers.Conv1D(4, 3)(keras.Input((30, 1))) if n > 3 else y
"""
    )
    assert faults(result) == []


def test_an_option_of_the_command_line_has_a_name() -> None:
    result = reading(
        """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--steps", type=int, default=50)
args = parser.parse_args()
x = keras.Input((args.steps, 1))
y = layers.Conv1D(8, 9)(x)
"""
    )
    assert shapes(result, "y") == ["(None, args.steps - 8, 8)"]
    assert faults(result) == []


def test_what_fails_for_the_default_of_an_option_supposes_it() -> None:
    result = reading(
        """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--steps", type=int, default=5)
args = parser.parse_args()
y = layers.Conv1D(8, 9)(keras.Input((args.steps, 1)))
"""
    )
    (finding,) = result.interpretation.notes.findings
    assert finding.promise is Promise.RAISES_SUPPOSING
    assert finding.supposing == "with the defaults of its options"


def test_parts_of_an_unknown_whole_are_others_after_a_change() -> None:
    result = reading(
        """
import json
config = json.loads("{}")
a = keras.Input((config["n"], 1))
config["n"] = 2 * config["n"]
b = keras.Input((config["n"], 1))
c = layers.Concatenate()([layers.Flatten()(a), layers.Flatten()(b)])
d = layers.Add()([a, b])
"""
    )
    assert shapes(result, "b") == ['(None, config["n"], 1)']
    assert faults(result) == []
