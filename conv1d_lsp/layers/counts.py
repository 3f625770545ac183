"""Settings that count something, and what each generation makes of values that are no plain integer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.layers.arguments import Arg, Opaque, items, shown
from conv1d_lsp.layers.faults import BadArgument
from conv1d_lsp.layers.parameters import REQUIRED, Default, Odd, Parameter
from conv1d_lsp.layers.requirement import Moment, Refusal
from conv1d_lsp.settings import Generation, Release
from conv1d_lsp.shapes import Dim, Number, Truth, Unclear, dim

if TYPE_CHECKING:
    from conv1d_lsp.layers.declaration import Layer


class Habits(Struct, frozen=True):
    """How one generation takes the values of a count.

    least: the smallest, and `late` if that is noticed at the first call. texts: of "3", which is a number to `int()`.
    falsy: what 0, None, "" and () stand for. since: the release of Keras 3 that brought them; `before` it had others.
    """

    least: int | None = 1
    late: bool = False
    floats: Odd = Odd.REFUSED
    bools: Odd = Odd.TAKEN
    numpy: Odd = Odd.TAKEN
    none: Odd = Odd.REFUSED
    others: Odd = Odd.REFUSED
    texts: Odd = Odd.REFUSED
    falsy: int | None = None
    since: Release | None = None
    before: Habits | None = None


ANY_INTEGER = Habits(least=None)


class Count(Parameter[Dim]):
    """An integer that counts something."""

    takes_numbers = True

    def __init__(
        self,
        default: Default = REQUIRED,
        *,
        keras3: Habits,
        keras2: Habits | None = None,
        by_name: bool = False,
        only: Generation | None = None,
    ) -> None:
        super().__init__(default, by_name=by_name, only=only)
        self.habits = (keras2 or keras3, keras3)

    def read(self, given: Arg, layer: Layer) -> Dim:
        habits = self.habits[layer.keras is Generation.KERAS_3]
        try:
            return self._read(given, habits)
        except Refusal as refusal:
            if habits.before is None or not self._takes(given, habits.before):
                raise
            faults = (replace(fault, since=habits.since) for fault in refusal.faults)
            raise Refusal(*faults, late=refusal.late) from None

    def _takes(self, given: Arg, habits: Habits) -> bool:
        try:
            self._read(given, habits)
        except Refusal:
            return False
        return True

    def _read(self, given: Arg, habits: Habits) -> Dim:
        if habits.falsy is not None and _falsy(given):
            return dim(habits.falsy)
        if isinstance(given, str) and habits.texts is Odd.TAKEN and given.strip().isdigit():
            return dim(int(given))
        number = given if isinstance(given, Dim) else number_of(given)
        if number is None:
            raise self._refusal(given, habits, Moment.BUILD if habits.others is Odd.REFUSED_LATE else None)
        if habits.least is not None and (number >= habits.least) is Truth.NO:
            raise self._refusal(given, habits, Moment.BUILD if habits.late else None)
        if number is not given:
            self._check_type(given, habits)
        return number

    def lost(self, given: Arg, layer: Layer) -> Dim:
        number = number_of(given)
        return number if number is not None else Unclear("a value that Keras refuses")

    def _check_type(self, given: Arg, habits: Habits) -> None:
        if isinstance(given, bool):
            odd = habits.bools
        elif isinstance(given, float):
            odd = habits.floats
            if odd is Odd.FRACTION_REFUSED:
                odd = Odd.REFUSED_LATE if given.is_integer() else Odd.REFUSED
        elif isinstance(given, Opaque):
            odd = habits.numpy if given.numeric else Odd.TAKEN
        else:
            odd = habits.none
        if odd is not Odd.TAKEN:
            raise self._refusal(given, habits, Moment.BUILD if odd is Odd.REFUSED_LATE else None)

    def _refusal(self, given: Arg, habits: Habits, late: Moment | None) -> Refusal:
        wanted = {None: "an integer", 1: "a positive integer"}.get(
            habits.least, f"an integer of at least {habits.least}"
        )
        return Refusal(BadArgument(shown(given), wanted, argument=self.name), late=late)


class OptionalCount(Parameter[Dim | None]):
    """As `Count`, or None, which is the default."""

    takes_numbers = True

    def __init__(self, *, keras3: Habits, keras2: Habits) -> None:
        super().__init__(None)
        self.count = Count(keras3=keras3, keras2=keras2)

    def __set_name__(self, owner: type, name: str) -> None:
        super().__set_name__(owner, name)
        self.count.name = name

    def read(self, given: Arg, layer: Layer) -> Dim | None:
        return None if given is None else self.count.read(given, layer)

    def lost(self, given: Arg, layer: Layer) -> Dim | None:
        return self.count.lost(given, layer)


def number_of(given: Arg) -> Dim | None:
    """What number a value stands for, whatever its type; None for what is no number."""
    if isinstance(given, Dim):
        return given
    if isinstance(given, bool | float):
        return dim(int(given)) if given == given and abs(given) != float("inf") else None
    if isinstance(given, Opaque):
        return given.value if isinstance(given.value, Number) else Unclear(f"the number in a {given.kind}")
    return Unclear("no number") if given is None else None


def _falsy(given: Arg) -> bool:
    if isinstance(given, Dim):
        return given.value == 0
    parts = items(given)
    return not parts if parts is not None else not given


def count(default: Default = REQUIRED, *, keras3: Habits, keras2: Habits, only: Generation | None = None) -> Count:
    return Count(default, keras3=keras3, keras2=keras2, only=only)


def whole(default: Default = REQUIRED) -> Count:
    """An integer of any sign, such as an axis."""
    return Count(default, keras3=ANY_INTEGER)
