"""Calls of array functions and methods: values to what the declarations take, and back."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.arrays import ArrayFunction, Given, find, find_method
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.bounded import bounded
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.misfits import report_misfit
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sizes import shape_value
from conv1d_lsp.interpreter.symbolic import operation
from conv1d_lsp.interpreter.values import Array, Constant, Integer, Ref, Tensor, TupleValue, Unknown, Value
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Unclear


def call_array_function(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """The result of `numpy.zeros(...)` and the like; None for a function that is not declared."""
    function = find(path)
    if function is None or not arguments.complete:
        return None
    names = list(arguments.keywords)
    label = path.replace("numpy", "np", 1).replace("tensorflow", "tf", 1)
    library = "numpy" if path.startswith("numpy.") else "tensorflow"

    def work(values: list[Value]) -> Value:
        count = len(arguments.positional)
        keywords = dict(zip(names, values[count:], strict=True))
        if any(isinstance(leaf, Tensor) for value in values for leaf in leaves(m, value)):
            return _on_symbolic(m, path, function, values[:count], keywords, node)
        return _called(m, function, values[:count], keywords, Array(Shape(()), m.site(node), label, None, library))

    return m.each(list(arguments.all()), lambda chosen: work(list(chosen)))


def array_method(m: Machine, owner: Array | Tensor, name: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """The result of `x.reshape(...)` and the like; None for a method that is not declared."""
    if name in ("get_shape", "as_list"):
        return shape_value(owner.shape, "the size of an axis")
    function = find_method(name)
    if function is None or isinstance(owner, Tensor) or not arguments.complete:
        return None
    made = Array(owner.shape, owner.site or m.site(node), owner.label, owner.dtype, owner.library)
    return _called(m, function, [owner, *arguments.positional], dict(arguments.keywords), made)


def _called(
    m: Machine, function: ArrayFunction, positional: list[Value], keywords: dict[str, Value], like: Array
) -> Value:
    given = tuple(_given(m, value) for value in positional)
    named = {name: _given(m, value) for name, value in keywords.items()}
    shape = function.call(given, named)
    if shape is None:
        return Unknown(f"the shape of `{like.label}(...)` can't be told", like.site)
    return Array(shape, like.site, like.label, like.dtype, like.library)


def _on_symbolic(
    m: Machine,
    path: str,
    function: ArrayFunction,
    positional: list[Value],
    keywords: dict[str, Value],
    node: cst.CSTNode,
) -> Value:
    """A function of symbolic tensors: of Keras's own everywhere, of TensorFlow's where Keras takes those."""
    if not takes_symbolic(m, path):
        return m.unknown("this function takes no symbolic tensor", node)
    tensors = [value for each in (*positional, *keywords.values()) for value in leaves(m, each)]
    symbolic = [value for value in tensors if isinstance(value, Tensor)]
    given = tuple(_given(m, value) for value in positional)
    named = {name: _given(m, value) for name, value in keywords.items()}
    if function.call(given, named) is None:
        refused = report_misfit(m, path, given, named, symbolic, node)
        return refused or m.unknown("the shape of what this function gives can't be told", node)

    def compute(shapes: Sequence[Shape]) -> Shape | None:
        if all(shape.same(tensor.shape) for shape, tensor in zip(shapes, symbolic, strict=True)):
            return function.call(given, named)
        return Shape.unknown(Unclear("a function on tensors of other shapes"))

    name = path.rpartition(".")[2]
    return operation(m, name, name, symbolic, node, compute) or m.unknown(name, node)


def takes_symbolic(m: Machine, path: str) -> bool:
    """Whether a function may be called on a symbolic tensor here. In a layer's `call` the tensors are TensorFlow's."""
    if path.startswith("keras.backend."):
        return m.keras is Generation.KERAS_2 or m.inside_layers > 0
    if path.startswith("keras."):
        return True
    return path.startswith("tensorflow.") and (m.keras is Generation.KERAS_2 or m.inside_layers > 0)


@bounded(Unclear("it is nested too deeply"))
def _given(m: Machine, value: Value) -> Given:
    match value:
        case Constant():
            return value.value if isinstance(value.value, str | float | bool | None) else Unclear("an object")
        case Integer():
            return value.dim
        case Array() if value.content is not None and value.content.ranked:
            return tuple(value.content.known_axes)
        case Array() | Tensor():
            return value.shape
        case Unknown() if value.number is not None:
            return value.number
    items = value.items if isinstance(value, TupleValue) else elements(m, value) if isinstance(value, Ref) else None
    if items is not None:
        return tuple(_given(m, item) for item in items)
    return Shape.unknown(Unclear(value.reason)) if isinstance(value, Unknown) else Unclear("it can't be told")
