"""Lambda layers: the function that they hold, and the shape that it gives."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.convert import is_structure
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    NONE,
    Array,
    BoundMethod,
    Constant,
    DictObject,
    Function,
    Library,
    ListObject,
    Partial,
    Ref,
    Tensor,
    Value,
)
from conv1d_lsp.shapes import Shape, Unclear


def function_of_lambda(m: Machine, arguments: Arguments) -> Value | None:
    """The function of a Lambda, with the `arguments` that are passed on to it."""
    function, more = arguments.get(0, "function"), arguments.get(3, "arguments")
    if function is None or more is None or more is NONE:
        return function
    record = m.record(more) if isinstance(more, Ref) else None
    if not isinstance(record, DictObject) or not record.complete:
        return m.unknown("the arguments of a Lambda are not known")
    named = {key.value: value for key, value in record.items.values() if isinstance(key, Constant)}
    return Partial(function, (), tuple((str(name), value) for name, value in named.items()))


def shape_of_lambda(m: Machine, function: Value, first: Value, chosen: Sequence[Value], node: cst.CSTNode) -> Shape:
    """The shape that the function gives for a call on `first`; what goes wrong in it is not reported."""
    unclear = Shape.unknown(Unclear("what the function gives"))
    if not isinstance(function, Function | BoundMethod | Partial | Library):
        return unclear
    passed = m.new(ListObject(tuple(chosen))) if is_structure(m, first) else chosen[0]
    m.inside_layers += 1
    m.silent += 1
    try:
        with m.aside():
            value = m.visible(m.call(function, Arguments((passed,)), node))
    finally:
        m.silent -= 1
        m.inside_layers -= 1
    return value.shape if isinstance(value, Tensor | Array) else unclear
