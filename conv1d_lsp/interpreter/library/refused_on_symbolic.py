"""Symbolic tensors where Keras 3 wants numbers: in functions of TensorFlow, NumPy and the old backend."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.arrays import refused_on_symbolic
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import SymbolicRefused
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Either, Function, Tensor, Unknown, Value
from conv1d_lsp.settings import Generation

#: Decorators below which a tensor is what it is outside.
_PLAIN = frozenset({"staticmethod", "classmethod", "property", "cache", "lru_cache"})


def refused_symbolic(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """Reports a function that certainly gets a symbolic tensor and does not take one; None for all else."""
    if (
        m.keras is Generation.KERAS_2
        or path not in refused_on_symbolic()
        or _is_told(m, node)
        or path.startswith("numpy.")
    ):
        return None
    given = arguments.all()
    if any(_has_failed(m, value) for value in given) or not are_symbolic_here(m):
        return None
    symbolic = [tensor for value in given for tensor in certain_tensors(m, value)]
    return m.report(SymbolicRefused(path), node, inputs=symbolic) if symbolic else None


def are_symbolic_here(m: Machine) -> bool:
    """Whether tensors are Keras's own where the code runs: not in a layer's `call`, a callback or a `tf.function`."""
    return not m.inside_layers and not m.in_callback and all(map(_is_plain, m.calls))


def certain_tensors(m: Machine, value: Value) -> list[Tensor]:
    """The symbolic tensors in a value, whichever way led here; none if some way has none.

    What a function that nobody calls finds outside of itself is left out: such a function may be a loss.
    """
    value = m.visible(value)
    if isinstance(value, Either):
        ways = [certain_tensors(m, choice.value) for choice in value.choices]
        return [tensor for way in ways for tensor in way] if all(ways) else []
    tensors = [leaf for leaf in leaves(m, value) if isinstance(leaf, Tensor)]
    return [each for each in tensors if each.node is not None and each.node.number > m.nobody_from]


def _has_failed(m: Machine, value: Value) -> bool:
    return any(isinstance(leaf, Unknown) and leaf.reason == "the call fails" for leaf in leaves(m, value))


def _is_told(m: Machine, node: cst.CSTNode) -> bool:
    """Whether the function's name has just been found missing."""
    return isinstance(node, cst.Call) and any(each.site.node is node.func for each in m.notes.findings[-3:])


def _is_plain(function: Function) -> bool:
    if not isinstance(function.node, cst.FunctionDef):
        return True
    return all(_name(decorator.decorator) in _PLAIN for decorator in function.node.decorators)


def _name(node: cst.BaseExpression) -> str:
    node = node.func if isinstance(node, cst.Call) else node
    node = node.attr if isinstance(node, cst.Attribute) else node
    return node.value if isinstance(node, cst.Name) else ""
