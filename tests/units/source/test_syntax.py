"""Which texts need Python's own verdict before LibCST's: what LibCST takes of a plain text, Python takes too."""

import ast
import random
import textwrap

import libcst as cst
import pytest

from conv1d_lsp.source.nesting import deep_line, is_flat
from conv1d_lsp.source.syntax import is_plain
from tests.units.source.texts import HOSTILE, NASTY, library_files

_BROKEN_PARTS = [*"()[]{}:,.=*+-@'\"\\#\n \t0a~!%&|<>;", "in", "is", "not", "if", "else", "for", "lambda", "yield"]
_BROKEN_PARTS += ["==", ":=", "**", "def", "return", "import", "from", "as", "None", "True", "async", "case", "..."]

#: What Python refuses and LibCST takes: the only kinds that were found among 267,000 broken texts and a table of 138.
_ONLY_PYTHON_REFUSES = ["x = b'é'\n", "x = '\\N{foo}'\n", "x = '\\x1'\n", "x = u'\\u12'\n"]


def taken_by_python(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


def taken_by_libcst(text: str) -> bool:
    try:
        cst.parse_module(text)
    except cst.ParserSyntaxError:
        return False
    return True


@pytest.mark.parametrize("text", _ONLY_PYTHON_REFUSES)
def test_what_only_python_refuses_is_not_plain(text: str) -> None:
    assert taken_by_libcst(text)
    assert not taken_by_python(text)
    assert not is_plain(text)


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize("seed", range(8))
def test_of_a_plain_text_libcst_takes_only_what_python_takes(seed: int) -> None:
    chosen = random.Random(seed)
    files = [
        text
        for path in library_files(12, seed, 40_000)
        if (text := path.read_text(errors="replace")).strip() and text.isascii()
    ]
    taken = 0
    for _ in range(400):
        text = broken(chosen.choice(files), chosen)
        if is_plain(text) and taken_by_libcst(text):
            taken += 1
            assert taken_by_python(text), text
    assert taken > 20


def broken(text: str, chosen: random.Random) -> str:
    """A few lines out of a text, with something left out or put in."""
    lines = text.splitlines(keepends=True)
    first = chosen.randrange(len(lines))
    part = textwrap.dedent("".join(lines[first : first + chosen.randint(1, 20)]))
    for _ in range(chosen.randint(0, 2)):
        at = chosen.randint(0, len(part))
        put = chosen.choice(["", *_BROKEN_PARTS])
        part = part[:at] + put + part[at + (not put) :]
    return part


@pytest.mark.parametrize("name", HOSTILE)
def test_what_must_not_get_to_libcst_is_not_plain(name: str) -> None:
    assert not is_plain(HOSTILE[name]) or deep_line(HOSTILE[name]) is None


@pytest.mark.parametrize(
    "text",
    [
        "x = (\n" + "a +\n" * 400 + "a)\n",
        "x = " + "a + \\\n" * 400 + "a\n",
        "x = (" + '"a)" "(b"\n' * 400 + ")\n",
        "x = (" + '"""a)\n""" + # (\n' * 400 + "1)\n",
        "x = " + "-" * 400 + "1\n",
        "x = " + "(\n" * 150 + ")\n" * 150,
        "if a:\n    pass\n" + "elif a:\n    pass\n" * 400,
        "x = (1\n",
        "x = 'a\n",
    ],
)
def test_nothing_deep_or_torn_is_flat(text: str) -> None:
    assert not is_flat(text)


@pytest.mark.parametrize("name", NASTY)
def test_what_is_flat_nests_nowhere(name: str) -> None:
    assert not is_flat(NASTY[name]) or deep_line(NASTY[name]) is None


def test_most_texts_are_plain() -> None:
    texts = [path.read_text(errors="replace") for path in library_files(40, 1, 40_000)]
    ordinary = [text for text in texts if text.isascii() and "\\" not in text]
    assert sum(map(is_plain, ordinary)) > 0.9 * len(ordinary)
