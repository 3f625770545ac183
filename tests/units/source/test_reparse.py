"""A tree that is made from that of an earlier text equals a full parse, whatever was edited."""

import random
from collections import Counter
from pathlib import Path

import libcst as cst
import pytest

from conv1d_lsp.source import reparse as module
from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.parse import Parsed, parse
from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.reparse import reparse
from conv1d_lsp.source.syntax import Broken
from conv1d_lsp.source.walk import nodes_in

HERE = Path(__file__)
FILES = [*sorted(HERE.parents[2].glob("examples/*.py")), *sorted(HERE.parent.glob("test_p*.py"))]

#: What may be typed or pasted anywhere.
BITS = (
    *(
        "\n",
        "    ",
        "else:\n",
        "elif z:\n  q\n",
        "# c\n",
        "    # in\n",
        "  # t",
        "x = 1\n",
        "\\\n",
        "(",
        ")",
        '"""',
        "@d\n",
    ),
    *("if x:\n    y\n", "def f():\n  pass\n", "\n\n", ";", "\r\n", "\r", "é = 'ü'\n", "\t", "\f", " ", "pass"),
    "class A:\n\n    # z\n    a = 1\n\n",
)

EDITS = 40


def edited(text: str, rng: random.Random) -> str:
    """The text after one thing that people do: typing, deleting, pasting, moving lines."""
    lines = split_lines(text)
    at, line, other = rng.randrange(len(text) + 1), rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(5):
        case 0:
            return text[:at] + rng.choice(BITS) + text[at:]
        case 1:
            return text[:at] + text[at + rng.choice([1, 1, 1, 5, 20, 80]) :]
        case 2:
            return "".join([*lines[:line], rng.choice(BITS), *lines[line:]])
        case 3:
            return "".join([*lines[:line], *lines[line + rng.choice([1, 1, 2, 5]) :]])
    return "".join([*lines[:line], *lines[other : other + rng.choice([1, 2, 8])], *lines[line:]])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_edits_one_after_the_other(file: Path) -> None:
    rng, text = random.Random(file.stem), file.read_text()
    earlier = parsed(text)
    for _ in range(EDITS):
        text = edited(text or "x\n", rng)
        found, whole = reparse(text, earlier), parse(text)
        if isinstance(whole, Broken) or isinstance(found, Broken):
            assert found == whole
            text = earlier.text
            continue
        assert found.module.deep_equals(whole.module)
        assert found.module.code == whole.module.code
        if "\\\n" not in text:  # LibCST loses lines
            assert [(each.line, each.height) for each in found.chunks] == [
                (each.line, each.height) for each in whole.chunks
            ]
            assert places(found) == places(whole)
        earlier = found


def test_only_what_stands_around_the_edit_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "import os\n\n" + "".join(f"def f{n}(x):\n    return x + {n}\n\n\n" for n in range(200))
    earlier, asked = parsed(text), Counter[int]()

    def counted(code: str) -> Parsed | Broken:
        asked[len(code)] += 1
        return parse(code)

    monkeypatch.setattr(module, "parse", counted)
    found = reparse(text.replace("x + 100\n", "x * 100\n"), earlier)
    assert isinstance(found, Parsed)
    assert sum(asked.elements()) < 100
    same = [new is old for new, old in zip(found.statements, earlier.statements, strict=True)]
    assert same.count(False) == 1


def test_a_string_that_is_opened_reaches_over_all_that_follows() -> None:
    text = 'import os\n\na = 1\nb = """c\nd"""\ne = 2\n'
    found = reparse(text.replace("a = 1", 'a = """1'), parsed(text))
    assert isinstance(found, Broken)


def parsed(text: str) -> Parsed:
    found = parse(text)
    assert isinstance(found, Parsed)
    return found


def places(of: Parsed) -> list[object]:
    positions = Positions(of)
    return [positions.place(node, "f") for statement in of.statements for node in list(nodes_in(statement))[:20]]


def test_what_python_refuses_is_not_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "import keras\n" + "".join(f"x{number} = {number}\n" for number in range(50))
    earlier = parse(text)
    assert isinstance(earlier, Parsed)
    broken = text.replace("x40 = ", "x40 = (")
    expected, lengths = parse(broken), list[int]()
    native = cst.parse_module

    def counted(code: str) -> cst.Module:
        lengths.append(len(code))
        return native(code)

    monkeypatch.setattr(cst, "parse_module", counted)
    assert reparse(broken, earlier) == expected
    assert max(lengths) < len(text) / 4
