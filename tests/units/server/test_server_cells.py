"""The cells of a notebook and the program that they are."""

from msgspec.structs import replace
from pygls.workspace import PositionCodec

from conv1d_lsp.diagnostics import Edit, Fix, Place, VariableFact
from conv1d_lsp.server.cells import Cell, Cells
from conv1d_lsp.server.snapshot import uri_of
from tests.units.server.records import TOO_LONG, analysis, snapshot, text

FILE = "/project/net.ipynb"


def cells(*sources: str) -> Cells:
    """Cells "a", "b" and so on; their program has a line above each."""
    own = [Cell(f"cell:{chr(97 + n)}", n, text(source)) for n, source in enumerate(sources)]
    return Cells("file:///project/net.ipynb", FILE, 5, own, PositionCodec())


def at(line: int, column: int, end_line: int, end_column: int) -> Place:
    return Place(FILE, line, column, end_line, end_column)


def test_places_of_the_program_are_in_cells() -> None:
    three = cells("a = 1\nb = 2", "", "c = 3\n")
    head = three.program.split("\n").index("a = 1")
    assert three.place(at(head + 2, 1, head + 2, 6)) == Place("cell:a", 2, 1, 2, 6)
    assert three.place(at(head + 1, 1, head + 9, 1)).end_line == 9  # behind its end: the text clamps it
    assert three.place(at(1, 1, 1, 1)) == Place("cell:a", 1, 1, 1, 1)
    assert three.place(at(head + 3, 1, head + 3, 1)) == Place("cell:a", 2, 6, 2, 6)
    last = three.program.split("\n").index("c = 3") + 1
    assert three.place(at(last, 1, last, 2)) == Place("cell:c", 1, 1, 1, 2)
    elsewhere = Place("/project/other.py", 3, 1, 3, 2)
    assert three.place(elsewhere) == elsewhere
    assert cells().place(at(1, 1, 1, 1)) == at(1, 1, 1, 1)


def test_each_cell_has_what_is_known_in_it() -> None:
    two = cells("a = 1", "b = 2")
    lines = two.program.split("\n")
    first, second = lines.index("a = 1") + 1, lines.index("b = 2") + 1
    fault = replace(TOO_LONG, place=at(second, 5, second, 6), trail=(), fixes=())
    variable = VariableFact(at(first, 1, first, 2), "a", "array", ((),))
    whole = two.told(snapshot(analysis(diagnostics=(fault,), variables=(variable,)), two.program))
    a, b = whole.of("cell:a"), whole.of("cell:b")
    assert a is not None and b is not None and whole.of("cell:c") is None
    assert not a.analysis.diagnostics and [each.place for each in a.analysis.variables] == [Place("cell:a", 1, 1, 1, 2)]
    (found,) = b.analysis.diagnostics
    assert found.place == Place("cell:b", 1, 5, 1, 6) and b.version == 1 and b.text.source == "b = 2"
    assert b.notebook is not None and b.notebook.own(found) == fault
    assert b.location(Place("cell:a", 1, 1, 1, 2)).uri == "cell:a"


def test_a_fix_of_the_program_is_one_of_cells() -> None:
    two = cells("%time a = 1\nb = 2", "c = 3")
    lines = two.program.split("\n")
    line = lines.index("c = 3") + 1
    plain = Fix("", True, (Edit(at(line, 5, line, 6), "4"),))
    assert two.fix(plain).edits == (Edit(Place("cell:b", 1, 5, 1, 6), "4"),)
    above = Fix("", True, (Edit(at(1, 1, 1, 1), "import d\n"), Edit(at(line, 5, line, 6), "4")))
    assert two.fix(above).edits == (
        Edit(Place("cell:a", 1, 1, 1, 1), "import d\n"),
        Edit(Place("cell:b", 1, 1, 1, 6), "c = 4"),
    )
    between = Fix("", True, (Edit(at(line - 1, 1, line - 1, 1), "d = 4\n"),))
    assert two.fix(between).edits == (Edit(Place("cell:a", 2, 1, 2, 6), "b = 2\nd = 4"),)
    assert two.text_after(two.program.replace("c = 3", "c = 4"), "cell:b") == "c = 4"


def test_differences_leave_the_lines_that_stay() -> None:
    one = cells("a\nb\nc\n")
    after = one.program.replace("b\n", "x\ny\n")
    assert list(one.differences(after)) == [Edit(Place("cell:a", 2, 1, 3, 1), "x\ny\n")]
    assert list(one.differences(one.program)) == []


def test_the_uri_of_a_file_and_of_what_is_none() -> None:
    assert uri_of("/a/b c.py") == "file:///a/b%20c.py"
    assert uri_of("vscode-notebook-cell:/a.ipynb#1") == "vscode-notebook-cell:/a.ipynb#1"
    assert uri_of("b.py").endswith("b.py")
