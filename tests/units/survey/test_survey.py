"""The survey of public code, on a small folder made here."""

from pathlib import Path

import pytest

from conv1d_lsp.settings import Settings
from tests.survey.count import survey
from tests.survey.shape_makers import count
from tests.survey.shape_makers import report as report_of_calls
from tests.survey.sites import call_sites
from tests.survey.table import report

NUMBERS = """\
from keras import Input, layers
from keras.layers import Conv1D as C, TimeDistributed

inputs = Input((100, 1))
x = C(8, 3)(inputs)
x = layers.Convolution1D(8, 3)(x)
y = TimeDistributed(C(4, 3))(Input((5, 20, 1)))
table = {"conv": layers.Conv1D}
x = table["conv"](4, 3)(x)
"""

NAMES = """\
from keras import Input, layers


def build(window, data, other):
    x = layers.Conv1D(8, 3)(Input((window, 1)))
    y = layers.Conv1D(8, 3)(Input((data.shape[1], 1)))
    z = layers.Conv1D(8, 3)(other())
    return layers.Conv1D


def decorate(function): ...


@decorate
def never(x):
    return layers.Conv1D(8, 3)(x)
"""

OLD = "from keras.layers import Conv1D\nprint 'building'\n# Conv1D(1)\nlayer = Conv1D(8, 3)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("one/numbers.py", NUMBERS), ("two/names.py", NAMES), ("two/old.py", OLD)):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def columns(folder: Path) -> dict[str, list[tuple[int, str]]]:
    return {
        each.file.name: [(site.site.line, site.column) for site in each.sites] for each in survey(folder, Settings())
    }


def test_each_site_is_counted_once_in_its_column(folder: Path) -> None:
    found = columns(folder)
    assert found["numbers.py"] == [(5, "a"), (6, "a"), (7, "a"), (9, "a")]
    assert found["names.py"] == [(5, "b"), (6, "b"), (7, "c"), (16, "d")]
    assert found["old.py"] == [(4, "d")]


def test_a_report_says_how_many_and_why(folder: Path) -> None:
    lines = list(report(folder, list(survey(folder, Settings()))))
    assert lines[1:4] == [
        "     5     0     2     1     2   40%   60%  two",
        "     4     4     0     0     0  100%  100%  one",
        "     9     4     2     1     2   67%   78%  all",
    ]
    assert "     1  no tensor: the file does not parse" in lines
    assert "          two/old.py:4" in lines
    assert "     1  error syntax-error" in lines


def test_a_class_or_method_of_that_name_is_not_the_layer() -> None:
    assert not call_sites("class Conv1D: ...\nConv1D(3)\n")
    assert not call_sites("self.Conv1D(3)\n")
    assert [site.column for site in call_sites("é = Conv1D(3)\n")] == [5]


def test_calls_that_make_arrays_are_counted_by_what_is_known_of_the_result(tmp_path: Path) -> None:
    (tmp_path / "data.py").write_text(
        "import keras, numpy as np\n"
        "def use(x):\n"
        "    a = np.zeros((3, 4))\n"
        "    b = np.mean(x, axis=0)\n"
        "    return np.a_function_that_is_nowhere(a)\n"
    )
    lines = list(report_of_calls(tmp_path, count(tmp_path, Settings())))
    assert lines[1].split()[:5] == ["3", "1", "0", "1", "1"], lines
