"""Lambda layers: the function that they hold, and the shape that it gives."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import LambdaArguments
from conv1d_lsp.interpreter.library.convert import is_structure
from conv1d_lsp.interpreter.library.shapes import shapes_in, shapes_of, structure_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    NONE,
    BoundMethod,
    Constant,
    DictObject,
    Function,
    LayerObject,
    Library,
    ListObject,
    Partial,
    Ref,
    Value,
)
from conv1d_lsp.layers import Inputs
from conv1d_lsp.settings import Generation


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


def stated_by_lambda(m: Machine, arguments: Arguments) -> Value | None:
    """The function that a Lambda has for its `output_shape`, if it is one."""
    stated = arguments.get(1, "output_shape")
    return stated if isinstance(stated, Function | BoundMethod | Partial) else None


#: What a Lambda hands on to its function only if that has a parameter of the name.
HANDED_ON = frozenset({"mask", "training"})


def wrong_signature(record: LayerObject, keras: Generation) -> LambdaArguments | None:
    """Why the function of a Lambda can't be called with the inputs alone; None if it can, or that is not known.

    Where Keras 3 is told the shape of the output it does not run the function.
    """
    settings = record.configured.given if record.configured is not None else {}
    if keras is Generation.KERAS_3 and settings.get("output_shape") is not None:
        return None
    function: Value | None = record.function
    given: frozenset[str] = frozenset()
    if isinstance(function, Partial) and not function.positional:
        given = frozenset(name for name, _ in function.keywords)
        function = function.function
    elif settings.get("arguments") is not None:
        return None
    if not isinstance(function, Function) or function.kind != "function" or function.owner is not None:
        return None
    params, defaults = function.node.params, dict(function.defaults)
    decorated = isinstance(function.node, cst.FunctionDef) and function.node.decorators
    if function.opaque is not None or decorated or isinstance(params.star_arg, cst.Param):
        return None
    names = [parameter.name.value for parameter in (*params.posonly_params, *params.params)]
    wanted = [*names[1:], *(parameter.name.value for parameter in params.kwonly_params)]
    missing = [name for name in wanted if name not in defaults and name not in given | HANDED_ON]
    if names and not missing:
        return None
    return LambdaArguments((*names[:1], *missing))


def result_of_lambda(
    m: Machine, record: LayerObject, first: Value, chosen: Sequence[Value], eager: bool, node: cst.CSTNode
) -> Inputs | None:
    """What the function gives for a call on `first`; None if it can't be told.

    On symbolic tensors Keras 3 asks `output_shape` in its place, if there is one.
    """
    passed = m.new(ListObject(tuple(chosen))) if is_structure(m, first) else chosen[0]
    if record.stated is not None and m.keras is Generation.KERAS_3 and not eager:
        value = m.visible(_findings_of(m, record.stated, shapes_of(m, passed), node))
        return shapes_in(m, value)
    if not isinstance(record.function, Function | BoundMethod | Partial | Library):
        return None
    m.inside_layers += 1
    try:
        value = _findings_of(m, record.function, passed, node)
    finally:
        m.inside_layers -= 1
    return structure_of(m, value)


def _findings_of(m: Machine, function: Value, passed: Value, node: cst.CSTNode) -> Value:
    """What a function gives. What goes wrong in it is told; the tensors in it are its own."""
    with m.aside() as notes:
        value = m.call(function, Arguments((passed,)), node)
    m.notes.findings += notes.findings
    return value
