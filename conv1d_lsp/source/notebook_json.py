"""Where the sources of a notebook's cells stand in its JSON."""

import json
from collections.abc import Iterator

from msgspec import Struct

_DECODER = json.JSONDecoder()
_BLANKS = " \t\r\n"


class Value(Struct, frozen=True):
    """Where in the text a value stands."""

    start: int
    end: int


def source_values(notebook: str) -> Iterator[Value | None]:
    """The source of each cell; None for a cell that has none."""
    top = _members(notebook, _skip(notebook, 0))
    holders = [top]
    if "worksheets" in top:
        holders += [_members(notebook, sheet.start) for sheet in elements(notebook, top["worksheets"].start)]
    for holder in holders:
        if "cells" in holder:
            for cell in elements(notebook, holder["cells"].start):
                members = _members(notebook, cell.start)
                yield members.get("source", members.get("input"))


def _members(text: str, start: int) -> dict[str, Value]:
    """The members of the object that begins there; of several of one name the last, as for `json`."""
    found = dict[str, Value]()
    if text[start] != "{":
        return found
    at = _skip(text, start + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)  # the colon
        end = _DECODER.raw_decode(text, at)[1]
        found[key] = Value(at, end)
        at = _after_comma(text, end)
    return found


def elements(text: str, start: int) -> Iterator[Value]:
    """The elements of the array that begins there."""
    at = _skip(text, start + 1)
    while text[start] == "[" and text[at] != "]":
        end = _DECODER.raw_decode(text, at)[1]
        yield Value(at, end)
        at = _after_comma(text, end)


def _after_comma(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] in _BLANKS and at < len(text):
        at += 1
    return at
