"""What Keras refuses, as facts: a closed set of records. The sentences are in `rules/`."""

from __future__ import annotations

from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.settings import TooOld
from conv1d_lsp.shapes import Dim, Shape


class LayerFault(Fault, frozen=True, eq=False, kw_only=True):
    """Base of the faults of layers.

    layer: the class of the layer, filled in by the frame.
    argument: the layer's argument that the fault is about, if it is about one.
    part: what of the input the layer gets, where a layer around it takes it apart: "each step of ".
    """

    layer: str = ""
    argument: str | None = None
    part: str = ""

    def __eq__(self, other: object) -> bool:
        """Equal facts. Dimensions have no plain equality, so the texts are compared."""
        return type(self) is type(other) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))


# Arguments


class BadArgument(LayerFault, frozen=True):
    """A value that the argument can't have. `wanted` is a noun phrase: "a positive integer"."""

    found: str
    wanted: str


class UnknownWord(LayerFault, frozen=True):
    """A word that is none of the `known`; `close` are those that it may have been meant for."""

    word: str
    known: tuple[str, ...]
    close: tuple[str, ...]


class UnknownArgument(LayerFault, frozen=True):
    """A keyword that the layer does not have; `close` are those that may have been meant.

    too_old: where later releases have it.
    """

    name: str
    close: tuple[str, ...] = ()
    too_old: TooOld | None = None


class MissingArgument(LayerFault, frozen=True):
    """Required arguments that were not given, in the signature's order."""

    names: tuple[str, ...]


class TooManyArguments(LayerFault, frozen=True):
    """More positional arguments than the signature has."""

    found: int
    most: int


class GivenTwice(LayerFault, frozen=True):
    """An argument given by position and by keyword."""

    name: str


class Indivisible(LayerFault, frozen=True):
    """`what` ("filters", "channels" ...) is not a multiple of `by_what`."""

    what: str
    value: Dim
    by_what: str
    by: Dim


class StridedAndDilated(LayerFault, frozen=True):
    """Strides above 1 together with a dilation rate above 1."""

    strides: tuple[Dim, ...]
    dilation_rate: tuple[Dim, ...]


# One tensor


class WrongRank(LayerFault, frozen=True):
    """The input has another number of axes. wanted: "3" or "at least 3"; axes: what the axes mean, in order."""

    found: Shape
    wanted: str
    axes: tuple[str, ...]


class TooShort(LayerFault, frozen=True):
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


class BeyondArray(LayerFault, frozen=True):
    """The window covers `reach` along `axis`, more than the `length` of an array, which Keras does not look at."""

    input: Shape
    axis: str
    length: Dim
    reach: Dim


class OnePlace(LayerFault, frozen=True):
    """Adaptive pooling to one place, or of one place, along `axis`: TensorFlow's window is longer than the input then.

    fails_on_arrays: whether arrays are no better than a model.
    """

    input: Shape
    axis: str
    fails_on_arrays: bool


class NothingLeft(LayerFault, frozen=True):
    """An axis of the output would have less than one place. taken: what the layer takes away."""

    input: Shape
    axis: str
    length: Dim
    taken: Dim


class OpenAxis(LayerFault, frozen=True):
    """The layer makes its weights after the size of this axis, and it is None."""

    input: Shape
    axis: str


class EmptyAxis(LayerFault, frozen=True):
    """An axis of size 0 where the layer needs at least one place."""

    input: Shape
    axis: str


class AxisChanged(LayerFault, frozen=True):
    """The layer was built for `built` along this axis (an index, negative from the end) and now gets another size."""

    input: Shape
    axis: str
    index: int
    built: Dim
    found: Dim


class AxisOutOfRange(LayerFault, frozen=True):
    """An axis was asked for that the input does not have."""

    axis: Dim
    rank: int
    input: Shape


class ReshapeTotals(LayerFault, frozen=True):
    """The input's total per sample does not fit into the target shape; both without the batch axis."""

    input: Shape
    target: Shape
    total: Dim
    wanted: Dim


class WrongDtype(LayerFault, frozen=True):
    """Numbers of the type `found`, where the layer calculates with floats."""

    found: str


# Several tensors


class DtypesDiffer(LayerFault, frozen=True):
    """Numbers of several types in tensors that are put together; None for one of a type that is not known."""

    dtypes: tuple[str | None, ...]


class TooManyInputs(LayerFault, frozen=True):
    """More positional arguments in the call than the layer takes; several tensors usually go as one list."""

    found: int
    most: int


class MissingInput(LayerFault, frozen=True):
    """A tensor that the call needs, by the name of its parameter."""

    name: str


class StatesDiffer(LayerFault, frozen=True):
    """Initial states that a recurrent layer can't begin with. units: the size of each that it has, in order."""

    states: tuple[Shape, ...]
    units: tuple[Dim, ...]


class NotAList(LayerFault, frozen=True):
    """A single tensor where a list of at least `least` is wanted."""

    least: int


class WrongCount(LayerFault, frozen=True):
    """Another number of tensors than wanted: "2", "at least 2"."""

    found: int
    wanted: str


class RanksDiffer(LayerFault, frozen=True):
    """places: which inputs of the layer these are (from 0), where they are not all from the first on."""

    inputs: tuple[Shape, ...]
    places: tuple[int, ...] = ()


class AxesDiffer(LayerFault, frozen=True):
    """Sizes that must agree along `index` (from 0, batch included) do not. joined: the axis of a concatenation.

    places: which inputs of the layer these are (from 0), where they are not all from the first on.
    """

    inputs: tuple[Shape, ...]
    axis: str
    index: int
    sizes: tuple[Dim, ...]
    joined: int | None = None
    places: tuple[int, ...] = ()


class MaskMisfit(LayerFault, frozen=True):
    """The mask that comes with the first of the inputs does not fit them.

    spread: along an axis of 1, as Keras 2 does; then it fits a batch of one sample, or of as many as there are steps.
    """

    inputs: tuple[Shape, ...]
    mask: Shape
    spread: bool = False


#: Every fault of this room; a test compares it with the rules.
ALL_FAULTS = tuple(LayerFault.__subclasses__())
