"""The shape that a comment claims."""

import re

import libcst as cst

from conv1d_lsp.diagnostics import Place

_SHAPE = re.compile(r"[(\[][^()\[\]]*[)\]]")


def shape_in(comment: cst.CSTNode, place: Place) -> Place:
    """Where the shape stands in a comment; the whole comment if there is none."""
    found = _SHAPE.search(comment.value) if isinstance(comment, cst.Comment) else None
    if found is None:
        return place
    return Place(place.file, place.line, place.column + found.start(), place.line, place.column + found.end())
