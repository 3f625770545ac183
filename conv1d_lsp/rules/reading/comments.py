"""The shape that a comment claims."""

import re

import libcst as cst

from conv1d_lsp.diagnostics import Place

_SHAPE = re.compile(r"[(\[][^()\[\]]*[)\]]|\?(?=[\s,]|$)")


def shape_in(comment: cst.CSTNode, place: Place, index: int = 0) -> Place:
    """Where a shape stands in a comment, the first or another one; the whole comment if it is not there."""
    shapes = list(_SHAPE.finditer(comment.value)) if isinstance(comment, cst.Comment) else []
    if index >= len(shapes):
        return place
    found = shapes[index]
    return Place(place.file, place.line, place.column + found.start(), place.line, place.column + found.end())


def within(place: Place, text: str, start: int, end: int) -> Place:
    """A part of a text that stands at a place, and may have several lines."""
    first, last = (_after(place, text[:index]) for index in (start, end))
    return Place(place.file, *first, *last)


def _after(place: Place, text: str) -> tuple[int, int]:
    lines = text.split("\n")
    return place.line + len(lines) - 1, len(lines[-1]) + (place.column if len(lines) == 1 else 1)
