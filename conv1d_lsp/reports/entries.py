"""What the JSON reports share: entries, places and shapes in them, and how an array of entries is written."""

import json
from collections.abc import Sequence

from conv1d_lsp.diagnostics import Place, ReceptiveField, ShownShape

Entry = dict[str, object]


def place_entry(place: Place) -> Entry:
    """Lines and columns from 1, columns in code points, the end exclusive; in a notebook lines are the cell's."""
    return {
        "file": place.file,
        **cell_entry(place),
        "line": place.shown_line,
        "column": place.column,
        "end_line": place.shown_end_line,
        "end_column": place.end_column,
    }


def cell_entry(place: Place | None) -> Entry:
    """The cell's number, for a place in a notebook."""
    return {} if place is None or place.cell is None else {"cell": place.cell.number}


def shape_entry(shape: ShownShape | tuple[ShownShape, ...]) -> object:
    """An array of integers, nulls (Keras's None) and words; the word "?" alone where the rank is not known.

    Several shapes become an array of such.
    """
    if isinstance(shape, str):
        return shape
    return [list(part) if isinstance(part, tuple) else part for part in shape]


def field_entry(field: ReceptiveField) -> Entry:
    """`steps` is null where all are seen; `of` is an axis."""
    return {
        "input": field.input,
        "of": field.of,
        "steps": field.steps,
        "stride": field.stride,
        "padding": field.padding,
    }


def written(entries: Sequence[Entry]) -> str:
    """A JSON array with an entry a line, in ASCII, so that any stream and any terminal takes it."""
    if not entries:
        return "[]\n"
    return "[\n" + ",\n".join("  " + json.dumps(entry) for entry in entries) + "\n]\n"
