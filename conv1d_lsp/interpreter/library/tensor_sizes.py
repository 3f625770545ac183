"""`tf.shape(x)` and its kin: the sizes of a tensor as numbers that the program computes with."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.arrays import takes_symbolic
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sizes import sizes_of
from conv1d_lsp.interpreter.values import Array, Tensor, Value
from conv1d_lsp.shapes import Shape, dim


def _content(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """(batch, steps, channels) -> an array of 3 integers, whose content is known as far as the shape is."""
    value = arguments.get(0, "input") or arguments.get(0, "x")
    value = m.visible(value) if value is not None else None
    if not isinstance(value, Tensor | Array) or not value.shape.ranked:
        return m.unknown("the shape of something that is not known", node)
    if isinstance(value, Tensor) and not takes_symbolic(m, path):
        return m.unknown("this function takes no symbolic tensor", node)
    length = Shape((dim(len(value.shape.known_axes)),))
    return Array(length, m.site(node), "shape", "int32", "tensorflow", content=value.shape)


def tensor_sizes(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """What `path` gives if it asks for the sizes of a tensor; None for any other function."""
    if path in ("tensorflow.shape", "keras.backend.shape"):
        return _content(m, path, arguments, node)
    if path not in ("keras.ops.shape", "numpy.shape"):
        return None
    value = arguments.get(0, "x") or arguments.get(0, "a")
    value = m.visible(value) if value is not None else None
    if not isinstance(value, Tensor | Array):
        return m.unknown("the shape of something that is not known", node)
    if isinstance(value, Tensor) and m.inside_layers:
        return _content(m, path, arguments, node)
    return sizes_of(value)
