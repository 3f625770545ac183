"""Reports that know lines of files alone point into the JSON of a notebook."""

import json
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conv1d_lsp.__main__ import main

Captured = pytest.CaptureFixture[str]

CELLS = ("import keras", 'x = keras.Input((10, 4))  # "é😀"', '%%time\n"é😀"; y = keras.layers.Conv1D(8, 15)(x)')


def notebook(indent: int | None = 1, *, listed: bool = True) -> str:
    sources = [each.splitlines(keepends=True) if listed else each for each in CELLS]
    cells: list[dict[str, object]] = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}, indent=indent, ensure_ascii=False)


def told(capsys: Captured, form: str) -> str:
    capsys.readouterr()
    assert main(["check", "--output-format", form]) == 1
    return capsys.readouterr().out


def write(text: str) -> list[str]:
    Path("a.ipynb").write_bytes(text.encode())
    return text.splitlines()


@pytest.mark.parametrize(
    "text",
    [
        notebook(),
        notebook(listed=False),
        notebook(None),
        notebook(None, listed=False),
        notebook().replace("\n", "\r\n"),
        "\ufeff" + notebook(),
    ],
    ids=["pretty", "strings", "one line", "strings in one line", "CRLF", "byte order mark"],
)
def test_places_are_those_of_the_json(text: str, capsys: Captured) -> None:
    rows = [row.removeprefix("\ufeff") for row in write(text)]
    (result,) = json.loads(told(capsys, "sarif"))["runs"][0]["results"]
    ways = [result, *result["relatedLocations"]]
    regions = [result["locations"][0]["physicalLocation"]["region"], ways[1]["physicalLocation"]["region"]]
    for region, expected in zip(regions, ["15", "keras.Input((10, 4))"], strict=True):
        units = rows[region["startLine"] - 1].encode("utf-16-le")
        assert region["startLine"] == region["endLine"]
        assert units[2 * region["startColumn"] - 2 : 2 * region["endColumn"] - 2].decode("utf-16-le") == expected
    line = regions[0]["startLine"]
    (found,) = json.loads(told(capsys, "rdjson"))["diagnostics"]
    start, end = found["location"]["range"]["start"], found["location"]["range"]["end"]
    assert (start["line"], end["line"]) == (line, line)
    assert rows[line - 1].encode()[start["column"] - 1 : end["column"] - 1] == b"15"
    column = rows[line - 1].index("15)") + 1
    assert f"line={line},col={column},endColumn={column + 2}::cell 3, line 2: " in told(capsys, "github")
    assert f"linenumber={line};columnnumber={column};" in told(capsys, "azure")
    (entry,) = json.loads(told(capsys, "gitlab"))
    assert entry["location"]["positions"]["begin"] == {"line": line, "column": column}
    error = ElementTree.fromstring(told(capsys, "checkstyle"))[0][0]
    assert (error.get("line"), error.get("column")) == (str(line), str(column))


def test_stdin_is_pointed_into(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    write("{}")
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(notebook().encode())))
    assert main(["check", "--stdin-filename", "a.ipynb", "--output-format", "github"]) == 1
    assert "line=25,col=" in capsys.readouterr().out


def test_a_notebook_that_is_another_one_by_now_has_its_beginning(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = notebook().replace("(8, 15)(x)", "(8, 15)(x); keras.layers.Conv1D(8, kernel_sz=3)(x)")
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode())))
    assert main(["check", "--fix", "--stdin-filename", "a.ipynb", "--output-format", "github"]) == 1
    assert "file=a.ipynb,line=1,col=1,endColumn=1::cell 3, line 2: " in capsys.readouterr().err


def test_merged_reports_point_into_the_notebook_as_it_is(capsys: Captured) -> None:
    write(notebook())
    Path("told.json").write_text(told(capsys, "json"))
    write(notebook().replace("(8, 15)", "(8, 15, name='a')"))
    main(["merge", "told.json", "--output-format", "github"])
    assert "file=a.ipynb,line=25,col=" in capsys.readouterr().out  # cells are where they were


def test_what_a_fix_left_is_where_it_is_now(capsys: Captured) -> None:
    text = notebook().replace("(8, 15)(x)", '(8, 15)(x)\\n",\n    "keras.layers.Conv1D(8, kernel_sz=3)(x)')
    write(text)
    assert main(["check", "--fix", "--output-format", "github"]) == 1
    assert "file=a.ipynb,line=25,col=" in capsys.readouterr().out
