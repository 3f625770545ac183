"""What is said of an argument."""

from lsprotocol import types as t
from pygls.workspace import PositionCodec

from conv1d_lsp.engine import analyze
from conv1d_lsp.server.markup import Markup
from conv1d_lsp.server.requests.argument_hover import about_argument
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.server.text import Text
from conv1d_lsp.settings import Settings

SOURCE = """from keras import Input, layers
x = Input((100, 8))
"😋"; a = layers.Conv1D(64, 11, padding="valid", bogus=1)(x)
b = print(x, end="")
"""


def said(words: str, source: str = SOURCE) -> list[str]:
    """The lines at the end of these words."""
    text = Text(source, PositionCodec())
    snapshot = Snapshot("file:///m.py", "/m.py", 1, text, Settings(), analyze(source, "/m.py", Settings()))
    before = source[: source.index(words) + len(words)]
    units = len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2
    told = about_argument(snapshot, t.Position(before.count("\n"), units), Markup(t.MarkupKind.PlainText))
    return [] if told is None else told.split("\n")


def test_what_each_choice_gives() -> None:
    text = SOURCE.replace(", bogus=1", "")
    about, *outcomes = said('padding="va', text)
    assert about.startswith("padding: what is done at the ends") and about.endswith("(by default 'valid')")
    assert outcomes == [
        '"valid" gives (None, 90, 64)',
        '"same" gives (None, 100, 64)',
        '"causal" gives (None, 100, 64)',
    ]


def test_an_argument_by_place() -> None:
    assert said("Conv1D(6") == ["filters: how many channels come out"]


def test_what_is_no_argument_of_a_layer() -> None:
    assert said("bogus=") == said('end="') == said("x = Inp") == said(")(x") == []
