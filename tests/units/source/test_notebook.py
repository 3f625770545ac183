"""Notebooks: their program, which cell a line is of, and the JSON after an edit."""

import json
from pathlib import Path

import pytest

from conv1d_lsp.source.cells import Source, broken_cells, cells_of
from conv1d_lsp.source.notebook import program_in
from conv1d_lsp.source.notebook_edit import with_sources
from conv1d_lsp.source.read import Unreadable, is_notebook
from conv1d_lsp.source.write import Unwritable, rewrite


def notebook(*cells: object, **more: object) -> bytes:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4} | more).encode()


def code(source: object, **more: object) -> dict[str, object]:
    return {"cell_type": "code", "source": source, "metadata": {}} | more


def sources(data: bytes) -> list[tuple[int, str]]:
    return [(each.number, each.text) for each in cells_of(program_in(data, "a.ipynb").decode()).sources]


def test_cells_are_numbered_among_all() -> None:
    data = notebook({"cell_type": "markdown", "source": "# x"}, code("x = 1\n"), code(["%cd a\n", "y = 2"]), code(""))
    assert sources(data) == [(2, "x = 1\n"), (3, "%cd a\ny = 2"), (4, "")]


@pytest.mark.parametrize(
    "data",
    [
        json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1"], "language": "python"}]}]}),
        notebook(code("x = 1")).decode(),
        "\ufeff" + notebook(code("x = 1")).decode(),
        notebook(code("x = 1"), code("x <- 1", metadata={"vscode": {"languageId": "r"}})).decode(),
        notebook(code("x = 1"), 3, {"cell_type": "raw"}, None, metadata=[], nbformat="x").decode(),
        '{"cells": [{"cell_type": "code", "source": "x = 1", "outputs": [NaN, Infinity], "id": 1, "id": 1}]}',
    ],
)
def test_notebooks_of_any_age_and_make(data: str) -> None:
    assert sources(data.encode()) == [(1, "x = 1")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is no notebook: it is empty"),
        (b"x = 1", "it is no notebook: it is not JSON: Expecting value: line 1 column 1 (char 0)"),
        (b"[]", "it is no notebook: its JSON is no object"),
        (b"{}", "it is no notebook: it has no cells"),
        (b'{"cells": {}}', "it is no notebook: it has no cells"),
        (b"\xff", "it is no notebook: it is not UTF-8 at byte 1"),
        (b"[" * 100_000, "it is no notebook: it is nested too deeply"),
        (notebook(code(3)), "it is no notebook: the source of its cell 1 is no text"),
        (notebook(code(["x", 3])), "it is no notebook: the source of its cell 1 is no text"),
        (notebook(metadata={"kernelspec": {"language": "R"}}), "it is a notebook of R, not of Python"),
        (notebook(metadata={"language_info": {"name": "julia"}}), "it is a notebook of julia, not of Python"),
    ],
)
def test_what_is_no_notebook_is_said_in_a_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        program_in(data, "a.ipynb")
    assert caught.value.reason == reason


def test_a_token_that_a_cell_has_is_not_taken() -> None:
    data = notebook(code("%cd ~%~\n#~%~ cell 9\n"), code("# coding: latin-1"))
    assert sources(data) == [(1, "%cd ~%~\n#~%~ cell 9\n"), (2, "# coding: latin-1")]


def test_lines_know_their_cells() -> None:
    program = program_in(notebook(code("a\r\nb\n"), code("c")), "").decode()
    lines = program.replace("\r\n", "\n").split("\n")
    cells = cells_of(program)
    found = {text: cells.cell_at(number) for number, text in enumerate(lines, 1) if text in "abc"}
    assert {
        text: cell and (cell.number, lines.index(text) + 1 - cell.line) for text, cell in found.items() if text
    } == {
        "a": (1, 1),
        "b": (1, 2),
        "c": (2, 1),
    }
    assert cells.cell_at(1) is None


def test_an_indented_cell_is_one_as_ipython_takes_it() -> None:
    data = notebook(code("\n  x = 1\n  if x:\n     y = 2"))
    program = program_in(data, "").decode()
    assert "if 1:  #" in program
    assert not list(broken_cells(program))
    assert sources(data) == [(1, "\n  x = 1\n  if x:\n     y = 2")]


def test_cells_that_may_raise_are_known() -> None:
    may = {"tags": ["raises-exception"]}
    program = program_in(notebook(code("a", metadata=may), code("b"), code("  c", metadata=may)), "").decode()
    cells = cells_of(program)
    assert [(each.text, each.may_raise) for each in cells.sources] == [("a", True), ("b", False), ("  c", True)]
    assert [cells.may_raise(line) for line in (1, cells.starts[0] + 1, cells.starts[1] + 1)] == [False, True, False]


def test_each_broken_cell_is_told() -> None:
    program = program_in(notebook(code("x = (1"), code("y = 2"), code("if x\n  z")), "").decode()
    told = [(each.message, cells_of(program).cell_at(each.line)) for each in broken_cells(program)]
    assert [(message, cell and cell.number) for message, cell in told] == [
        ("'(' was never closed", 1),
        ("expected ':'", 3),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('["x = 1\\n", "y = 2"]', '["x = 1\\n", "y = 3\\n", "z"]'),
        ('[\n   "x = 1\\n",\n   "y = 2"\n  ]', '[\n   "x = 1\\n",\n   "y = 3\\n",\n   "z"\n  ]'),
        ('[\n   "x = 1\\ny = 2"\n  ]', '[\n   "x = 1\\n",\n   "y = 3\\n",\n   "z"\n  ]'),
        ('"x = 1\\ny = 2"', '"x = 1\\ny = 3\\nz"'),
    ],
)
def test_a_source_is_written_as_it_was(before: str, after: str) -> None:
    text = '{"nbformat":4, "x": 1e5,\t"cells" : [ {}, {"source": %s,"cell_type":"code"}, {"source": "é"} ] } \n'
    assert with_sources(text % before, [Source(2, "x = 1\ny = 3\nz")]) == text % after


def test_a_cell_can_become_empty() -> None:
    assert with_sources('{"cells": [{"source": [ "a" ]}]}', [Source(1, "")]) == '{"cells": [{"source": []}]}'


def test_escapes_stay_where_a_notebook_has_them() -> None:
    text = '{"cells": [{"source": ["a = \\"\\u00e9\\"\\n", "b"]}]}'
    assert with_sources(text, [Source(1, 'a = "é"\nb = "é"')]) == text.replace('"b"', '"b = \\"\\u00e9\\""')


def test_a_file_is_rewritten(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    file.write_bytes(b"\xef\xbb\xbf" + notebook(code(["%time x = 1\n", "y = 2"]), code("# coding: latin-1\nz = 'é'")))
    data = file.read_bytes()
    before = program_in(data, "").decode()
    rewrite(file, before, before.replace("y = 2", "y = 30"))
    assert file.read_bytes() == data.replace(b"y = 2", b"y = 30")
    with pytest.raises(Unwritable, match="it was changed meanwhile"):
        rewrite(file, before, before)
    now = program_in(file.read_bytes(), "").decode()
    with pytest.raises(Unwritable, match="from one cell into another"):
        rewrite(file, now, now[: now.index("y = 30")])


def test_notebooks_are_known_by_their_names() -> None:
    assert is_notebook("a/b.ipynb")
    assert not is_notebook("ipynb.py")
