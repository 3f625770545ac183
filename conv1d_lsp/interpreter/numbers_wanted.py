"""Symbolic tensors where Python wants numbers: as a condition, in `len`, `float`, `int`, `bool`, in a `for`."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.faults import NumbersWanted
from conv1d_lsp.interpreter.graph import is_symbolic
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import IN_TENSOR, Array, Either, Function, Integer, Tensor, Unknown, Value
from conv1d_lsp.interpreter.values.either import possibilities
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Open

#: Decorators below which a tensor is what it is outside.
_PLAIN = frozenset({"staticmethod", "classmethod", "property", "cache", "lru_cache"})


def numbers_wanted(m: Machine, value: Value, use: str, node: cst.CSTNode) -> Unknown | None:
    """Reports a symbolic tensor that is used as `use` says; None for all else."""
    if m.keras is Generation.KERAS_2 or not isinstance(value, Tensor | Either) or not are_symbolic_here(m):
        return None
    value = m.visible(value)
    ways = possibilities(value)
    tensors = [each for each in ways if isinstance(each, Tensor) and is_made_here(m, each)]
    if len(tensors) < len(ways) or (use == "for" and not all(map(_has_open_batch, tensors))):
        return None
    return m.report(NumbersWanted(use), node, inputs=tensors)


def array_in_front(m: Machine, text: str, left: Value, right: Value, node: cst.CSTNode) -> Unknown | None:
    """Reports `array + tensor` for an array or number of NumPy's, which asks the tensor for numbers; None for all else.

    Keras 2 takes it, and so does Keras 3 for `tensor + array`.
    """
    of_numpy = left.library == "numpy" if isinstance(left, Array) else isinstance(left, Integer) and is_numpy(left)
    if not of_numpy or not isinstance(right, Tensor) or m.keras is Generation.KERAS_2:
        return None
    if not are_symbolic_here(m) or not is_made_here(m, right):
        return None
    return m.report(NumbersWanted("array", text), node, inputs=[right])


def is_numpy(value: Integer) -> bool:
    """Whether it is one of NumPy's integers, and not Python's own."""
    return value.numpy is not None and value.numpy != IN_TENSOR


def are_symbolic_here(m: Machine) -> bool:
    """Whether tensors are Keras's own where the code runs: not in a layer's `call`, a callback or a `tf.function`."""
    return not m.inside_layers and not m.in_callback and all(map(_is_plain, m.calls))


def is_made_here(m: Machine, tensor: Tensor) -> bool:
    """Whether it is known what made it, and not outside of a function that nobody calls: that may be a loss."""
    return tensor.node is not None and tensor.node.number > m.nobody_from and is_symbolic(tensor)


def _has_open_batch(tensor: Tensor) -> bool:
    """Otherwise Keras 2 gives the items one by one."""
    return bool(tensor.shape.axes) and isinstance(tensor.shape.known_axes[0], Open)


def _is_plain(function: Function) -> bool:
    if not isinstance(function.node, cst.FunctionDef):
        return True
    return all(_name(decorator.decorator) in _PLAIN for decorator in function.node.decorators)


def _name(node: cst.BaseExpression) -> str:
    node = node.func if isinstance(node, cst.Call) else node
    node = node.attr if isinstance(node, cst.Attribute) else node
    return node.value if isinstance(node, cst.Name) else ""
