"""When a fix counts as proven: what each call of a function finds at the edited place."""

import pytest

from conv1d_lsp.diagnostics import Analysis, Edit, Place
from conv1d_lsp.engine import check, prove_all, repair
from conv1d_lsp.engine.edited import Edited
from conv1d_lsp.settings import Generation, Settings

FILE = "a.py"
HEAD = "import numpy as np\nimport keras\nfrom keras import layers\n"
SETTINGS = Settings(keras=Generation.KERAS_3)

PROJECTED = "Project the shortcut with Conv1D of kernel size 1"
WINDOW = "def block(n):\n    x = keras.Input((n, 4))\n    return layers.Conv1D(8, 15)(x)\n"
RESHAPE = "def fold(n):\n    x = keras.Input((n,))\n    return layers.Reshape((3, 5))(x)\n"
ADD = (
    "def add(n):\n    x = keras.Input((20, 4))\n    y = layers.Conv1D(n, 3, padding='same')(x)\n"
    "    return layers.Add()([x, y])\n"
)


def titles(text: str) -> list[list[str]]:
    """Of the fixes that are proven, for each diagnostic."""
    proven = prove_all(text, FILE, SETTINGS, check(text, FILE, SETTINGS))
    return [[fix.title for fix in each.fixes] for each in proven.diagnostics]


@pytest.mark.parametrize(
    ("function", "calls", "proven"),
    [
        (
            WINDOW,
            "block(10)\nblock(12)\nblock(40)\n",
            [['Pad with padding="same"', "Set kernel_size to 10, the longest that fits"], ['Pad with padding="same"']],
        ),
        (RESHAPE, "fold(24)\n", [["Reshape to (3, 8)", "Write -1 for size 2: Keras works it out"]]),
        (RESHAPE, "fold(24)\nfold(36)\n", [["Write -1 for size 2: Keras works it out"]] * 2),
        (RESHAPE, "fold(24)\nfold(25)\n", [[], []]),
        (
            ADD,
            "add(8)\nadd(6)\n",
            [
                [
                    "Project the shortcut with Conv1D of kernel size 1",
                    "Give input 1 as many channels as y has, with Conv1D",
                ]
            ]
            * 2,
        ),
    ],
)
def test_a_fix_must_serve_every_call(function: str, calls: str, proven: list[list[str]]) -> None:
    assert titles(HEAD + function + calls) == proven


def test_what_serves_one_call_alone_is_not_applied() -> None:
    text = HEAD + RESHAPE + "fold(24)\nfold(25)\n"

    def checked(edited: str) -> Analysis:
        return check(edited, FILE, SETTINGS)

    assert repair(text, checked(text), checked, unsafe=True).text == text


def place(text: str, part: str) -> Place:
    before = text[: text.index(part)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Place(FILE, line, column, line, column + len(part))


def inserted(text: str, in_front_of: str, code: str) -> Edit:
    there = place(text, in_front_of)
    return Edit(Place(FILE, there.line, there.column, there.line, there.column), code)


SOURCE = "a = f(1, b)\nc = g(b)\n"


@pytest.mark.parametrize(
    ("edits", "edited", "of", "become"),
    [
        ([Edit(place(SOURCE, "1"), "100")], "a = f(100, b)\nc = g(b)\n", "f(1, b)", "f(100, b)"),
        ([Edit(place(SOURCE, "1"), "100")], "a = f(100, b)\nc = g(b)\n", "1", "100"),
        ([Edit(place(SOURCE, "1"), "100")], "a = f(100, b)\nc = g(b)\n", "g(b)", "g(b)"),
        ([inserted(SOURCE, "g(b)", "h(")], "a = f(1, b)\nc = h(g(b)\n", "g(b)", "h(g(b)"),
        ([inserted(SOURCE, "g(b)", "h(")], "a = f(1, b)\nc = h(g(b)\n", "g(b)", "g(b)"),
        ([inserted(SOURCE, "c =", "b = 1\n")], "a = f(1, b)\nb = 1\nc = g(b)\n", "g(b)", "g(b)"),
        (
            [inserted(SOURCE, "1", "0, "), Edit(place(SOURCE, "c = g"), "h")],
            "a = f(0, 1, b)\nh(b)\n",
            "f(1, b)",
            "f(0, 1, b)",
        ),
    ],
)  # fmt: skip
def test_places_move_with_an_edit(edits: list[Edit], edited: str, of: str, become: str) -> None:
    done = Edited.by(SOURCE, edits)
    assert done.text == edited
    other = place(edited, "b")
    assert done.became(place(SOURCE, of), place(edited, become)) and not done.became(place(SOURCE, of), other)


def test_a_fault_that_has_moved_to_another_place_is_new() -> None:
    function = (
        "def build(pools):\n    m = keras.Sequential([keras.Input((8, 2)), layers.Conv1D(4, 9)])\n"
        "    if pools:\n        m.add(layers.MaxPooling1D(2))\n    return m\n"
    )
    assert titles(HEAD + function + "build(0)\n") == [
        ['Pad with padding="same"', "Set kernel_size to 8, the longest that fits"]
    ]
    assert titles(HEAD + function + "for each in (0, 1):\n    build(each)\n") == [['Pad with padding="same"']]
