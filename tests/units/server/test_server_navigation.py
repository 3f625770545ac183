"""The outline and the ways from place to place, of real programs."""

import pytest
from lsprotocol import types as t
from pygls.workspace import PositionCodec

from conv1d_lsp.engine import analyze
from conv1d_lsp.server.requests.definition import definition, highlights, references
from conv1d_lsp.server.requests.names import uses
from conv1d_lsp.server.requests.symbols import document_symbols, flat
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.server.text import Text
from conv1d_lsp.settings import Settings

SOURCE = """from keras import Input, Model, Sequential, layers

conv = layers.Conv1D(16, 3, name="c")
x = Input((100, 8), name="wave")
"😋"; y = conv(x)
y = layers.LSTM(5)(y)
model = Model(x, y)
print(y)
other = Sequential([
    Input((4,)),
    layers.Dense(2, name="two"),
])
z = layers.Conv1D(8, 30)(Input((10, 4)))
"""


def snapshot(source: str = SOURCE) -> Snapshot:
    text = Text(source, PositionCodec())
    return Snapshot("file:///m.py", "/m.py", 1, text, Settings(), analyze(source, "/m.py", Settings()))


def lines(locations: list[t.Location]) -> list[int]:
    return [each.range.start.line for each in locations]


def test_the_outline_has_models_with_their_layers() -> None:
    model, other, *loose = document_symbols(snapshot())
    assert (model.name, model.detail) == ("model", "Functional (None, 100, 8) → (None, 5)")
    shown = [(child.name, child.detail) for child in model.children or ()]
    assert shown == [
        ("wave", "InputLayer (None, 100, 8)"),
        ("c", "Conv1D (None, 98, 16)"),
        ("lstm", "LSTM (None, 5)"),
    ]
    assert {symbol.name for symbol in loose} <= {"z", "Conv1D", "Input"}
    assert not [symbol for symbol in loose if 8 <= symbol.range.start.line <= 11]  # what stands in the Sequential
    assert other.name == "other" and [child.name for child in other.children or ()][-1] == "two"
    for symbol in (model, other, *loose):
        for each in (symbol, *(symbol.children or ())):
            assert each.range.start <= each.selection_range.start and each.selection_range.end <= each.range.end


def test_the_outline_without_a_tree() -> None:
    symbols = flat(document_symbols(snapshot()), "file:///m.py")
    assert ("two", "other") in [(each.name, each.container_name) for each in symbols]


@pytest.mark.parametrize(
    ("line", "character", "found"),
    [(4, 6, [2]), (5, 0, [5]), (5, 20, [2]), (6, 17, [5]), (7, 6, [5]), (6, 14, [3]), (0, 2, [])],
)
def test_from_a_tensor_to_its_layer(line: int, character: int, found: list[int]) -> None:
    assert lines(definition(snapshot(), t.Position(line, character))) == found


def test_from_a_fault_to_where_it_began() -> None:
    source = "from keras import Input, layers\nx = Input((10, 4))\nfoo = 1\nz = layers.Conv1D(8, 30)(x)\n"
    known = snapshot(source)
    (fault,) = known.analysis.diagnostics
    at = known.text.position(fault.place.line, fault.place.column)
    assert 1 in lines(definition(known, at))


def test_a_tensor_is_used_until_its_name_is_another_one() -> None:
    known = snapshot()
    first = references(known, t.Position(4, 6), declared=True)
    assert [(each.range.start.line, each.range.start.character) for each in first] == [(4, 6), (5, 19)]
    assert lines(references(known, t.Position(6, 17), declared=True)) == [5, 6, 7]
    assert lines(references(known, t.Position(6, 17), declared=False)) == [6, 7]
    assert [each.kind for each in highlights(known, t.Position(7, 6))] == [
        t.DocumentHighlightKind.Write,
        t.DocumentHighlightKind.Read,
        t.DocumentHighlightKind.Read,
    ]
    assert references(known, t.Position(0, 7), declared=True) == []


def test_in_a_loop_all_uses_are_given() -> None:
    source = "x = 1\nfor i in range(3):\n    x = f(x)\nprint(x)\n"
    assert [(use.line, use.assigned) for use in uses(source, 4, 7)[1]] == [
        (1, True),
        (3, True),
        (3, False),
        (4, False),
    ]


def test_each_function_has_its_own_names() -> None:
    source = "def f(a):\n    x = a\n    return x\ndef g():\n    x = 2\n    return x\nx = (\n"
    assert uses(source, 3, 12) == ("", [])  # it does not parse
    assert [use.line for use in uses(source.replace("x = (\n", ""), 3, 12)[1]] == [2, 3]
