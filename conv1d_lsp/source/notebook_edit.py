"""A notebook with other cells: the JSON stays byte for byte what it is but for the sources that change."""

import json
from collections.abc import Iterator

from msgspec import Struct

from conv1d_lsp.source.cells import Source
from conv1d_lsp.source.lines import split_lines

_DECODER = json.JSONDecoder()
_BLANKS = " \t\r\n"


class _Value(Struct, frozen=True):
    """Where in the text a value stands."""

    start: int
    end: int


def with_sources(notebook: str, changed: list[Source]) -> str:
    """The text of a notebook, valid JSON, with these sources in the place of those of their cells."""
    new = {source.number: source.text for source in changed}
    parts, at = list[str](), 0
    for number, value in enumerate(_sources(notebook), 1):
        if value is not None and number in new:
            parts += [notebook[at : value.start], _written(notebook, value, new[number])]
            at = value.end
    return "".join([*parts, notebook[at:]])


def _sources(notebook: str) -> Iterator[_Value | None]:
    """The source of each cell; None for a cell that has none."""
    top = _members(notebook, _skip(notebook, 0))
    holders = [top]
    if "worksheets" in top:
        holders += [_members(notebook, sheet.start) for sheet in _elements(notebook, top["worksheets"].start)]
    for holder in holders:
        if "cells" in holder:
            for cell in _elements(notebook, holder["cells"].start):
                members = _members(notebook, cell.start)
                yield members.get("source", members.get("input"))


def _written(notebook: str, old: _Value, text: str) -> str:
    """The text as the old one was written: as one string or a line each, with its blanks and its escapes."""
    ascii_only = notebook.isascii() and "\\u" in notebook
    if notebook[old.start] != "[":
        return json.dumps(text, ensure_ascii=ascii_only)
    lines = [line for line in split_lines(text) if line]
    if not lines:
        return "[]"
    elements = list(_elements(notebook, old.start))
    known = {json.loads(notebook[each.start : each.end]): notebook[each.start : each.end] for each in elements}
    shown = [known.get(line) or json.dumps(line, ensure_ascii=ascii_only) for line in lines]
    if not elements:
        return f"[{', '.join(shown)}]"
    opening, closing = notebook[old.start : elements[0].start], notebook[elements[-1].end : old.end]
    between = notebook[elements[0].end : elements[1].start] if len(elements) > 1 else f",{opening[1:] or ' '}"
    return f"{opening}{between.join(shown)}{closing}"


def _members(text: str, start: int) -> dict[str, _Value]:
    """The members of the object that begins there; of several of one name the last, as for `json`."""
    found = dict[str, _Value]()
    if text[start] != "{":
        return found
    at = _skip(text, start + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)  # the colon
        end = _DECODER.raw_decode(text, at)[1]
        found[key] = _Value(at, end)
        at = _after_comma(text, end)
    return found


def _elements(text: str, start: int) -> Iterator[_Value]:
    """The elements of the array that begins there."""
    at = _skip(text, start + 1)
    while text[start] == "[" and text[at] != "]":
        end = _DECODER.raw_decode(text, at)[1]
        yield _Value(at, end)
        at = _after_comma(text, end)


def _after_comma(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] in _BLANKS and at < len(text):
        at += 1
    return at
