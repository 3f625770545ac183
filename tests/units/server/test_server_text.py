"""Positions: three encodings, all line ends, and edits that Python's own `splitlines` would misplace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types as t
from pygls.workspace import PositionCodec

from conv1d_lsp.diagnostics import Place
from conv1d_lsp.server.documents import Document
from tests.units.server.records import text

ENCODINGS = [t.PositionEncodingKind.Utf8, t.PositionEncodingKind.Utf16, t.PositionEncodingKind.Utf32]
CHARACTERS = st.text(alphabet='ab"é😋\u2028\x0c\x85\t\r\n', max_size=40)


@pytest.mark.parametrize(("encoding", "character"), [*zip(ENCODINGS, (11, 8, 7), strict=True)])
def test_a_column_behind_an_emoji_is_counted_in_the_clients_units(
    encoding: t.PositionEncodingKind, character: int
) -> None:
    lines = text('x\ny = "é😋"', encoding)
    assert lines.position(2, 8) == t.Position(1, character)
    assert lines.point(t.Position(1, character)) == (2, 8)


def test_lines_end_where_the_protocol_says() -> None:
    lines = text("a\u2028b\x0c\r\nc\rd\n")
    assert lines.lines == ("a\u2028b\x0c\r\n", "c\r", "d\n", "")
    assert lines.range(Place("f", 2, 1, 3, 2)) == t.Range(t.Position(1, 0), t.Position(2, 1))


def test_a_position_past_the_end_of_a_line_is_its_end() -> None:
    lines = text("ab\r\ncd")
    assert lines.offset(t.Position(0, 99)) == 2
    assert lines.offset(t.Position(1, 99)) == 6
    assert lines.offset(t.Position(9, 0)) == 6
    assert lines.point(t.Position(9, 0)) == (2, 3)


def test_a_place_past_the_end_of_the_text_is_its_end() -> None:
    assert text("ab\ncd").position(9, 1) == t.Position(1, 2)
    assert text("").position(1, 1) == t.Position(0, 0)


def test_the_end_of_a_line_leaves_blanks_aside() -> None:
    assert text("y = 1  \nz").line_end(1) == t.Position(0, 5)


@given(CHARACTERS, st.sampled_from(ENCODINGS))
def test_every_place_survives_the_way_to_the_client_and_back(source: str, encoding: t.PositionEncodingKind) -> None:
    lines = text(source, encoding)
    for line in range(1, len(lines.lines) + 1):
        for column in range(1, len(lines.body(line - 1)) + 2):
            position = lines.position(line, column)
            assert lines.point(position) == (line, column)
            assert lines.offset(position) == lines.starts[line - 1] + column - 1


@given(CHARACTERS, CHARACTERS, st.data(), st.sampled_from(ENCODINGS))
def test_an_edit_lands_where_the_client_made_it(
    source: str, inserted: str, data: st.DataObject, encoding: t.PositionEncodingKind
) -> None:
    before = text(source, encoding)
    places = [
        (line, column)
        for line in range(1, len(before.lines) + 1)
        for column in range(1, len(before.body(line - 1)) + 2)
    ]
    start, end = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
    first, last = before.position(*start), before.position(*end)
    document = Document("file:///f.py", source, position_codec=PositionCodec(encoding))
    document.apply_change(t.TextDocumentContentChangePartial(t.Range(first, last), inserted))
    assert document.source == source[: before.offset(first)] + inserted + source[before.offset(last) :]
    assert document.text.source == document.source


def test_a_full_change_replaces_the_text() -> None:
    document = Document("file:///f.py", "old")
    assert document.text.source == "old"
    document.apply_change(t.TextDocumentContentChangeWholeDocument("new\n"))
    assert document.lines == ("new\n", "")
