"""What functions refuse, as faults of the call: on symbolic tensors, where both Kerases check shapes, and NumPy's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.arrays import Misfit, misfits
from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.interpreter.faults import CannotBroadcast, NotOne
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.numbers_wanted import are_symbolic_here
from conv1d_lsp.interpreter.table_faults import NotATable, OtherFeatures
from conv1d_lsp.interpreter.values import Array, Tensor, Unknown
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
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, dim


def report_misfit(
    m: Machine, path: str, misfit: Misfit, tensors: Sequence[Tensor], node: cst.CSTNode
) -> Unknown | None:
    """Reports what does certainly not fit; None where tensors are not symbolic."""
    if not are_symbolic_here(m):
        return None
    fault = replace(fault_of(misfit, function_label(path)), since=misfit.since)
    return m.report(fault, node, inputs=tensors)


def report_on_arrays(
    m: Machine, path: str, misfit: Misfit, arrays: Sequence[Array], node: cst.CSTNode
) -> Unknown | None:
    """Reports what NumPy certainly refuses; None where a size is known by name only: it may be 0 or 1."""
    facts = [getattr(misfit, each.name) for each in fields(misfit)]
    certain = is_certain(misfit, [*facts, *(array.shape for array in arrays)])
    if not certain or any(each.library != "numpy" for each in arrays):
        return None
    fault = fault_of(misfit, path.replace("numpy", "np", 1), axis_of_array)
    return m.report(fault, node, inputs=arrays)


#: Functions of TensorFlow, `keras.ops` and the backend that were seen to refuse real tensors as they do symbolic ones.
_LOOK_AT_TENSORS = frozenset(
    "reduce_mean reduce_sum reduce_max reduce_min reduce_any reduce_all reduce_prod reduce_std reduce_variance "
    "reduce_euclidean_norm count_nonzero argmax norm moments mean sum max min std var any all prod median logsumexp "
    "average squeeze expand_dims concat concatenate stack reshape split transpose matmul dot subtract add maximum "
    "minimum multiply squared_difference equal where softmax sort".split()
)


def report_on_tensors(
    m: Machine, path: str, misfit: Misfit, tensors: Sequence[Array], node: cst.CSTNode
) -> Unknown | None:
    """Reports what these functions certainly refuse of real tensors, in a loss of the program's own, say."""
    facts = [getattr(misfit, each.name) for each in fields(misfit)]
    looks = path.rpartition(".")[2] in _LOOK_AT_TENSORS and (m.keras is Generation.KERAS_3 or ".ops." not in path)
    known = is_certain(misfit, [*facts, *(tensor.shape for tensor in tensors)]) and not isinstance(
        misfit, misfits.NotTaken
    )
    if not looks or not known or any(each.library not in ("numpy", "tensorflow") for each in tensors):
        return None
    return m.report(fault_of(misfit, function_label(path), axis_of_array), node, inputs=tensors)


#: Misfits that no size has a part in.
_OF_RANKS = (misfits.NoSuchAxis, misfits.RanksApart, misfits.OtherRank, misfits.NotATable)


def is_certain(misfit: Misfit, facts: Sequence[object]) -> bool:
    """Whether no size that is known by name only has a part in it."""
    return isinstance(misfit, _OF_RANKS) or all(map(_is_counted, facts))


def _is_counted(fact: object) -> bool:
    """Whether its sizes are numbers, if it has sizes."""
    if isinstance(fact, Shape):
        return fact.ranked and all(map(_is_counted, fact.known_axes))
    return (
        all(map(_is_counted, fact)) if isinstance(fact, tuple) else not isinstance(fact, Dim) or fact.value is not None
    )


def axis_of_array(axis: int, rank: int) -> str:
    """What an axis of an array means is not known."""
    return f"axis {axis % rank}"


def function_label(path: str) -> str:
    """`ops.concatenate`, `tf.concat`, `K.concatenate`."""
    return path.replace("tensorflow", "tf").replace("keras.backend", "K").removeprefix("keras.")


def fault_of(misfit: Misfit, label: str, word: Callable[[int, int], str] = axis_word) -> Fault:
    """The misfit as a fault of the function or operator `label`. word: what an axis is called, of so many."""
    match misfit:
        case misfits.NoSuchAxis(shape, axis):
            return AxisOutOfRange(dim(axis), len(shape.known_axes), shape, layer=label)
        case misfits.NotOne(shape, axis):
            return NotOne(label, shape, axis)
        case misfits.SizesDiffer(shapes, axis, joined, sizes):
            rank = len(shapes[0].known_axes)
            sizes = sizes or tuple(shape[axis] for shape in shapes)
            return AxesDiffer(shapes, word(axis % rank, rank), axis % rank, sizes, joined, layer=label)
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
            return Indivisible(word(axis, len(shape.known_axes)), shape[axis], "parts", parts, layer=label)
        case misfits.TooFew(shape, axis, window, dilation):
            reach = (window - 1) * dilation + 1
            called = word(axis, len(shape.known_axes))
            return TooShort(shape, called, shape[axis], reach, window, dilation, layer=label)
        case misfits.NotATable(shape, wanted, whole):
            return NotATable(label, shape, wanted, whole)
        case misfits.OtherFeatures(shape, wanted):
            return OtherFeatures(label, shape, wanted)
    raise AssertionError(misfit)
