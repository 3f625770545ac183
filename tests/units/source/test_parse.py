"""Parsing: Python's words for what is broken, one honest sentence for what only we do not follow, and no crash."""

import gc
import time

import libcst as cst
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conv1d_lsp.source.parse import Parsed, parse
from conv1d_lsp.source.syntax import Broken
from tests.units.source.texts import HOSTILE, SCRIPT


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("import sys\nprint 'a'\n", ("Missing parentheses in call to 'print'. Did you mean print(...)?", 2, 1)),
        ("x = (1\ny = 2\n", ("'(' was never closed", 1, 5)),
        ("if a:\n    b\n   c\n", ("unindent does not match any outer indentation level", 3, 5)),
        ("x = 1\ny\0 = 2\n", ("source code cannot contain null bytes", 2, 2)),
        ("x = '\ud800'\n", ("this is half a character (a lone surrogate), which is not text", 1, 6)),
        ("x = " + "[" * 500 + "]" * 500, ("too many nested parentheses", 1, 205)),
        ("é = é é\n", ("invalid syntax", 1, 7)),
    ],
)
def test_broken_code_is_told_in_pythons_words(text: str, broken: tuple[str, int, int]) -> None:
    outcome = parse(text)
    assert isinstance(outcome, Broken)
    assert not outcome.valid
    assert outcome.message == broken[0]
    assert outcome.line == broken[1]


def test_newer_python_is_not_called_broken() -> None:
    assert isinstance(parse("type X[T] = int\nx = f'{f'{1}'}'\n"), Parsed)


def test_what_only_libcst_refuses_is_information_at_its_place() -> None:
    outcome = parse("x = 1\n\nclass K(m=1, *B): pass\n\ny = 2\n")
    assert outcome == Broken("this syntax is not understood yet, so the statement is left out", 3, 1, valid=True)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_end_in_an_answer_soon(name: str) -> None:
    start = time.monotonic()
    outcome = parse(HOSTILE[name])
    assert isinstance(outcome, Broken)
    lines = HOSTILE[name].count("\n") + 1
    assert 1 <= outcome.line <= lines
    assert outcome.column >= 1
    assert "\n" not in outcome.message
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "text",
    [
        "x = [" + "1, " * 20_000 + "]\n",
        "x = (" + "1, -2 + 3, f(4)[5].g,\n" * 3_000 + ")\n",
        "a = '" + "[(-" * 5_000 + "'\n# " + "((((" * 1_000 + "\nb = '''" + "+\n" * 9_000 + "'''\n",
        "".join(f"if a == {i}:\n    pass\n" for i in range(600)),
        "def f():\n" + "    x = a + b * c - d(e)[f]\n" * 1_000,
        "x = " + " + ".join(["a"] * 250) + "\n",
    ],
)
def test_long_is_not_deep(text: str) -> None:
    assert isinstance(parse(text), Parsed)


def test_a_byte_order_mark_is_left_out() -> None:
    parsed = parse("\ufeffx = 1\n")
    assert isinstance(parsed, Parsed)
    assert parsed.text == "x = 1\n"


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    parse("x = 1\n")
    parse("x = = 1\n")
    assert gc.isenabled()
    gc.disable()
    try:
        parse("x = 1\n")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_chunks_are_the_top_level_statements_with_their_lines() -> None:
    text = "# head\n\nx = 1; y = 2\n# about f\n@d\ndef f():\n    pass\n    # end\n\nif x: y\n# foot\n"
    parsed = parse(text)
    assert isinstance(parsed, Parsed)
    assert [(type(c.statement), c.line, c.height) for c in parsed.chunks] == [
        (cst.SimpleStatementLine, 3, 1),
        (cst.FunctionDef, 4, 5),
        (cst.If, 9, 2),
    ]
    assert parsed.footer_line == 11
    assert len(parsed.header) == 2
    assert len(parsed.footer) == 1


@settings(max_examples=150)
@given(
    at=st.integers(0, len(SCRIPT)),
    length=st.integers(0, 12),
    new=st.text(alphabet="()[]{}'\"\\\n\r\t #:,=.xé\0\ud800", max_size=6),
)
def test_random_edits_never_raise(at: int, length: int, new: str) -> None:
    outcome = parse(SCRIPT[:at] + new + SCRIPT[at + length :])
    assert isinstance(outcome, (Parsed, Broken))
