"""What Keras refuses, as facts: a closed set of records. The sentences are in `rules/`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.settings import TooOld
from conv1d_lsp.shapes import Dim, Shape

F = TypeVar("F", bound="LayerFault")


@dataclass(frozen=True, slots=True, eq=False)
class LayerFault(Fault):
    """Base of the faults of layers.

    layer: the class of the layer, filled in by the frame.
    argument: the layer's argument that the fault is about, if it is about one.
    part: what of the input the layer gets, where a layer around it takes it apart: "each step of ".
    """

    layer: str = field(default="", kw_only=True)
    argument: str | None = field(default=None, kw_only=True)
    part: str = field(default="", kw_only=True)

    def __eq__(self, other: object) -> bool:
        """Equal facts. Dimensions have no plain equality, so the texts are compared."""
        return type(self) is type(other) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))


@dataclass_transform(frozen_default=True, eq_default=False)
def facts(cls: type[F]) -> type[F]:
    return dataclass(frozen=True, slots=True, eq=False)(cls)


# Arguments


@facts
class BadArgument(LayerFault):
    """A value that the argument can't have. `wanted` is a noun phrase: "a positive integer"."""

    found: str
    wanted: str


@facts
class UnknownWord(LayerFault):
    """A word that is none of the `known`; `close` are those that it may have been meant for."""

    word: str
    known: tuple[str, ...]
    close: tuple[str, ...]


@facts
class UnknownArgument(LayerFault):
    """A keyword that the layer does not have; `close` are those that may have been meant.

    too_old: where later releases have it.
    """

    name: str
    close: tuple[str, ...] = ()
    too_old: TooOld | None = None


@facts
class MissingArgument(LayerFault):
    """Required arguments that were not given, in the signature's order."""

    names: tuple[str, ...]


@facts
class TooManyArguments(LayerFault):
    """More positional arguments than the signature has."""

    found: int
    most: int


@facts
class GivenTwice(LayerFault):
    """An argument given by position and by keyword."""

    name: str


@facts
class Indivisible(LayerFault):
    """`what` ("filters", "channels" ...) is not a multiple of `by_what`."""

    what: str
    value: Dim
    by_what: str
    by: Dim


@facts
class StridedAndDilated(LayerFault):
    """Strides above 1 together with a dilation rate above 1."""

    strides: tuple[Dim, ...]
    dilation_rate: tuple[Dim, ...]


# One tensor


@facts
class WrongRank(LayerFault):
    """The input has another number of axes. wanted: "3" or "at least 3"; axes: what the axes mean, in order."""

    found: Shape
    wanted: str
    axes: tuple[str, ...]


@facts
class TooShort(LayerFault):
    """The window (of kernel or pool) covers `reach` along `axis`, more than the input's `length`.

    passes_arrays: whether TensorFlow itself may work on an array that is so short, to whatever end.
    """

    input: Shape
    axis: str
    length: Dim
    reach: Dim
    window: Dim
    dilation: Dim
    passes_arrays: bool = False


@facts
class BeyondArray(LayerFault):
    """The window covers `reach` along `axis`, more than the `length` of an array, which Keras does not look at."""

    input: Shape
    axis: str
    length: Dim
    reach: Dim


@facts
class OnePlace(LayerFault):
    """Adaptive pooling to one place, or of one place, along `axis`: TensorFlow's window is longer than the input then.

    fails_on_arrays: whether arrays are no better than a model.
    """

    input: Shape
    axis: str
    fails_on_arrays: bool


@facts
class NothingLeft(LayerFault):
    """An axis of the output would have less than one place. taken: what the layer takes away."""

    input: Shape
    axis: str
    length: Dim
    taken: Dim


@facts
class OpenAxis(LayerFault):
    """The layer makes its weights after the size of this axis, and it is None."""

    input: Shape
    axis: str


@facts
class EmptyAxis(LayerFault):
    """An axis of size 0 where the layer needs at least one place."""

    input: Shape
    axis: str


@facts
class AxisChanged(LayerFault):
    """The layer was built for `built` along this axis (an index, negative from the end) and now gets another size."""

    input: Shape
    axis: str
    index: int
    built: Dim
    found: Dim


@facts
class AxisOutOfRange(LayerFault):
    """An axis was asked for that the input does not have."""

    axis: Dim
    rank: int
    input: Shape


@facts
class ReshapeTotals(LayerFault):
    """The input's total per sample does not fit into the target shape; both without the batch axis."""

    input: Shape
    target: Shape
    total: Dim
    wanted: Dim


@facts
class WrongDtype(LayerFault):
    """Numbers of the type `found`, where the layer calculates with floats."""

    found: str


# Several tensors


@facts
class DtypesDiffer(LayerFault):
    """Numbers of several types in tensors that are put together; None for one of a type that is not known."""

    dtypes: tuple[str | None, ...]


@facts
class TooManyInputs(LayerFault):
    """More positional arguments in the call than the layer takes; several tensors usually go as one list."""

    found: int
    most: int


@facts
class MissingInput(LayerFault):
    """A tensor that the call needs, by the name of its parameter."""

    name: str


@facts
class StatesDiffer(LayerFault):
    """Initial states that a recurrent layer can't begin with. units: the size of each that it has, in order."""

    states: tuple[Shape, ...]
    units: tuple[Dim, ...]


@facts
class NotAList(LayerFault):
    """A single tensor where a list of at least `least` is wanted."""

    least: int


@facts
class WrongCount(LayerFault):
    """Another number of tensors than wanted: "2", "at least 2"."""

    found: int
    wanted: str


@facts
class RanksDiffer(LayerFault):
    """places: which inputs of the layer these are (from 0), where they are not all from the first on."""

    inputs: tuple[Shape, ...]
    places: tuple[int, ...] = ()


@facts
class AxesDiffer(LayerFault):
    """Sizes that must agree along `index` (from 0, batch included) do not. joined: the axis of a concatenation.

    places: which inputs of the layer these are (from 0), where they are not all from the first on.
    """

    inputs: tuple[Shape, ...]
    axis: str
    index: int
    sizes: tuple[Dim, ...]
    joined: int | None = None
    places: tuple[int, ...] = ()


@facts
class MaskMisfit(LayerFault):
    """The mask that comes with the first of the inputs does not fit them.

    spread: along an axis of 1, as Keras 2 does; then it fits a batch of one sample, or of as many as there are steps.
    """

    inputs: tuple[Shape, ...]
    mask: Shape
    spread: bool = False


#: Every fault of this room; a test compares it with the rules.
ALL_FAULTS = tuple(LayerFault.__subclasses__())
