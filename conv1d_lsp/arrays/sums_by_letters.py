"""`einsum`: products and sums along axes that are named by letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conv1d_lsp.arrays.declaration import Given, Library, function
from conv1d_lsp.arrays.demands import refused
from conv1d_lsp.arrays.misfits import NotTaken
from conv1d_lsp.shapes import Dim, Open, Shape, Truth, broadcast


@dataclass(frozen=True, slots=True)
class _Term:
    """The letters of one operand, before and after its dots; what the dots stand for."""

    before: str
    dots: bool
    after: str
    shape: Shape

    @property
    def letters(self) -> str:
        return self.before + self.after

    @property
    def free(self) -> tuple[Dim, ...]:
        return self.shape.known_axes[len(self.before) : len(self.shape.known_axes) - len(self.after)]

    def sizes(self) -> Iterator[tuple[str, Dim]]:
        axes = self.shape.known_axes
        yield from zip(self.before, axes, strict=False)
        yield from zip(self.after, axes[len(axes) - len(self.after) :], strict=True)


def einsum(equation: Given, operands: tuple[Given, ...], library: Library) -> Shape | None:
    """As the equation's letters say; what `...` stands for is broadcast. `keras.ops` takes no spaces in it."""
    if not isinstance(equation, str) or (" " in equation and library is Library.KERAS):
        return None
    left, arrow, right = equation.replace(" ", "").partition("->")
    shapes = [each for each in operands if isinstance(each, Shape) and each.ranked]
    if len(shapes) < len(operands) or "->" in right:
        return None
    terms = _terms(equation, left.split(","), shapes)
    if ("..." in left and not arrow) or any(len(set(term.letters)) < len(term.letters) for term in terms):
        return None
    spread = Shape(())
    for term in terms:
        together = broadcast(spread, Shape(term.free))
        if together is None:
            return None
        spread = together
    if not arrow:
        letters = "".join(term.letters for term in terms)
        right = "".join(sorted(letter for letter in set(letters) if letters.count(letter) == 1))
    return _result(equation, terms, right, spread, library)


def _terms(equation: str, texts: Sequence[str], shapes: Sequence[Shape]) -> list[_Term]:
    """Raises NotTaken where there are not as many operands, or letters for the axes of one."""
    if len(texts) != len(shapes):
        raise refused("equation", equation, f"an equation of {len(shapes)} operands")
    terms = []
    for text, shape in zip(texts, shapes, strict=True):
        before, dots, after = text.partition("...")
        rest = len(shape.known_axes) - len(before) - len(after)
        if rest < 0 or (rest and not dots):
            raise refused("equation", equation, f"an equation with a letter for each axis of {shape}")
        terms.append(_Term(before, bool(dots), after, shape))
    return terms


def _result(equation: str, terms: Sequence[_Term], right: str, spread: Shape, library: Library) -> Shape | None:
    """Raises NotTaken where a letter stands for two sizes; `keras.ops` looks at those of the result alone, and spreads
    an axis of 1."""
    before, dots, after = right.partition("...")
    letters = before + after
    lengths: dict[str, Dim] = {}
    clash: NotTaken | None = None
    for letter, size in (pair for term in terms for pair in term.sizes()):
        known = lengths.get(letter)
        if known is not None and known.equals(size) is Truth.NO:
            ones = library is Library.KERAS and (known.value == 1 or size.value == 1)
            if ones or (library is Library.KERAS and letter not in letters):
                return None
            wanted = f"an equation whose `{letter}` does not stand for both {known} and {size}"
            clash = clash or refused("equation", equation, wanted)
        lengths[letter] = size if known is None or isinstance(known, Open) else known
    if clash is not None:
        raise clash
    missing = sorted(set(letters) - set(lengths))
    if missing and library is Library.TENSORFLOW:
        raise refused("equation", equation, f"an equation whose `{missing[0]}` is a letter of an operand")
    if missing or len(set(letters)) < len(letters) or (not dots and spread.known_axes):
        return None
    return Shape((*(lengths[each] for each in before), *spread.known_axes, *(lengths[each] for each in after)))


EINSUM = function(
    einsum,
    "keras.ops.einsum numpy.einsum(subscripts=equation, *operands)",
    "tensorflow.einsum(equation, *operands)",
)
