"""How a size came about, for people: "steps: (100 - 3) // 1 + 1 = 98". Written from the very rule that computes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from conv1d_lsp.shapes import Dim, Number

#: Arithmetic on its operands, which are dimensions, or `Written` when the text is wanted.
Rule = Callable[..., Any]


class Working(Struct, frozen=True, eq=False):
    """The size of one axis: a rule and what goes into it."""

    axis: str
    rule: Rule
    operands: tuple[Dim, ...]

    @property
    def size(self) -> Dim:
        result: Dim = self.rule(*self.operands)
        return result

    @property
    def text(self) -> str | None:
        """The line with the numbers filled in; None where something in it is not a number."""
        size = self.size
        if not isinstance(size, Number):
            return None
        written: Written = self.rule(*(Written.of(operand) for operand in self.operands))
        return f"{self.axis}: {written.text} = {size}"


class Written(Struct, frozen=True):
    """The text of a calculation. strength: 2 for one atom, 1 for products and quotients, 0 for sums."""

    text: str
    strength: int

    @staticmethod
    def of(value: Dim | int | Written) -> Written:
        if isinstance(value, Written):
            return value
        text = str(value)
        return Written(text, 2 if text.isidentifier() or text.isdigit() else 0)

    def __add__(self, other: Dim | int | Written) -> Written:
        return Written(f"{self.text} + {Written.of(other)._at(0)}", 0)

    def __radd__(self, other: Dim | int) -> Written:
        return Written.of(other) + self

    def __sub__(self, other: Dim | int | Written) -> Written:
        return Written(f"{self.text} - {Written.of(other)._at(1)}", 0)

    def __rsub__(self, other: Dim | int) -> Written:
        return Written.of(other) - self

    def __mul__(self, other: Dim | int | Written) -> Written:
        return Written(f"{self._at(1)} × {Written.of(other)._at(2)}", 1)

    def __rmul__(self, other: Dim | int) -> Written:
        return Written.of(other) * self

    def __floordiv__(self, other: Dim | int | Written) -> Written:
        return Written(f"{self._at(1)} // {Written.of(other)._at(2)}", 1)

    def _at(self, strength: int) -> str:
        return self.text if self.strength >= strength else f"({self.text})"
