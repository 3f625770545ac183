"""A loss or a metric, declared: its names, and what it makes of an output and a target."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.losses.axes import Axes, Refused, expanded_labels, same_rank_2, same_rank_3, shape_of
from conv1d_lsp.losses.instances import instances
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
from conv1d_lsp.losses.weights import weigh
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


class Measure(Struct, frozen=True):
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
        return _of_all((output, target), facts, self._read)

    def weighted(self, output: Shape, target: Shape, weights: Shape, facts: Facts) -> Outcome:
        """The same of a loss with sample weights: what comes of its values and them."""
        return _of_all((output, target, weights), facts, self._weigh)

    def _read(self, axes: tuple[Axes, ...], facts: Facts) -> Decided:
        values, odd = self._values(axes[0], axes[1], facts)
        return Right(shape_of(values)) if odd is None else Silent(odd, shape_of(values))

    def _weigh(self, axes: tuple[Axes, ...], facts: Facts) -> Decided:
        output, target, weights = axes
        values, odd = self._values(output, target, facts)
        weighed, misweighed = weigh(values, weights, output, facts)
        odd = odd or misweighed
        return Right(shape_of(weighed)) if odd is None else Silent(odd, shape_of(weighed))

    def _values(self, given: Axes, target: Axes, facts: Facts) -> tuple[Axes, Silence | None]:
        """What comes out before it is reduced, and why it is not what was meant. Raises Refused, Untold."""
        read = self.pick(target, given)
        target, output = self.before(target, given, facts)
        if len(output) != len(given):
            facts = replace(facts, ending=Ending.OTHER)  # what is squeezed has no logits
        reading = read(target, output, facts)
        return reading.values, reading.odd or _misread(reading.classes, given, facts)


#: One way in which sizes may be, read. Raises Refused, Untold.
Judging = Callable[[tuple[Axes, ...], Facts], Decided]


def _of_all(shapes: tuple[Shape, ...], facts: Facts, judge: Judging) -> Outcome:
    """What all ways have in common."""
    ways = instances(shapes, traced=facts.way is Way.COMPILED)
    if ways is None:
        return Unsure()
    found: list[Decided] = []
    for axes in ways:
        outcomes = _outcomes(axes, facts, judge)
        if outcomes is None:
            return Unsure()
        found += [outcome for outcome in outcomes if not any(_same(outcome, other) for other in found)]
    return _one(found)


def _outcomes(axes: tuple[Axes, ...], facts: Facts, judge: Judging) -> list[Decided] | None:
    """One, or those of all that can't be told; None if they can't be followed."""
    try:
        return [judge(axes, facts)]
    except Refused as refused:
        return [Raises(refused.why)]
    except Untold as untold:
        found: list[Decided] = []
        for choice in untold.choices:
            outcomes = _outcomes(axes, choice, judge)
            if outcomes is None:
                return None
            found += outcomes
        return found or None


def _misread(classes: int | None, output: Axes, facts: Facts) -> Silence | None:
    """What is odd about the axis of the output that classes were read from."""
    if classes is None or output[classes].size == 1 or "axis" in facts.settings:
        return None
    if classes == 0:
        return AcrossSamples() if facts.way is Way.COMPILED else None
    return OtherClasses(classes) if classes != len(output) - 1 else None


def _one(found: list[Decided]) -> Outcome:
    """What all ways have in common."""
    if len(found) == 1:
        return found[0]
    kinds = {type(each) for each in found}
    if kinds == {Right}:
        return Right(_shape([each.result for each in found if isinstance(each, Right)]))
    first_right = next((each for each in found if isinstance(each, Right)), None)
    return Unsure(tuple(each for each in found if each is first_right or not isinstance(each, Right)))


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
