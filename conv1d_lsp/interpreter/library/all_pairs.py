"""A model's answers of shape (N, 1) beside N other numbers: together they are (N, N), each answer with each number.

That is told once all of it is made one number: a table of all pairs, or the nearest of each, may be meant.
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.target_faults import EachWithEach
from conv1d_lsp.interpreter.values import ANSWERS, AllPairs, Answers, Array, Value
from conv1d_lsp.shapes import OPEN, Shape, Truth, Unclear
from conv1d_lsp.source.text import text_of

#: What takes sums and differences apart again: the mean of all `p - y` is the one mean less the other.
_SUMS = ("+", "-", "add", "subtract")

#: The same beside a plain number, and with nothing beside.
_SCALES = (
    *(*_SUMS, "*", "/", "multiply", "divide", "true_divide", "negative", "[...]"),
    *"astype cast array asarray copy numpy identity stop_gradient convert_to_tensor constant float32 float64".split(),
)

_MEANS = ("mean", "reduce_mean", "average", "nanmean")
_TOTALS = ("sum", "reduce_sum", "nansum")
_TO_ONE = (
    *(*_MEANS, *_TOTALS, "max", "min", "amax", "amin", "reduce_max", "reduce_min", "median", "std", "var", "norm"),
    *("reduce_std", "reduce_variance"),
)

#: Code that makes an axis: who writes it at the place itself means all pairs.
_MAKES_AXES = ("None", "newaxis", "expand_dims", "reshape", "outer", "transpose", ".T")


def calculated(m: Machine, operator: str, left: Value, right: Value, result: Array, node: cst.CSTNode) -> Array:
    """The result of an operator or a function of two, with what it has to do with a model's answers."""
    if isinstance(left, Array) and isinstance(right, Array) and _are_all_pairs(left, right):
        meant = any(code in text_of(node) for code in _MAKES_AXES)
        met = None if meant else AllPairs(m.site(node), (left, right), operator not in _SUMS)
        return replace(result, of_model=met)
    for one, other in ((left, right), (right, left)):
        if not isinstance(one, Array) or one.of_model is None or not one.shape.same(result.shape):
            continue
        plain = not isinstance(other, Array) or not other.shape.axes
        bends = operator not in (_SCALES if plain else _SUMS)
        return replace(result, of_model=_bent(one.of_model) if bends else one.of_model)
    return result


def worked_out(m: Machine, path: str, given: Sequence[Value], result: Value, node: cst.CSTNode | None = None) -> Value:
    """The same of a function or method, by the arguments that stand by position; reports pairs that it makes one."""
    name = path.rpartition(".")[2]
    first = given[0] if given else None
    if not isinstance(result, Array) or not any(isinstance(each, Array) and each.of_model for each in given):
        return result
    if node is not None and len(given) == 2 and all(isinstance(each, Array) and each.shape.axes for each in given):
        return calculated(m, name, given[0], given[1], result, node)
    if not isinstance(first, Array) or first.of_model is None or not result.shape.ranked:
        return result
    before, axes = first.of_model, result.shape.known_axes
    if isinstance(before, AllPairs):
        return _of_pairs(m, name, before, first, result)
    stays = 1 <= len(axes) <= 2 and first.shape.axes and axes[0].same(first.shape.axes[0])
    return replace(result, of_model=ANSWERS) if stays else result


def _of_pairs(m: Machine, name: str, pairs: AllPairs, first: Array, result: Array) -> Array:
    if result.shape.same(first.shape) and result.shape.axes:
        return replace(result, of_model=pairs if name in _SCALES else _bent(pairs))
    if not result.shape.axes and name in _TO_ONE and (pairs.bent or name not in _MEANS):
        tell(m, pairs)
    kept = bool(result.shape.axes) and name in (*_MEANS, *_TOTALS)
    return replace(result, of_model=pairs if kept else None)


def tell(m: Machine, pairs: AllPairs) -> None:
    """Report them."""
    left, right = pairs.arrays
    fault = EachWithEach(_of_open_batch(left.shape), _of_open_batch(right.shape))
    m.report(fault, pairs.site, promise=Promise.RUNS, inputs=pairs.arrays)


def _of_open_batch(shape: Shape) -> Shape:
    """A batch of unknown size as Keras writes it."""
    return Shape((OPEN, *shape.known_axes[1:])) if isinstance(shape.known_axes[0], Unclear) else shape


def _bent(before: Answers | AllPairs) -> Answers | AllPairs:
    return replace(before, bent=True) if isinstance(before, AllPairs) else before


def _are_all_pairs(left: Array, right: Array) -> bool:
    """Whether one is (N, 1), the other (N,), and a model gave one of them."""
    if {left.of_model, right.of_model} != {ANSWERS, None}:
        return False
    axes = sorted((array.shape.axes or () for array in (left, right)), key=len)
    if [len(each) for each in axes] != [1, 2] or axes[1][1].value != 1:
        return False
    count = axes[0][0]
    return count.same(axes[1][0]) and (count.value is None or (count > 1) is Truth.YES)
