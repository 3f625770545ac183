"""A value that the analyzer can't tell, with the reason and the place."""

from __future__ import annotations

from msgspec import Struct

from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.shapes import Dim, Number, Symbol, Unclear


class Outside(Struct, frozen=True):
    """Where a value from outside of the program comes from: a file, the environment, the keyboard.

    name: what it is called; "" until a variable holds it. text: it is a text, and a number only after `int(...)`.
    whole: it is certainly an integer.
    """

    name: str
    identity: int
    text: bool = False
    whole: bool = False

    @property
    def number(self) -> Number | None:
        """What it is as a number, once it has a name."""
        return Number.of(Symbol(self.name, self.identity, whole=self.whole)) if self.name and not self.text else None


class Ratio(Struct, frozen=True, eq=False):
    """`over / under`, a float: what becomes of a number by name that is divided. `under` is taken to be positive."""

    over: Number
    under: Number


class Unknown(Struct, frozen=True, eq=False):
    """Shown as `?`.

    number: what it is if it turns out to be an integer: a name (`window`) or an expression over names. A parameter that
    nobody passes may be anything; used as a size it is this. outside: where it comes from, if that gives it a name.
    ratio: what it is if it turns out to be a fraction.
    nameless: the same value before it was given its name where it was used.
    """

    reason: str
    site: Site | None = None
    number: Number | None = None
    outside: Outside | None = None
    ratio: Ratio | None = None
    nameless: Unknown | None = None

    @property
    def dim(self) -> Dim:
        """It as a size."""
        return self.number if self.number is not None else Unclear(self.reason, self.site)

    @property
    def symbol(self) -> Symbol | None:
        """Its name, if it is known by nothing but a name."""
        if self.number is None or not (expression := self.number.expression).is_simple or expression.constant:
            return None
        atom, factor = (expression.terms[0][0][0], expression.terms[0][1]) if expression.terms else (None, 0)
        return atom if factor == 1 and isinstance(atom, Symbol) else None
