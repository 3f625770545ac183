"""Calls of array functions and methods: values to what the declarations take, and back."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.arrays import ArrayFunction, Given, find, find_method
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sizes import shape_value
from conv1d_lsp.interpreter.values import Array, Constant, Integer, Ref, Tensor, TupleValue, Unknown, Value
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
    if any(isinstance(value, Tensor) for value in (*positional, *keywords.values())):
        return Unknown("an array function on a symbolic tensor is not followed", like.site)
    given = tuple(_given(m, value) for value in positional)
    named = {name: _given(m, value) for name, value in keywords.items()}
    shape = function.call(given, named)
    if shape is None:
        return Unknown(f"the shape of `{like.label}(...)` can't be told", like.site)
    return Array(shape, like.site, like.label, like.dtype, like.library)


def _given(m: Machine, value: Value) -> Given:
    match value:
        case Constant():
            return value.value if isinstance(value.value, str | float | bool | None) else Unclear("an object")
        case Integer():
            return value.dim
        case Array():
            return value.shape
        case Unknown() if value.number is not None:
            return value.number
    items = value.items if isinstance(value, TupleValue) else elements(m, value) if isinstance(value, Ref) else None
    if items is not None:
        return tuple(_given(m, item) for item in items)
    return Shape.unknown(Unclear(value.reason)) if isinstance(value, Unknown) else Unclear("it can't be told")
