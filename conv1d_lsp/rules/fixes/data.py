"""Axes added to data where it is passed."""

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.imports import numpy_name

_SUBSCRIPTABLE = (cst.Name, cst.Attribute, cst.Call, cst.Subscript)


def with_axis(text: Text, data: cst.BaseExpression, subscript: str) -> tuple[Edit, ...]:
    """`data[np.newaxis]` for the subscript "{}", `data[..., np.newaxis]` for "..., {}"."""
    name = numpy_name(text.positions)
    axis = subscript.replace("{}", "None" if name is None else f"{name}.newaxis")
    if isinstance(data, _SUBSCRIPTABLE):
        return (text.after(data, f"[{axis}]"),)
    return text.around(data, "(", f")[{axis}]")
