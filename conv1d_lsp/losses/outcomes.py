"""What a loss or a metric makes of an output and its target: four answers, with facts, never sentences."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from conv1d_lsp.shapes import Dim, Shape


class Refusal(Struct, frozen=True):
    """Why Keras raises."""


class RanksDiffer(Refusal, frozen=True):
    """Output and target have different numbers of axes, after what Keras does to make them equal."""


class SizesDiffer(Refusal, frozen=True, eq=False):
    """Two axes that must agree do not. output, target: their places in what was given; None for one that Keras added.

    sizes: that of the output's axis and that of the target's.
    """

    output: int | None
    target: int | None
    sizes: tuple[Dim, Dim]


class NumbersDiffer(Refusal, frozen=True):
    """There are more labels than there are places of the output to judge, or fewer."""


class RankWanted(Refusal, frozen=True):
    """`of`, "output" or "target", must have so many axes."""

    of: str
    wanted: int


class NoSuchAxis(Refusal, frozen=True):
    """The `axis` that the loss was made with is beyond those of the output."""

    axis: int


class NotTaken(Refusal, frozen=True):
    """Keras raises whatever the shapes: a metric that takes no targets, a type of numbers, a setting."""


class Silence(Struct, frozen=True):
    """Why what runs is surely not what was meant."""


class Spread(Silence, frozen=True, eq=False):
    """One number meets several: output and target are broadcast into this shape, which is not that of both."""

    into: Shape


class Constant(Silence, frozen=True):
    """The value does not depend on what the model says: among one class each answer is the best, say."""


class OtherClasses(Silence, frozen=True):
    """The classes are read from this axis of the output, which is not its last.

    It is right where that is meant: a softmax over the steps of an output of one channel, say.
    """

    axis: int


class AcrossSamples(Silence, frozen=True):
    """The samples of a batch are taken for the classes."""


class ClassesDiffer(Silence, frozen=True, eq=False):
    """The best of the output's classes is compared with the best of another number of classes, the target's."""

    output: Dim
    target: Dim


class Right(Struct, frozen=True, eq=False):
    """Each number of the output meets its own of the target. result: of the loss before its reduction."""

    result: Shape


class Raises(Struct, frozen=True, eq=False):
    """Keras raises with the first batch of these shapes."""

    why: Refusal


class Silent(Struct, frozen=True, eq=False):
    """It runs, and is surely not what was meant. result: of the loss before its reduction."""

    why: Silence
    result: Shape


class Unsure(Struct, frozen=True, eq=False):
    """It depends on what can't be told. among: what it may be, one of each kind; empty if that was not followed."""

    among: tuple[Right | Raises | Silent, ...] = ()

    @property
    def never_right(self) -> bool:
        """Whether it is known to be wrong in one way or another."""
        return bool(self.among) and not any(isinstance(each, Right) for each in self.among)


Decided: TypeAlias = Right | Raises | Silent
Outcome: TypeAlias = Decided | Unsure
