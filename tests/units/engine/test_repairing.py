"""Several fixes in one text: which ones, in which order, and when to stop."""

import pytest

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Edit, Fix, Place, Severity
from conv1d_lsp.engine import check, repair
from conv1d_lsp.engine.repairing import MOST_CHECKS, Repaired, repair_text
from conv1d_lsp.settings import Generation, Settings

FILE = "a.py"
HEAD = "import numpy as np\nimport keras\nfrom keras import layers\n"


def checked(text: str) -> Analysis:
    return check(text, FILE, Settings(keras=Generation.KERAS_3))


def repaired(text: str, *, unsafe: bool) -> Repaired:
    return repair(text, checked(text), checked, unsafe=unsafe)


def test_safe_ones_alone() -> None:
    text = HEAD + "a = layers.Conv1D(8, 15)(keras.Input((10, 4)))\nb = keras.Input(100)\n"
    done = repaired(text, unsafe=False)
    assert done.text == text.replace("Input(100)", "Input((100,))")
    assert [(each.rule, each.line, each.safe) for each in done.repairs] == [("input-not-a-tuple", 5, True)]
    (left,) = done.analysis.diagnostics
    assert left.fixes and all(fix.proven and not fix.safe for fix in left.fixes)


def test_unsafe_ones_too_with_what_else_would_do() -> None:
    text = HEAD + "a = layers.Conv1D(8, 15)(keras.Input((10, 4)))\nb = layers.Conv1D(8, 3)(keras.Input((100,)))\n"
    done = repaired(text, unsafe=True)
    assert not done.analysis.diagnostics
    assert 'Conv1D(8, 15, padding="same")' in done.text
    assert [each.rule for each in done.repairs] == ["window-too-long", "input-rank"]
    assert done.repairs[0].instead == ("Set kernel_size to 10, the longest that fits",)


def test_fixes_in_one_expression() -> None:
    body = "y = layers.Conv1D(8, 3, border_mode='same')(layers.Conv1D(8.0, 3)(keras.Input((10, 4))))\n"
    done = repaired(HEAD + body, unsafe=True)
    assert not done.analysis.diagnostics
    assert len(done.repairs) == 2


def test_a_fix_that_brings_a_later_fault_to_light_goes_with_a_fix_for_that() -> None:
    body = "x = keras.Input((9,))\ny = layers.Conv1D(8, 2)(x)\nz = layers.Conv1D(8, 15)(y)\n"
    done = repaired(HEAD + body, unsafe=True)
    assert not done.analysis.diagnostics
    assert [each.rule for each in done.repairs] == ["input-rank", "window-too-long"]
    assert repaired(HEAD + body, unsafe=False).text == HEAD + body


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_newlines_stay_what_they_are(newline: str) -> None:
    text = HEAD + "m = keras.Sequential()\nm.add(keras.Input((9,)))\nm.add(layers.Conv1D(8, 3))\n"
    done = repaired(text.replace("\n", newline), unsafe=True)
    assert done.repairs
    assert "\n" not in done.text.replace(newline, "")


@pytest.mark.parametrize("broken", ["x = (\n", "print 'shape'\n"])
def test_a_text_that_does_not_parse_is_left_alone(broken: str) -> None:
    text = HEAD + "b = keras.Input(100)\n" + broken
    done = repaired(text, unsafe=True)
    assert done.text == text
    assert not any(each.fixes for each in done.analysis.diagnostics)


def test_a_fix_that_never_ends() -> None:
    place = Place(FILE, 1, 1, 1, 1)

    def endless(text: str) -> Analysis:
        fix = Fix("Go on", True, (Edit(place, "#"),))
        rules = [f"rule-{number}" for number in range(len(text), MOST_CHECKS + 50)]
        left = [Diagnostic(place, rule, Severity.ERROR, "", fixes=(fix,)) for rule in rules]
        return Analysis(FILE, 3, "", tuple(left))

    done = repair_text("", endless(""), endless, unsafe=True)
    assert len(done.text) <= MOST_CHECKS


def test_what_says_the_same_is_repaired_at_once() -> None:
    line = "layers.Conv1D(8, 30)(x)\n"
    text = HEAD + "x = keras.Input((10, 4))\n" + line * 40
    asked: list[str] = []

    def counted(changed: str) -> Analysis:
        asked.append(changed)
        return checked(changed)

    done = repair(text, checked(text), counted, unsafe=True)
    assert done.text == text.replace("30", "10")
    assert [each.line for each in done.repairs] == [*range(5, 45)]
    assert len(asked) < 10


def test_what_says_the_same_but_is_repaired_in_other_ways() -> None:
    line = "layers.Conv1D(8, 15)(x)\n"
    body = f"x = keras.Input((10, 4))\na = {line}b = {line}c = layers.Conv1D(4, 8)(b)\n"
    done = repaired(HEAD + body, unsafe=True)
    assert not done.analysis.diagnostics
    assert done.text != HEAD + body
