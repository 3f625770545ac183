"""Dimensions and shapes, arithmetic on them, and comparison with three answers. Knows neither Keras nor source.

A dimension is a `Number` (an integer, or an expression over names such as `window - 2`), `OPEN` (Keras's `None`, which
the model leaves open) or an `Unclear` (the analyzer could not tell; shown as `?`, with the reason).
"""

from conv1d_lsp.shapes.broadcast import broadcast
from conv1d_lsp.shapes.certain import is_size, never_negative
from conv1d_lsp.shapes.dims import OPEN, Dim, Number, Open, Unclear, dim, may_be_open, show_dim, smallest, steps_between
from conv1d_lsp.shapes.expression import Expression, Symbol
from conv1d_lsp.shapes.known import NOTHING_KNOWN, Known, knowing, known_here
from conv1d_lsp.shapes.shape import AxisNames, Shape
from conv1d_lsp.shapes.telling import told_here
from conv1d_lsp.shapes.truth import Truth, every

__all__ = [
    "NOTHING_KNOWN",
    "OPEN",
    "AxisNames",
    "Dim",
    "Expression",
    "Known",
    "Number",
    "Open",
    "Shape",
    "Symbol",
    "Truth",
    "Unclear",
    "broadcast",
    "dim",
    "every",
    "is_size",
    "knowing",
    "known_here",
    "may_be_open",
    "never_negative",
    "show_dim",
    "smallest",
    "steps_between",
    "told_here",
]
