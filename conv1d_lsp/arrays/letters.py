"""`einsum` and `rearrange`: what their patterns say about axes that have names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from conv1d_lsp.arrays.declaration import Given, Library, axes_of, function, total
from conv1d_lsp.arrays.demands import refused
from conv1d_lsp.arrays.misfits import NotTaken
from conv1d_lsp.shapes import Dim, Open, Shape, Truth, broadcast


class _Term(Struct, frozen=True):
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
            raise refused("equation", equation, "an equation whose dots stand for sizes that fit")
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
    an axis of 1, as NumPy does."""
    before, dots, after = right.partition("...")
    letters = before + after
    large = {letter for letter in letters if letter.isupper()}
    if library is Library.KERAS and any(large - set(term.letters) for term in terms):
        raise refused("equation", equation, "an equation in small letters")
    lengths: dict[str, Dim] = {}
    clash: NotTaken | None = None
    for letter, size in (pair for term in terms for pair in term.sizes()):
        known = lengths.get(letter)
        if known is not None and known.equals(size) is Truth.NO:
            ones = known.value == 1 or size.value == 1
            if ones and library is Library.NUMPY:
                lengths[letter] = size if known.value == 1 else known
                continue
            if (ones and library is Library.KERAS) or (library is Library.KERAS and letter not in letters):
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


def rearrange(a: Given, pattern: Given, lengths: tuple[Given, ...]) -> Shape | None:
    """`"b (h w) c -> b h w c"`: axes change places, are split and joined. Keras multiplies sizes, so that none may be
    None."""
    axes = axes_of(a)
    if axes is None or not isinstance(pattern, str) or not re.fullmatch(r"[\w\s()]+->[\w\s()]+", pattern):
        return None
    known: dict[str, Dim] = {}
    for pair in lengths:
        if not isinstance(pair, tuple) or not isinstance(pair[0], str) or not isinstance(pair[1], Dim):
            return None
        known[pair[0]] = pair[1]
    left, right = (re.findall(r"\w+|\(.*?\)", side) for side in pattern.split("->"))
    for group, size in zip(left, axes, strict=False):
        names = re.findall(r"\w+", group)
        free = [name for name in names if name not in known]
        if group == names[0] or free:
            rest = total(tuple(known[name] for name in names if name in known and group != name))
            known[names[0] if group == names[0] else free[0]] = size // rest
        if len(free) > 1:
            raise refused("pattern", pattern, f"a pattern whose `{free[1]}` has a length")
    made: list[Dim] = []
    for group in right:
        names = re.findall(r"\w+", group)
        missing = [name for name in names if name not in known]
        if missing:
            raise refused("pattern", pattern, f"a pattern whose `{missing[0]}` stands on its left too")
        made.append(total(tuple(known[name] for name in names)))
    if any(isinstance(size, Open) for size in made):
        raise refused("a", a, "of known sizes, the batch included")
    return Shape(tuple(made))


LETTERS = (
    function(
        einsum,
        "keras.ops.einsum numpy.einsum(subscripts=equation, *operands)",
        "tensorflow.einsum(equation, *operands)",
    ),
    function(rearrange, "keras.ops.rearrange(tensor=a, pattern, **lengths)"),
)
