"""Records made by hand, for the tests of what the server makes of them."""

from lsprotocol import types as t
from pygls.workspace import PositionCodec

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Edit, Fix, Place, Severity, Step, TensorFact
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.server.text import Text
from conv1d_lsp.settings import Settings

PATH = "/project/model.py"
URI = "file:///project/model.py"
SOURCE = 'x = Input((9, 8))\n"😋"; y = Conv1D(64, 30)(x)\nmodel = Sequential([\n    Conv1D(8, 3),\n])\n'


def text(source: str, encoding: t.PositionEncodingKind = t.PositionEncodingKind.Utf16) -> Text:
    return Text(source, PositionCodec(encoding))


def place_of(part: str, source: str = SOURCE) -> Place:
    """Where a part of one line first stands."""
    before = source[: source.index(part)]
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    return Place(PATH, line, column, line, column + len(part))


def snapshot(analysis: Analysis, source: str = SOURCE, version: int = 7) -> Snapshot:
    return Snapshot(URI, PATH, version, text(source), Settings(), analysis)


def analysis(**known: object) -> Analysis:
    return Analysis(PATH, 3, "nothing says otherwise", **known)  # type: ignore[arg-type]


TOO_LONG = Diagnostic(
    place=place_of("30"),
    rule="window-too-long",
    severity=Severity.ERROR,
    message="the window covers 30 steps, the sequence has 9",
    trail=(Step(place_of("Input((9, 8))"), "9 steps come from here"),),
    fixes=(
        Fix("Pad", False, (Edit(Place(PATH, 2, 23, 2, 23), ', padding="same"'),)),
        Fix("Shorten the window to 9", True, (Edit(place_of("30"), "9"),)),
    ),
)

CONVOLVED = TensorFact(
    place=place_of("Conv1D(64, 30)(x)"),
    name="y",
    name_place=place_of("y"),
    layer="Conv1D",
    layer_place=place_of("Conv1D(64, 30)"),
    shape=(None, 98, 64),
    inputs=((None, 100, 1),),
    formula=("steps: (100 - 3) // 1 + 1 = 98",),
    arguments=(("filters", "64"), ("kernel_size", "3")),
    params=256,
)
