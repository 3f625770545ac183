"""What a layer refuses, and for which sizes: a name that nobody gives a value may stand for None."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import libcst as cst

from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import ONE_PERHAPS, Array, Tensor, Unknown
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.layers import Called, Inputs, Refused
from conv1d_lsp.shapes import OPEN, Number, Shape, may_be_open

#: The tensors of a call: the first, further ones, those by name.
Passed = tuple[Inputs, tuple[Inputs, ...], dict[str, Inputs]]


def report_refusal(
    m: Machine,
    refused: Refused,
    passed: Passed,
    again: Callable[[Passed], Called | Refused],
    node: cst.CSTNode,
    made: Site,
    tensors: Sequence[Tensor | Array],
) -> Unknown:
    """Note the faults. again: the call on tensors of other shapes."""
    if any(isinstance(each, Array) and each.label == ONE_PERHAPS for each in tensors):
        many = again((_of_many(passed[0]), *passed[1:]))
        if isinstance(many, Called):
            return m.unknown("the shape that is told may be that of one sample", node)
    names = list(dict.fromkeys(name for shape in _shapes(passed) for name in _names(shape)))
    supposing = None
    if names and isinstance(again(_opened(passed)), Called):
        supposing = f"unless {' or '.join(f'`{name}`' for name in names)} is None"
    promise = Promise.RAISES if supposing is None else Promise.RAISES_SUPPOSING
    unknown = Unknown("the call fails")
    for fault in refused.faults:
        unknown = m.report(fault, node, promise=promise, made=made, inputs=tensors, supposing=supposing)
    return unknown


def _of_many(inputs: Inputs) -> Inputs:
    """The shapes of many samples in place of one."""
    if isinstance(inputs, Shape):
        return Shape((OPEN, *inputs.axes)) if inputs.axes is not None else inputs
    return tuple(map(_of_many, inputs))


def _names(shape: Shape) -> Iterator[str]:
    for axis in shape.axes or ():
        if isinstance(axis, Number) and may_be_open(axis):
            yield from sorted(symbol.name for symbol in axis.expression.symbols() if symbol.may_be_open)


def _shapes(passed: Passed) -> Iterator[Shape]:
    stack: list[Inputs] = [*passed[2].values(), *passed[1], passed[0]]
    while stack:
        inputs = stack.pop()
        if isinstance(inputs, Shape):
            yield inputs
        else:
            stack += reversed(inputs)


def _opened(passed: Passed) -> Passed:
    first, others, named = passed
    by_name: Mapping[str, Inputs] = {name: _open(inputs) for name, inputs in named.items()}
    return _open(first), tuple(map(_open, others)), dict(by_name)


def _open(inputs: Inputs) -> Inputs:
    return inputs.opened() if isinstance(inputs, Shape) else tuple(map(_open, inputs))
