"""Positions: equal to LibCST's own on every node."""

import libcst as cst
import pytest
from libcst.metadata import MetadataWrapper, PositionProvider
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Place
from conv1d_lsp.source.layout import Layout
from conv1d_lsp.source.parse import Parsed, parse
from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.read import Unreadable, read
from tests.units.source.texts import NASTY, library_files


def tree(text: str) -> Parsed:
    parsed = parse(text)
    assert isinstance(parsed, Parsed), parsed
    return parsed


def assert_places_agree(parsed: Parsed, ahead: int = 0) -> int:
    """Compares all nodes; `ahead` is by how many lines LibCST's own are too small."""
    ranges = MetadataWrapper(parsed.module, unsafe_skip_copy=True).resolve(PositionProvider)
    positions = Positions(parsed)
    for node, wanted in ranges.items():
        start, end = wanted.start, wanted.end
        place = Place("f", start.line + ahead, start.column + 1, end.line + ahead, end.column + 1)
        if not (ahead and isinstance(node, cst.Module)):
            assert positions.place(node, "f") == place, type(node).__name__
    return len(ranges)


@pytest.mark.parametrize("name", NASTY)
def test_nasty_texts(name: str) -> None:
    # LibCST drops a backslash that opens the file, and is a line short from there on; Python's `ast` is not.
    assert_places_agree(tree(NASTY[name]), ahead=1 if name == "backslash at the top" else 0)


def test_the_standard_library() -> None:
    nodes = 0
    for path in library_files(150, seed=1, largest=12_000):
        try:
            parsed = parse(read(path))
        except Unreadable:
            continue
        if isinstance(parsed, Parsed):
            nodes += assert_places_agree(parsed)
    assert nodes > 100_000


@pytest.mark.parametrize("name", NASTY)
def test_chunks_follow_each_other_without_gaps(name: str) -> None:
    parsed = tree(NASTY[name])
    ends = [chunk.end_line for chunk in parsed.chunks]
    assert [chunk.line for chunk in parsed.chunks[1:]] + [parsed.footer_line] == ends or not ends
    if name != "backslash at the top":
        for chunk in parsed.chunks:
            assert chunk.height == Layout.of((chunk.statement,), parsed.module).height


def test_a_line_that_libcst_loses_is_counted() -> None:
    parsed = tree("x = 1\n\n  # c\n#d")
    assert parsed.module.code != parsed.text
    comments = [line.comment for line in parsed.footer]
    assert [Positions(parsed).place(comment, "f").line for comment in comments if comment is not None] == [3, 4]


def test_a_chunk_is_known_again_where_it_has_moved_to() -> None:
    parsed = tree("x = f(1)\n\n# about y\ny = g(2)\n")
    positions = Positions(parsed)
    line = parsed.chunks[1].statement
    assert isinstance(line, cst.SimpleStatementLine)
    call = cst.ensure_type(line.body[0], cst.Assign).value
    assert positions.place(call, "a.py") == Place("a.py", 4, 5, 4, 9)
    moved = parsed.with_chunks((parsed.chunks[0], parsed.chunks[1].moved(7)))
    again = Positions(moved, earlier=positions)
    assert again.place(call, "a.py") == Place("a.py", 11, 5, 11, 9)
    assert again.chunk_of(call) == 1


def test_a_node_of_another_text_is_refused() -> None:
    with pytest.raises(LookupError, match="not a part of the parsed text"):
        Positions(tree("x = 1\n")).place(cst.Name("x"), "f")


def test_what_is_too_deep_for_the_generator_has_the_place_of_its_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = tree("y = 1\nx = a + (\n    b)\n")
    statement = parsed.chunks[1].statement
    assert isinstance(statement, cst.SimpleStatementLine)
    addition = cst.ensure_type(statement.body[0], cst.Assign).value

    alone = parsed.with_chunks(tuple(replace(chunk, twins=()) for chunk in parsed.chunks))
    monkeypatch.setattr(Layout, "of", too_deep)
    assert Positions(alone).place(addition, "f") == Place("f", 2, 1, 4, 1)


def too_deep(*_: object) -> Layout:
    raise RecursionError


_EVERYWHERE = """\
@f(1)
class A(f(2), *f(3), metaclass=f(4)):
    x: f(5) = f(6); y = "é", f(7)
    def g(self, a: f(8) = f(9), /, b=f(10), *c: f(11), d=f(12), e, **h: f(13)) -> f(14):
        if f(15) or f(16) or (f(17) or f(18)) and f(19): del a[f(20)], b
        elif f(21): return {f(22): f(23), **f(24)}
        else: raise f(25) from f(26)
        for i in f(27): assert f(28), f(29)
        else: a[f(30):f(31), *f(32)] = yield f(33)
        while f(34): a[f(35)] += lambda k=f(36): f(37)
        with f(38) as f(39).x, f(40): [f(41) for i in f(42) if f(43) for j in f(44)]
        try: f(45)
        except f(46): f(47) if f(48) else f(49)
        finally: f(50)(*f(51), k=f(52), **f(53))
        match f(54):
            case f.x | [f.y, *_] | {f.z: f.k} | f.K(f.a, n=f.b) as q if f(55): (v := -f(56) < f(57) <= f(58))
"""


def test_expressions_have_their_places_from_python(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = tree(_EVERYWHERE)
    ranges = MetadataWrapper(parsed.module, unsafe_skip_copy=True).resolve(PositionProvider)
    monkeypatch.setattr(Layout, "of", too_deep)
    positions = Positions(parsed)
    calls = [node for node in ranges if isinstance(node, cst.Call)]
    assert len(calls) > 55
    for call in calls:
        start, end = ranges[call].start, ranges[call].end
        assert positions.place(call, "f") == Place("f", start.line, start.column + 1, end.line, end.column + 1)
