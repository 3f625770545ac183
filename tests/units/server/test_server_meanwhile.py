"""What an older text says of a newer one."""

import random

from lsprotocol import types as t
from pygls.workspace import PositionCodec

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.server.markup import Markup
from conv1d_lsp.server.requests.meanwhile import Moved, hover_meanwhile
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.server.text import Text
from conv1d_lsp.settings import Settings
from tests.server.pretend import analyze, explain

CODEC = PositionCodec()
OLD = "a = 1\nx = Layer(9)\nb = 2\ny = Layer(7)\nc = 3\n"


def text(source: str) -> Text:
    return Text(source, CODEC)


def snapshot(source: str) -> Snapshot:
    analysis: Analysis = analyze(source, "/m.py", Settings(), None)
    return Snapshot("file:///m.py", "/m.py", 1, text(source), Settings(), analysis)


def asked(new: str, line: int) -> tuple[int, str] | None:
    """The line and the words of the answer."""
    markup = Markup(t.MarkupKind.PlainText)
    found = hover_meanwhile(snapshot(OLD), text(new), t.Position(line, 0), markup, explain)
    if found is None:
        return None
    assert isinstance(found.contents, t.MarkupContent) and found.range is not None
    return found.range.start.line, found.contents.value.splitlines()[0]


def test_above_and_below_an_edit_answers_stand_where_the_lines_are_now() -> None:
    new = OLD.replace("b = 2", "b = 22\nbb = (")
    assert asked(new, 1) == (1, "x: (None, 9) = Layer()")
    assert asked(new, 4) == (4, "y: (None, 7) = Layer()")


def test_what_was_edited_has_no_answer() -> None:
    assert asked(OLD.replace("Layer(9)", "Layer(8)"), 1) is None
    assert asked("new = 1\n", 0) is None


def test_an_extent_around_an_edit_is_gone() -> None:
    whole = t.Range(t.Position(0, 0), t.Position(2, 1))
    assert Moved.between(text("f(\n1,\n)\n"), text("f(\n2,\n)\n")).forth(whole) is None
    assert Moved.between(text("f(\n1,\n)\n"), text("f(\n1,\n)\nx\n")).forth(whole) == whole


def test_lines_that_are_found_again_are_the_same_lines() -> None:
    chance = random.Random(1)
    for _ in range(500):
        old = "".join(chance.choices(("a\n", "b\n", "c\r\n", "😋"), k=8))
        begin, end = sorted(chance.choices(range(len(old) + 1), k=2))
        new = old[:begin] + "".join(chance.choices("ab\n", k=chance.randrange(4))) + old[end:]
        older, newer = text(old), text(new)
        moved = Moved.between(older, newer)
        for line, body in enumerate(newer.lines):
            before = moved.back(t.Position(line, 0))
            assert before is None or older.lines[before.line] == body
