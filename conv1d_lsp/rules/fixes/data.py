"""Axes added to data where it is passed."""

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes.text import SUBSCRIPTABLE, Text
from conv1d_lsp.rules.reading.imports import numpy_name
from conv1d_lsp.source.text import text_of


def with_axis(text: Text, data: cst.BaseExpression, subscript: str) -> tuple[Edit, ...]:
    """`data[np.newaxis]` for the subscript "{}", `data[..., np.newaxis]` for "..., {}"."""
    name = numpy_name(text.positions)
    axis = subscript.replace("{}", "None" if name is None else f"{name}.newaxis")
    return text.follow(data, f"[{axis}]")


def reshaped(
    text: Text, call: cst.Call, data: cst.BaseExpression, there: str, back: str | None
) -> tuple[Edit, ...] | None:
    """`scale(X.reshape(-1, X.shape[-1])).reshape(X.shape)`; None where it is to be named twice and has no name."""
    again = "{}" in there or back is not None
    if not isinstance(data, cst.Name | cst.Attribute) and (again or not isinstance(data, SUBSCRIPTABLE)):
        return None
    name = text_of(data)
    first = text.after(data, there.format(name))
    return (first,) if back is None else (first, text.after(call, back.format(name)))
