"""Layers that make one tensor of several. Source: layers/merging/*.py of each generation."""

from __future__ import annotations

from itertools import combinations

from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.counts import whole
from conv1d_lsp.layers.declaration import Layer, axis_word, keras_layer
from conv1d_lsp.layers.faults import AxesDiffer, AxisOutOfRange, NotAList, RanksDiffer
from conv1d_lsp.layers.requirement import refuse, require
from conv1d_lsp.layers.weights import NOTHING, Built
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Open, Shape, Truth, Unclear, dim


@keras_layer("Concatenate")
class Concatenate(Layer):
    """Joins along `axis`; every other axis must agree. Keras 3 keeps the first one's axes, Keras 2 what any knows."""

    axis = whole(-1)

    def build(self, xs: Inputs) -> Built:
        shapes = same_rank(tensors(xs, least=1))
        axis = self.axis.value
        if axis is None or not shapes[0].ranked:
            return NOTHING
        rank = len(shapes[0].known_axes)
        if self.keras == Generation.KERAS_2 or len(shapes) > 1 or axis < 0:
            require(Truth.of(-rank <= axis < rank), AxisOutOfRange(dim(axis), rank, shapes[0], argument="axis"))
            require_others_agree(shapes, axis % rank)
        return NOTHING

    def again(self, built: Built, *inputs: Inputs) -> None:  # noqa: ARG002
        self.build(*inputs)

    def call(self, xs: Inputs) -> Shape:
        shapes = tensors(xs, least=1)
        axis = self.axis.value
        if len(shapes) == 1 or not shapes[0].ranked:
            return shapes[0]
        if axis is None:
            return Shape((Unclear("the axis of a concatenation"),) * len(shapes[0].known_axes))
        for x in shapes:
            if x.ranked:
                rank = len(x.known_axes)
                require(Truth.of(-rank <= axis < rank), AxisOutOfRange(dim(axis), rank, x, argument="axis"))
        rest = shapes[0] if self.keras == Generation.KERAS_3 else most_known(same_rank(shapes))
        return rest.with_axes({axis: sum((x[axis] for x in shapes), start=dim(0))})


def tensors(xs: Inputs, least: int) -> tuple[Shape, ...]:
    """The tensors of a list. A single tensor is refused; of what can't be told, one unknown shape is taken."""
    if isinstance(xs, Shape):
        if xs.ranked:
            refuse(NotAList(least))
        return (xs,)
    if len(xs) < least:
        refuse(NotAList(least))
    return tuple(x if isinstance(x, Shape) else Shape.unknown(Unclear("a list inside a list")) for x in xs)


def same_rank(shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """Requires one rank of all; a shape of unknown rank takes that of the others."""
    ranks = {len(shape.known_axes) for shape in shapes if shape.ranked}
    require(Truth.of(len(ranks) <= 1), RanksDiffer(shapes))
    return tuple(x if x.ranked else Shape((x.why,) * rank) for x in shapes for rank in ranks) if ranks else shapes


def require_others_agree(shapes: tuple[Shape, ...], joined: int) -> None:
    """Requires equal sizes along every axis but one."""
    for index in range(len(shapes[0].known_axes)):
        sizes = tuple(shape[index] for shape in shapes)
        if index != joined:
            fault = AxesDiffer(shapes, axis_word(index, len(shapes[0].known_axes)), index, sizes, joined)
            require(agree(sizes), fault)


def agree(sizes: tuple[Dim, ...]) -> Truth:
    """Whether they can be one size."""
    return Truth.of(all(a.equals(b) is not Truth.NO for a, b in combinations(sizes, 2)))


def most_known(shapes: tuple[Shape, ...]) -> Shape:
    """For each axis the best that any of them knows: a number before what is unclear, and that before None."""
    return Shape(tuple(best_known(sizes) for sizes in zip(*shapes, strict=True)))


def best_known(sizes: tuple[Dim, ...]) -> Dim:
    def ignorance(size: Dim) -> int:
        return 2 if isinstance(size, Open) else 0 if size.value is not None else 1

    return min(sizes, key=ignorance)
