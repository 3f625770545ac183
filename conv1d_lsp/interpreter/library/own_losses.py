"""Losses and metrics of the program's own: followed on tensors of a batch's shapes, as Keras calls them."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.classes import lookup
from conv1d_lsp.interpreter.instances import class_of
from conv1d_lsp.interpreter.library.all_pairs import tell
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import ANSWERS, AllPairs, Array, BoundMethod, Function, Instance, Partial, Ref, Value
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, dim

#: What Keras passes.
_Axes = tuple[Dim, ...]


def follow_own(m: Machine, own: Value, role: str, output: Shape, target: Array, node: cst.CSTNode) -> None:
    """Call a loss or metric of the program's own, to find what certainly raises in it; nothing else comes of it.

    output, target: of one batch.
    """
    called = _function_of(m, own)
    if called is None or m.in_callback:
        return
    function, as_object = called
    axes = _levelled(m, target.shape.known_axes, output.known_axes, role, as_object)
    if axes is None:
        return
    y_true, y_pred = (Array(Shape(each), target.site, library="tensorflow") for each in axes)
    before = m.state
    m.state = before.fork()
    try:
        result = m.call(function, Arguments((y_true, replace(y_pred, of_model=ANSWERS))), node)
        if role == "loss" and isinstance(result, Array) and isinstance(result.of_model, AllPairs):
            tell(m, result.of_model)  # Keras takes the mean of it
    finally:
        m.state = before


def _function_of(m: Machine, own: Value) -> tuple[Value, bool] | None:
    """The function that gets both tensors, and whether it is the `call` of an object."""
    if isinstance(own, Function | BoundMethod | Partial):
        return own, False
    record = m.record(own) if isinstance(own, Ref) else None
    cls = class_of(m, own) if isinstance(record, Instance) else None
    method = None if cls is None else lookup(m, cls, "call")
    return (BoundMethod(own, method), True) if isinstance(method, Function) else None


def _levelled(m: Machine, target: _Axes, output: _Axes, role: str, as_object: bool) -> tuple[_Axes, _Axes] | None:
    """Both as the function gets them: Keras makes the numbers of axes equal; None where that is not followed."""
    third = m.keras is Generation.KERAS_3
    if len(target) == len(output) or (role == "metric" and third):
        return target, output
    if not third and len(target) == 1 and len(output) == 2:
        return (*target, dim(1)), output
    if as_object:
        return target, output
    if len(target) == len(output) + 1 and target[-1].value == 1:
        return (target, (*output, dim(1))) if third and len(output) == 1 else (target[:-1], output)
    if len(output) == len(target) + 1 and output[-1].value == 1:
        return ((*target, dim(1)), output) if third and len(target) == 1 else (target, output[:-1])
    surely = all(each[-1].value not in (None, 1) for each in (target, output) if len(each) > 1)
    return (target, output) if surely else None
