"""What the first call of a layer makes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import prod

from msgspec import Struct

from conv1d_lsp.layers.joins import joined_dims
from conv1d_lsp.shapes import Dim, Unclear, dim

#: The shape of a weight as a declaration writes it; None for a weight that these settings leave out.
Sizes = tuple[Dim | int, ...] | None


class Weight(Struct, frozen=True, eq=False):
    """One array of a layer; trainable: as the layer made it, before the layer itself is frozen."""

    name: str
    shape: tuple[Dim, ...]
    trainable: bool = True

    @property
    def size(self) -> Dim:
        return prod(self.shape, start=dim(1))


class Built(Struct, frozen=True, eq=False, dict=True):
    """A layer's weights, and the axes that later calls must fit: sizes by index, as the layer counts them, and
    the number of axes, where Keras remembers it.

    variants: where settings can't be told, what each tried choice built; None for those that Keras refuses. Then
    `weights` and `pinned` are those of the first. unclear: why the weights can't be told.
    counted: how many parameters are trainable and how many are not, where only that is known.
    features: the size of the last axis, where only calls on data find out that it is another one now.
    """

    weights: tuple[Weight, ...] = ()
    pinned: Mapping[int, Dim] | None = None
    rank: int | None = None
    variants: tuple[Built | None, ...] = ()
    why: str = ""
    unclear: Unclear | None = None
    counted: tuple[Dim, Dim] | None = None
    features: Dim | None = None

    @cached_property
    def params(self) -> Dim:
        """The number of parameters."""
        return self._sum(only_trainable=False)

    @cached_property
    def trainable_params(self) -> Dim:
        """The number of those that training changes, if the layer itself is trainable."""
        return self._sum(only_trainable=True)

    @property
    def kernels(self) -> Dim:
        """The number of weights that are multiplied with inputs: of all but the biases."""
        return sum((each.size for each in self.weights if not each.name.endswith("bias")), start=dim(0))

    def _sum(self, *, only_trainable: bool) -> Dim:
        if self.unclear is not None:
            return self.unclear
        if self.counted is not None:
            return self.counted[0] if only_trainable else self.counted[0] + self.counted[1]
        if self.variants:
            sums = [each._sum(only_trainable=only_trainable) for each in self.variants if each is not None]
            return joined_dims(sums, self.why)
        return sum((each.size for each in self.weights if each.trainable or not only_trainable), start=dim(0))


#: What a layer without weights builds.
NOTHING = Built()


def weights(
    *,
    pinned: Mapping[int, Dim] | None = None,
    rank: Dim | None = None,
    fixed: Mapping[str, Sizes] | None = None,
    **trainable: Sizes,
) -> Built:
    """What a declaration's `build` returns: weights in Keras's order, the `fixed` ones (not trained) last."""
    made = (*weights_of(trainable), *weights_of(fixed or {}, trained=False))
    return Built(made, pinned, rank.value if rank is not None else None)


def weights_of(sizes: Mapping[str, Sizes], *, trained: bool = True) -> tuple[Weight, ...]:
    """The weights of these shapes; None leaves one out."""
    return tuple(
        Weight(name, tuple(dim(size) for size in shape), trained) for name, shape in sizes.items() if shape is not None
    )
