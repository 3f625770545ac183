"""What a loss or a metric makes of an output and its target: four answers, with facts, never sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from conv1d_lsp.shapes import Dim, Shape


class Refusal:
    """Why Keras raises."""


@dataclass(frozen=True)
class RanksDiffer(Refusal):
    """Output and target have different numbers of axes, after what Keras does to make them equal."""


@dataclass(frozen=True, eq=False)
class SizesDiffer(Refusal):
    """Two axes that must agree do not. output, target: their places in what was given; None for one that Keras added.

    sizes: that of the output's axis and that of the target's.
    """

    output: int | None
    target: int | None
    sizes: tuple[Dim, Dim]


@dataclass(frozen=True)
class NumbersDiffer(Refusal):
    """There are more labels than there are places of the output to judge, or fewer."""


@dataclass(frozen=True)
class RankWanted(Refusal):
    """`of`, "output" or "target", must have so many axes."""

    of: str
    wanted: int


@dataclass(frozen=True)
class NoSuchAxis(Refusal):
    """The `axis` that the loss was made with is beyond those of the output."""

    axis: int


@dataclass(frozen=True)
class NotTaken(Refusal):
    """Keras raises whatever the shapes: a metric that takes no targets, a type of numbers, a setting."""


class Silence:
    """Why what runs is surely not what was meant."""


@dataclass(frozen=True, eq=False)
class Spread(Silence):
    """One number meets several: output and target are broadcast into this shape, which is not that of both."""

    into: Shape


@dataclass(frozen=True)
class Constant(Silence):
    """The value does not depend on what the model says: among one class each answer is the best, say."""


@dataclass(frozen=True)
class OtherClasses(Silence):
    """The classes are read from this axis of the output, which is not its last.

    It is right where that is meant: a softmax over the steps of an output of one channel, say.
    """

    axis: int


@dataclass(frozen=True)
class AcrossSamples(Silence):
    """The samples of a batch are taken for the classes."""


@dataclass(frozen=True, eq=False)
class ClassesDiffer(Silence):
    """The best of the output's classes is compared with the best of another number of classes, the target's."""

    output: Dim
    target: Dim


@dataclass(frozen=True, eq=False)
class Right:
    """Each number of the output meets its own of the target. result: of the loss before its reduction."""

    result: Shape


@dataclass(frozen=True, eq=False)
class Raises:
    """Keras raises with the first batch of these shapes."""

    why: Refusal


@dataclass(frozen=True, eq=False)
class Silent:
    """It runs, and is surely not what was meant. result: of the loss before its reduction."""

    why: Silence
    result: Shape


@dataclass(frozen=True, eq=False)
class Unsure:
    """It depends on what can't be told. among: what it may be, one of each kind; empty if that was not followed."""

    among: tuple[Right | Raises | Silent, ...] = ()

    @property
    def never_right(self) -> bool:
        """Whether it is known to be wrong in one way or another."""
        return bool(self.among) and not any(isinstance(each, Right) for each in self.among)


Decided: TypeAlias = Right | Raises | Silent
Outcome: TypeAlias = Decided | Unsure
