"""Faults of losses and metrics: of an output and its target, of an activation and its loss. Facts only."""

from msgspec import Struct

from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.losses import Refusal, Silence
from conv1d_lsp.shapes import Shape


class Compared(Struct, frozen=True):
    """An output of a model and its target, before a loss or metric.

    call: the method, `fit`. part: its argument that holds the target. index: the place of that argument.
    usual: the name of the function of the loss or metric, name: what the program calls it. output: with the model's
    open axes. batch: how many samples the batch has that it is about, if that is only the last one.
    """

    call: str
    part: str
    index: int | None
    usual: str
    name: str
    output: Shape
    target: Shape
    batch: int | None = None
    number: int | None = None


class TargetDoesNotFit(Fault, frozen=True):
    """A loss raises. why: None where it either raises or broadcasts, by the size of the batch.

    exchanged: of a loss that the program calls: it would take what it is given in the other order.
    """

    compared: Compared
    why: Refusal | None
    exchanged: bool = False


class TargetsSwapped(Fault, frozen=True):
    """Two targets fit the two outputs in the other order, and not in theirs. part, index: the argument with both."""

    call: str
    part: str
    index: int | None
    outputs: tuple[Shape, Shape]
    targets: tuple[Shape, Shape]


class LossBroadcasts(Fault, frozen=True):
    """A loss runs on shapes that mean different things."""

    compared: Compared
    why: Silence


class EachWithEach(Fault, frozen=True):
    """A model's answers (N, 1) and N other numbers, or the other way round: all pairs, made one number."""

    left: Shape
    right: Shape


class MetricMisfit(Fault, frozen=True):
    """A metric raises, or runs on shapes that mean different things."""

    compared: Compared
    why: Refusal | Silence | None


class LabelOutOfRange(Fault, frozen=True):
    """A label that is no class of the output's. least: the first label of all."""

    compared: Compared
    label: int
    least: int
    classes: int


class ConstantLoss(Fault, frozen=True):
    """A loss that compares classes, of an output of one unit. name: what the program calls it."""

    name: str
    usual: str


class SoftmaxOfOne(Fault, frozen=True):
    """A softmax along an axis of size 1. layer: its class."""

    layer: str
    output: Shape


class ActivationMisfit(Fault, frozen=True):
    """An activation ("linear" for none) and a loss that is made for another one.

    logits: whether the loss takes what it gets for logits. fitting: the activation that the loss is made for.
    """

    activation: str
    name: str
    usual: str
    logits: bool
    fitting: str


class TargetCount(Fault, frozen=True):
    """`call` gets another number of targets than the model has outputs. part, index: the argument that holds them.

    found: None for one array that stands in no list.
    """

    call: str
    part: str
    index: int | None
    outputs: int
    found: int | None


class OutputName(Fault, frozen=True):
    """`call` meets a dict whose keys are not the names of the outputs.

    part: an argument of compile, or that which holds the targets; index: the place of that. found: the key that is no
    name; None where `lacking`, a name, is no key.
    """

    call: str
    part: str
    index: int | None
    outputs: tuple[str, ...]
    found: str | None
    lacking: str | None


class CompiledCount(Fault, frozen=True):
    """`call` on a model that was compiled with `found` losses, metrics or weights of losses, where `wanted` are taken.

    part: the argument of compile. of: what is counted by `wanted`, "output" or "loss".
    """

    call: str
    part: str
    found: int
    wanted: int
    of: str = "output"


class OutputWithoutLoss(Fault, frozen=True):
    """`call` trains on the losses of the first outputs alone."""

    call: str
    losses: int
    outputs: int


class NoLoss(Fault, frozen=True):
    """`call` on a model that was compiled without a loss, and whose layers add none."""

    call: str
