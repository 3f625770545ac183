"""Which statement a line's comment speaks of, and the recording calls."""

import ast

import pytest

from conv1d_lsp.runtime.worker.instrument import RECORDER, instrument
from conv1d_lsp.runtime.worker.places import lines_of_innermost, spoken_of, targets
from conv1d_lsp.runtime.worker.trace import bound_by


def recorded(text: str, line: int) -> str:
    return instrument(text, [line])[0].replace(RECORDER, "R")


@pytest.mark.parametrize(
    ("text", "line", "changed"),
    [
        ("x = f(1)", 1, "x = R(1, (f(1)))"),
        ("x, y = 1, 2", 1, "x, y = R(1, (1, 2))"),
        ("x = a; y = b", 1, "x = a; y = R(1, (b))"),
        ("for i in a: x = i", 1, "for i in a: x = R(1, (i))"),
        ("self.x = a", 1, "self.x = R(1, (a))"),
        ("x: int = a", 1, "x: int = R(1, (a))"),
        ("x += a", 1, "x += a; R(1, (x))"),
        ("def f(): return a, b", 1, "def f(): return R(1, (a, b))"),
        ("model.add(a)", 1, "R(1, (model.add(a)), (model))"),
        ("f().add(a)", 1, "R(1, (f().add(a)))"),
        ("é = 'é' + f(é)", 1, "é = R(1, ('é' + f(é)))"),
        ("m = S([\n  a(1),\n  b(2),\n])", 2, "m = S([\n  R(2, (a(1))),\n  b(2),\n])"),
        ("m = S([\n  a(1),\n  b(2)])", 3, "m = R(3, (S([\n  a(1),\n  b(2)])))"),
        ("m = S(\n  [a(1)]\n)", 1, "m = R(1, (S(\n  [a(1)]\n)))"),
        ("a = '\f'; b = 1\r\nx = '\u2028'; y = c\r\n", 2, "a = '\f'; b = 1\nx = '\u2028'; y = R(2, (c))\n"),
        ("x = (a +\n  b)", 2, "x = (R(2, (a +\n  b)))"),
    ],
)
def test_a_recording_call(text: str, line: int, changed: str) -> None:
    assert recorded(text, line) == changed
    ast.parse(changed)


@pytest.mark.parametrize("text", ["import a", "pass", "x: int", "def f(): return", "", "if a:\n    pass"])
def test_nothing_to_record(text: str) -> None:
    assert instrument(text, [1]) == (text, [1])


def test_targets() -> None:
    def of(text: str) -> list[str]:
        node = spoken_of(ast.parse(text), 1)
        assert node is not None
        return targets(node)

    assert of("x = y = f()") == ["y"]
    assert of("x, (self.y, *z) = f()") == ["x", "self.y", "z"]
    assert of("f()") == []


def test_innermost_statement() -> None:
    tree = ast.parse("def f(\n  a):\n  for i in (1,\n    2):\n    g(\n      i)\n")
    lines = [lines_of_innermost(tree, line) for line in range(1, 8)]
    assert lines == [(1, 2), (1, 2), (3, 4), (3, 4), (5, 6), (5, 6), (7, 7)]


def test_what_a_statement_binds() -> None:
    rows = ["c, d[0] = 1, 2", "import e.f, g as h", "def i(j): k = 1", "class m: n = 1", "o = [p for q in r]"]
    text = "\n  ".join(["with a as b:", *rows])
    assert bound_by(ast.parse(text).body[0]) == {"b", "c", "e", "h", "i", "m", "o", "q"}
