"""Functions of TensorFlow, NumPy and the old backend on symbolic tensors, and attributes that these have lost."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.arrays import refused_by_keras_2, refused_on_symbolic
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import ShapeIsATuple, SymbolicRefused
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.numbers_wanted import are_symbolic_here, is_made_here, numbers_wanted
from conv1d_lsp.interpreter.values import Either, Tensor, Unknown, Value
from conv1d_lsp.settings import Generation

#: Python's own functions that ask a tensor for numbers.
_ASKING = frozenset(f"builtins.{name}" for name in ("len", "float", "int", "bool"))


def refused_symbolic(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """Reports a function that certainly gets a symbolic tensor and does not take one; None for all else."""
    refused = refused_by_keras_2() if m.keras is Generation.KERAS_2 else refused_on_symbolic()
    if path not in refused or _is_told(m, node):
        return None
    given = arguments.all()
    if any(_has_failed(m, value) for value in given) or not are_symbolic_here(m):
        return None
    symbolic = [tensor for value in given for tensor in _certain_tensors(m, value)]
    return m.report(SymbolicRefused(path), node, inputs=symbolic) if symbolic else None


def asked_for_numbers(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """Reports `len(tensor)` and the like; None for all else."""
    if path not in _ASKING or len(arguments.positional) != 1:
        return None
    return numbers_wanted(m, arguments.positional[0], path.removeprefix("builtins."), node)


def lost_method(m: Machine, owner: Tensor, name: str, node: cst.CSTNode) -> Value | None:
    """Reports `tensor.get_shape()` and `tensor.numpy()`; None for all else."""
    if name == "numpy":
        return numbers_wanted(m, owner, name, node)
    if name != "get_shape" or m.keras is Generation.KERAS_2 or not are_symbolic_here(m) or not is_made_here(m, owner):
        return None
    return m.report(ShapeIsATuple(name), node, inputs=[owner])


def lost_as_list(m: Machine, node: cst.CSTNode) -> Value | None:
    """Reports `tensor.shape.as_list()`, where the tensor has a name; None for all else."""
    if m.keras is Generation.KERAS_2 or not isinstance(node, cst.Call) or not are_symbolic_here(m):
        return None
    match node.func:
        case cst.Attribute(
            attr=cst.Name("as_list"), value=cst.Attribute(attr=cst.Name("shape"), value=cst.Name() as x)
        ):
            tensor = m.visible(m.evaluate(x))
            if isinstance(tensor, Tensor) and is_made_here(m, tensor):
                return m.report(ShapeIsATuple("as_list"), node, inputs=[tensor])
    return None


def _certain_tensors(m: Machine, value: Value) -> list[Tensor]:
    """The symbolic tensors in a value, whichever way led here; none if some way has none."""
    value = m.visible(value)
    if isinstance(value, Either):
        ways = [_certain_tensors(m, choice.value) for choice in value.choices]
        return [tensor for way in ways for tensor in way] if all(ways) else []
    return [leaf for leaf in leaves(m, value) if isinstance(leaf, Tensor) and is_made_here(m, leaf)]


def _has_failed(m: Machine, value: Value) -> bool:
    return any(isinstance(leaf, Unknown) and leaf.reason == "the call fails" for leaf in leaves(m, value))


def _is_told(m: Machine, node: cst.CSTNode) -> bool:
    """Whether the function's name has just been found missing."""
    return isinstance(node, cst.Call) and any(each.site.node is node.func for each in m.notes.findings[-3:])
