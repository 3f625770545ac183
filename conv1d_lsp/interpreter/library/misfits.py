"""What functions on symbolic tensors refuse, as faults of the call: both Kerases check shapes there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import libcst as cst

from conv1d_lsp.arrays import Misfit, misfits
from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.interpreter.faults import CannotBroadcast, NotOne
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.numbers_wanted import are_symbolic_here
from conv1d_lsp.interpreter.values import Tensor, Unknown
from conv1d_lsp.layers.declaration import axis_word
from conv1d_lsp.layers.faults import (
    AxesDiffer,
    AxisOutOfRange,
    BadArgument,
    Indivisible,
    RanksDiffer,
    ReshapeTotals,
    TooShort,
    WrongRank,
)
from conv1d_lsp.shapes import Shape, dim


def report_misfit(
    m: Machine, path: str, misfit: Misfit, tensors: Sequence[Tensor], node: cst.CSTNode
) -> Unknown | None:
    """Reports what does certainly not fit; None where tensors are not symbolic."""
    if not are_symbolic_here(m):
        return None
    fault = replace(fault_of(misfit, function_label(path)), since=misfit.since)
    return m.report(fault, node, inputs=tensors)


def function_label(path: str) -> str:
    """`ops.concatenate`, `tf.concat`, `K.concatenate`."""
    return path.replace("tensorflow", "tf").replace("keras.backend", "K").removeprefix("keras.")


def fault_of(misfit: Misfit, label: str) -> Fault:
    """The misfit as a fault of the function or operator `label`."""
    match misfit:
        case misfits.NoSuchAxis(shape, axis):
            return AxisOutOfRange(dim(axis), len(shape.known_axes), shape, layer=label)
        case misfits.NotOne(shape, axis):
            return NotOne(label, shape, axis)
        case misfits.SizesDiffer(shapes, axis, joined, sizes):
            rank = len(shapes[0].known_axes)
            sizes = sizes or tuple(shape[axis] for shape in shapes)
            return AxesDiffer(shapes, axis_word(axis % rank, rank), axis % rank, sizes, joined, layer=label)
        case misfits.RanksApart(shapes):
            return RanksDiffer(shapes, layer=label)
        case misfits.OtherRank(shape, wanted):
            return WrongRank(shape, wanted, (), layer=label)
        case misfits.NotTaken(argument, found, wanted):
            return BadArgument(found, wanted, argument=argument, layer=label)
        case misfits.NotSpreadable(left, right):
            return CannotBroadcast("and", left, right)
        case misfits.NoProduct(left, right):
            return CannotBroadcast("@", left, right)
        case misfits.NoRoom(shape, target, total, wanted):
            return ReshapeTotals(shape, target, total, wanted, layer=label)
        case misfits.Uneven(shape, axis, parts):
            return Indivisible(_word(shape, axis), shape[axis], "parts", parts, layer=label)
        case misfits.TooFew(shape, axis, window, dilation):
            reach = (window - 1) * dilation + 1
            return TooShort(shape, _word(shape, axis), shape[axis], reach, window, dilation, layer=label)
    raise AssertionError(misfit)


def _word(shape: Shape, axis: int) -> str:
    return axis_word(axis, len(shape.known_axes))
