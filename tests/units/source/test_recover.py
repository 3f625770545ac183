"""Recovery: every state of a typed script has a tree, with as many lines, and most of its layer calls."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.parse import Parsed, parse
from conv1d_lsp.source.recover import Recovered, recover
from tests.units.source.texts import HOSTILE, NASTY, SCRIPT

_LAYER = re.compile(r"\blayers\.[A-Z]\w*\(|\bkeras\.(?:Input|Model|Sequential)\(")


def contents(recovered: Recovered) -> list[str]:
    return [line.rstrip("\r\n") for line in split_lines(recovered.parsed.text)]


def typing_states() -> Iterator[tuple[int, str]]:
    """The script with each line typed anew, a character at a time: the line's number and the text."""
    lines = SCRIPT.splitlines(keepends=True)
    for number, line in enumerate(lines):
        content = line.rstrip("\n")
        for length in range(len(content)):
            typed = [*lines[:number], content[:length] + "\n", *lines[number + 1 :]]
            yield number + 1, "".join(typed)


def edited_statement(number: int) -> set[int]:
    """The lines of the innermost statement that the line belongs to."""
    lines = SCRIPT.splitlines()
    first = last = number
    for low, high in ((14, 18), (34, 38)):
        if low <= number <= high:
            first, last = low, high
    assert first <= len(lines)
    return set(range(first, last + 1))


@pytest.mark.parametrize("told", [True, False], ids=["line known", "line unknown"])
def test_every_state_of_typing_recovers(told: bool, capsys: pytest.CaptureFixture[str]) -> None:
    kept = wanted = broken = states = 0
    for number, text in typing_states():
        states += 1
        if isinstance(parse(text), Parsed):
            continue
        broken += 1
        recovered = recover(text, number if told else None)
        after = contents(recovered)
        assert len(after) == len(split_lines(text))
        own = edited_statement(number)
        for at, line in enumerate(split_lines(text), 1):
            if at not in own:
                calls = len(_LAYER.findall(line))
                wanted += calls
                kept += calls if after[at - 1] == line.rstrip("\r\n") else 0
    with capsys.disabled():
        print(f" [{states} states, {broken} broken, {100 * kept / wanted:.1f} % of the layer calls kept]", end="")
    assert broken > states / 2
    assert kept / wanted >= 0.85


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_leave_a_tree_with_as_many_lines(name: str) -> None:
    recovered = recover(HOSTILE[name])
    assert len(contents(recovered)) == len(split_lines(HOSTILE[name]))
    assert recovered.blanked


def test_what_stands_around_hostile_code_is_kept() -> None:
    for text in HOSTILE.values():
        if text.endswith("\n") and "'''" not in text:
            after = contents(recover(f"before = 1\n{text}after = 2\n"))
            assert (after[0], after[-2]) == ("before = 1", "after = 2")


@pytest.mark.parametrize("name", NASTY)
def test_what_parses_is_left_alone(name: str) -> None:
    if "newer" not in name and name not in ("type parameters",):  # the trials are those of our own Python
        recovered = recover(NASTY[name])
        assert recovered.parsed.text == NASTY[name]
        assert recovered.blanked == ()


@pytest.mark.parametrize(
    ("broken", "mended", "blanked"),
    [
        ("x = f(1,\ny = 2\n", "x = ...\ny = 2\n", ((1, 1),)),
        ("for i in range(3\n    x = i\n", "for i in ...:\n    x = i\n", ((1, 1),)),
        ("def f(a, b\n    return a\n", "def f(*_, **__):\n    return a\n", ((1, 1),)),
        ("class K(A\n    x = 1\n", "class K(...):\n    x = 1\n", ((1, 1),)),
        ("if a = 1:\n    x = 1\nelse:\n    x = 2\n", "if ...:\n    x = 1\nelse:\n    x = 2\n", ((1, 1),)),
        ("with a as\n    x = 1\n", "with ...:\n    x = 1\n", ((1, 1),)),
        ("def f():\nx = 1\n", "f = ...\nx = 1\n", ((1, 1),)),
        ("try:\n    x = 1\ny = 2\n", "pass\n\ny = 2\n", ((1, 2),)),
        ("a, self.b = f(\nc = 1\n", "a = self.b = ...\nc = 1\n", ((1, 1),)),
        ("model.add(\nc = 1\n", "model = ...\nc = 1\n", ((1, 1),)),
        ("import keras\nkeras.utils.f(\nc = 1\n", "import keras\npass\nc = 1\n", ((2, 2),)),
        ("m = [\n    f(1)\n    f(2),\n]\nc = 1\n", "m = ...\n\n\n\nc = 1\n", ((1, 4),)),
        ("def f():\n    x = g(\n        1 2\n    )\n    y = 1\n", "def f():\n    x = ...\n\n\n    y = 1\n", ((2, 4),)),
        ("x = 1\r\ny = (\r\nz = 2", "x = 1\r\ny = ...\r\nz = 2", ((2, 2),)),
        ("a = (\nb = 1\nc = ]\n", "a = ...\nb = 1\nc = ...\n", ((1, 1), (3, 3))),
        ("x = 1\nclass K(m=1, *B): pass\ny = 2\n", "x = 1\nK = ...\ny = 2\n", ((2, 2),)),
    ],
)
def test_the_least_is_lost(broken: str, mended: str, blanked: tuple[tuple[int, int], ...]) -> None:
    recovered = recover(broken)
    assert recovered.parsed.text.replace(" \n", "\n") == mended
    assert recovered.blanked == blanked
    assert recovered.is_blanked(blanked[0][0])
    assert not recovered.is_blanked(99)


def test_an_open_string_costs_no_more_than_what_follows() -> None:
    text = "a = 1\nb = 2\nc = '''open\n" + "def f():\n    '''What it does.'''\n\n\n" * 20
    assert recover(text).blanked == ((3, 3),)
    assert recover(text, 3).blanked == ((3, 3),)


def test_an_open_bracket_costs_its_own_statement() -> None:
    text = "def f():\n    a = 1\n    x = g(\n        1,\n\n    y = 2\n    z = 3\n    return z\n"
    assert recover(text).blanked == ((3, 4),)


@settings(max_examples=150)
@given(
    at=st.integers(0, len(SCRIPT)),
    length=st.integers(0, 30),
    new=st.text(alphabet="()[]{}'\"\\\n\r\t #:,=.xé\0\ud800", max_size=8),
    line=st.none() | st.integers(-1, 60),
)
def test_random_edits_keep_the_number_of_lines(at: int, length: int, new: str, line: int | None) -> None:
    text = SCRIPT[:at] + new + SCRIPT[at + length :]
    assert len(contents(recover(text, line))) == len(split_lines(text))
