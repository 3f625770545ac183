"""A loss or a metric, declared: its names, and what it makes of an output and a target."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from conv1d_lsp.losses.axes import Axes, Refused, expanded_labels, same_rank_2, same_rank_3, shape_of
from conv1d_lsp.losses.instances import Instance, instances
from conv1d_lsp.losses.outcomes import (
    AcrossSamples,
    Decided,
    OtherClasses,
    Outcome,
    Raises,
    Right,
    Silence,
    Silent,
    Unsure,
)
from conv1d_lsp.losses.reading import Ending, Facts, Reader, Untold, Way
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Unclear

#: What Keras does before the function has its turn.
Preparation = Callable[[Axes, Axes, Facts], tuple[Axes, Axes]]


#: Which reading it is, by target and output as they come. Raises Refused.
Pick = Callable[[Axes, Axes], Reader]


def always(read: Reader) -> Pick:
    """One and the same for all shapes."""
    return lambda target, output: read


def as_loss(target: Axes, output: Axes, facts: Facts) -> tuple[Axes, Axes]:
    """Before a loss: both generations make the numbers of axes equal."""
    if facts.way is Way.FUNCTION:
        return target, output
    return same_rank_3(target, output) if facts.third else as_metric(target, output, facts)


def as_metric(target: Axes, output: Axes, facts: Facts) -> tuple[Axes, Axes]:
    """Before a metric that averages values: Keras 2 alone does."""
    if facts.third or facts.way is Way.FUNCTION:
        return target, output
    return same_rank_2(*as_compiled(target, output, facts))


def as_compiled(target: Axes, output: Axes, facts: Facts) -> tuple[Axes, Axes]:
    """Before all others: Keras 2 gives labels their second axis in a compiled model."""
    if facts.third or facts.way is not Way.COMPILED:
        return target, output
    return expanded_labels(target, output), output


@dataclass(frozen=True)
class Measure:
    """names: the words for it and the names of its functions and classes, the usual one first.

    pick: gives the reading, by the shapes as they come. before: what Keras does before that.
    only: the generation that has it, if one.
    names_2, names_3: those that one generation has besides.
    """

    names: tuple[str, ...]
    pick: Pick
    before: Preparation
    only: Generation | None = None
    names_2: tuple[str, ...] = ()
    names_3: tuple[str, ...] = ()

    def names_of(self, keras: Generation) -> tuple[str, ...]:
        """All that one generation knows."""
        return self.names + (self.names_3 if keras is Generation.KERAS_3 else self.names_2)

    def outcome(self, output: Shape, target: Shape, facts: Facts) -> Outcome:
        """What comes of an output and a target of these shapes, with the axis of samples."""
        ways = instances(output, target, traced=facts.way is Way.COMPILED)
        if ways is None:
            return Unsure()
        found: list[Decided] = []
        for each in ways:
            outcomes = self._outcomes(each, facts)
            if outcomes is None:
                return Unsure()
            found += [outcome for outcome in outcomes if not any(_same(outcome, other) for other in found)]
        return _one(found)

    def _outcomes(self, instance: Instance, facts: Facts) -> list[Decided] | None:
        """One, or those of all that can't be told; None if they can't be followed."""
        try:
            return [self._outcome(instance, facts)]
        except Untold as untold:
            found: list[Decided] = []
            for choice in untold.choices:
                outcomes = self._outcomes(instance, choice)
                if outcomes is None:
                    return None
                found += outcomes
            return found or None

    def _outcome(self, instance: Instance, facts: Facts) -> Decided:
        try:
            read = self.pick(instance.target, instance.output)
            target, output = self.before(instance.target, instance.output, facts)
            if len(output) != len(instance.output):
                facts = replace(facts, ending=Ending.OTHER)  # what is squeezed has no logits
            reading = read(target, output, facts)
        except Refused as refused:
            return Raises(refused.why)
        odd = reading.odd or _misread(reading.classes, instance, facts)
        result = shape_of(reading.values)
        return Right(result) if odd is None else Silent(odd, result)


def _misread(classes: int | None, instance: Instance, facts: Facts) -> Silence | None:
    """What is odd about the axis that classes were read from."""
    if classes is None or "axis" in facts.settings:
        return None
    if classes == 0:
        return AcrossSamples() if facts.way is Way.COMPILED else None
    return OtherClasses(classes) if classes != len(instance.output) - 1 else None


def _one(found: list[Decided]) -> Outcome:
    """What all ways have in common."""
    if len(found) == 1:
        return found[0]
    kinds = {type(each) for each in found}
    if kinds == {Right}:
        return Right(_shape([each.result for each in found if isinstance(each, Right)]))
    return Unsure(tuple(found))


def _same(one: Decided, other: Decided) -> bool:
    if isinstance(one, Raises):
        return isinstance(other, Raises)
    if isinstance(one, Silent):
        return isinstance(other, Silent) and type(one.why) is type(other.why)
    return isinstance(other, Right) and one.result.same(other.result)


def _shape(shapes: list[Shape]) -> Shape:
    ranks = {len(shape.known_axes) for shape in shapes}
    why = Unclear("what a loss gives")
    if len(ranks) > 1:
        return Shape.unknown(why)
    first = shapes[0].known_axes
    return Shape(tuple(a if all(a.same(s[i]) for s in shapes) else why for i, a in enumerate(first)))
