"""Where the JSON of a notebook has what stands in its cells."""

import json

import pytest

from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.notebook_places import NotebookPlaces

SOURCE = 'a = "é😀\t\\n"\n\nb = 1 / c  # d\r\nlast'


def listed(text: str) -> list[str]:
    return text.splitlines(keepends=True)


@pytest.mark.parametrize("source", [SOURCE, listed(SOURCE)], ids=["a string", "a list"])
@pytest.mark.parametrize("indent", [None, 1], ids=["one line", "pretty"])
@pytest.mark.parametrize("escaped", [False, True], ids=["as it is", "escaped"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_each_character_is_found(source: object, indent: int | None, escaped: bool, newline: str) -> None:
    cells = [{"source": "first\n"}, {"cell_type": "code", "outputs": [{"text": ["b = 1"]}], "source": source}]
    text = json.dumps({"nbformat": 4, "cells": cells}, indent=indent, ensure_ascii=escaped).replace("\n", newline)
    places, rows = NotebookPlaces(text), split_lines(text)
    for number, line in enumerate(split_lines(SOURCE), 1):
        for column, character in enumerate(line.rstrip("\r\n"), 1):
            row, at = places.position(2, number, column)
            shown = json.dumps(character, ensure_ascii=escaped)[1:-1]
            assert rows[row - 1][at - 1 :].startswith(shown)
            end = places.position(2, number, column + 1)
            if character != "\n":
                assert end == (row, at + len(shown))


def test_what_no_cell_has_is_at_its_line_or_its_beginning() -> None:
    text = '{"cells": [\n{},\n{"source": ["ab\\n",\n"c"]},\n{"source": []}]}'
    places = NotebookPlaces(text)
    assert places.position(1, 1, 1) == (1, 1)
    assert places.position(2, 1, 9) == (3, 16)
    assert places.position(2, 2, 9) == (4, 3)
    assert places.position(2, 9, 1) == (4, 2)
    assert places.position(3, 1, 1) == (5, 12)


def test_sheets_of_old_notebooks_have_their_places() -> None:
    places = NotebookPlaces('{"worksheets": [\n{"cells": [\n{"input": [\n"a"]}]}]}')
    assert places.position(1, 1, 1) == (4, 2)
