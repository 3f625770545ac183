"""The kinds of settings that a declaration lists. Each reads what was given as Keras's constructor reads it."""

from __future__ import annotations

from enum import Enum
from math import inf
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from conv1d_lsp.layers.arguments import Arg, Opaque, is_numeric, items, plain, shown
from conv1d_lsp.layers.faults import BadArgument
from conv1d_lsp.layers.requirement import Moment, Refusal
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Number, Unclear

if TYPE_CHECKING:
    from conv1d_lsp.layers.declaration import Layer

T = TypeVar("T")


class Required(Enum):
    """The default of a parameter that has none."""

    REQUIRED = "required"


REQUIRED = Required.REQUIRED
Default = Arg | int | Required


class Parameter(Generic[T]):
    """One setting, and what Keras makes of its value.

    On a class it is the parameter, on a layer the value that was read. `only` limits it to one generation;
    `takes_numbers` if an unknown value with a name is meant as a number here;
    `keras2_default` where the generations differ; `by_name` if it can't be given by position, `by_name_in` one of them.
    """

    wanted = "a value"
    takes_numbers = False

    def __init__(
        self,
        default: Default = REQUIRED,
        *,
        keras2_default: Default | None = None,
        only: Generation | None = None,
        by_name: bool = False,
        by_name_in: Generation | None = None,
        name: str = "",
    ) -> None:
        self.name = name
        self.defaults = (_argument(default if keras2_default is None else keras2_default), _argument(default))
        self.only = only
        self.by_name = by_name
        self.by_name_in = by_name_in

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, layer: None, owner: type) -> Self: ...
    @overload
    def __get__(self, layer: Layer, owner: type) -> T: ...
    def __get__(self, layer: Layer | None, owner: type) -> Self | T:
        """A layer's own values stand in its `__dict__`, which Python asks first: here only the class comes."""
        if layer is None:
            return self
        raise AttributeError(self.name)

    def default(self, keras: Generation) -> Arg | Required:
        return self.defaults[keras is Generation.KERAS_3]

    def options(self, given: Arg, keras: Generation) -> tuple[Arg, ...] | None:
        """What to try where the value can't be told; None if the value is read as it is."""
        return None

    def read(self, given: Arg, layer: Layer) -> T:
        """The value as the layer uses it. Raises Refusal."""
        raise NotImplementedError

    def lost(self, given: Arg, layer: Layer) -> T:
        """What stands for a value that Keras will refuse only later."""
        raise NotImplementedError

    def refusal(self, given: Arg, late: Moment | None = None) -> Refusal:
        return Refusal(BadArgument(shown(given), self.wanted, argument=self.name), late=late)


class Odd(Enum):
    """What Keras makes of a value of an unusual type."""

    TAKEN = "taken, a float without its fraction"
    REFUSED = "refused"
    REFUSED_LATE = "refused at the first call"
    FRACTION_REFUSED = "refused, but at the first call only if it is whole"


class Flag(Parameter[bool]):
    """True or False, or anything that counts as one of them. Where it can't be told, both are tried."""

    def options(self, given: Arg, keras: Generation) -> tuple[Arg, ...] | None:
        untold = given.numeric and given.value is None if isinstance(given, Opaque) else None
        if untold or (isinstance(given, Dim) and given.value is None):
            return (True, False)
        return None

    def read(self, given: Arg, layer: Layer) -> bool:
        if isinstance(given, Dim):
            return given.value != 0
        if isinstance(given, Opaque):
            return not isinstance(given.value, Number) or given.value.value != 0
        return bool(items(given)) if items(given) is not None else bool(given)

    def lost(self, given: Arg, layer: Layer) -> bool:
        return False


class StrictFlag(Flag):
    """True or False, and nothing that only counts as one; the `trainable` of every layer since a release of Keras 3."""

    def read(self, given: Arg, layer: Layer) -> bool:
        if given is None or isinstance(given, Number | str | float) or is_numeric(given):
            raise Refusal(BadArgument(shown(given), "True or False", argument=self.name, since=(3, 15)))
        return super().read(given, layer)


class Real(Parameter[Arg]):
    """A number within bounds, inclusive; without bearing on shapes. checked_in: the generation that looks, if one."""

    def __init__(
        self,
        default: Default,
        *,
        low: float,
        high: float | None,
        none: Odd,
        checked_in: Generation | None,
        only: Generation | None,
        by_name_in: Generation | None,
    ) -> None:
        super().__init__(default, only=only, by_name_in=by_name_in)
        self.low = low
        self.high = high
        self.none = none
        self.checked_in = checked_in

    def read(self, given: Arg, layer: Layer) -> Arg:
        value = given.value if isinstance(given, Number) else given
        outside = isinstance(value, int | float) and (value < self.low or (self.high is not None and value > self.high))
        if layer.keras is Generation.KERAS_3:
            outside = outside or isinstance(value, str) or items(given) is not None  # cannot be compared with numbers
        looks = self.checked_in is None or self.checked_in is layer.keras
        if looks and (outside or (given is None and self.none is Odd.REFUSED)):
            wanted = "a number" if self.low == -inf else f"a number of at least {self.low:g}"
            if self.high is not None:
                wanted = f"a number from {self.low:g} to {self.high:g}"
            raise Refusal(BadArgument(shown(given), wanted, argument=self.name))
        return given

    def lost(self, given: Arg, layer: Layer) -> Arg:
        return given


class Share(Parameter[Arg]):
    """A number that Keras cuts to 0..1. late_in: the generation that notices at the first call that it is none."""

    def __init__(
        self,
        default: Default,
        *,
        late_in: Generation | None = None,
        by_name_in: Generation | None = None,
        only: Generation | None = None,
        name: str = "",
    ) -> None:
        super().__init__(default, by_name_in=by_name_in, only=only, name=name)
        self.late_in = late_in

    def read(self, given: Arg, layer: Layer) -> Arg:
        if given is None or isinstance(given, str) or items(given) is not None:
            late = Moment.CALL if layer.keras is self.late_in else None
            raise Refusal(BadArgument(shown(given), "a number from 0 to 1", argument=self.name), late=late)
        return given

    def lost(self, given: Arg, layer: Layer) -> Arg:
        return given


class Raw(Parameter[Arg]):
    """Read by the declaration itself, or without bearing on shapes and weights."""

    def read(self, given: Arg, layer: Layer) -> Arg:
        return given

    def lost(self, given: Arg, layer: Layer) -> Arg:
        return Unclear("a value that Keras refuses")


class Name(Parameter[str | None]):
    """The layer's own name."""

    def read(self, given: Arg, layer: Layer) -> str | None:
        if given is None or isinstance(given, Unclear | Opaque):
            return None
        fault = BadArgument(shown(given), "a text without spaces and slashes", argument=self.name)
        if not isinstance(given, str) or (layer.keras is Generation.KERAS_3 and "/" in given):
            raise Refusal(fault)
        if layer.keras is Generation.KERAS_2 and " " in given:
            raise Refusal(fault, late=Moment.BUILD)
        return given

    def lost(self, given: Arg, layer: Layer) -> str | None:
        return None


class Group(tuple[Parameter[Any], ...]):
    """Several parameters that a family of layers shares, at one place of the order."""


def flag(*, default: bool, only: Generation | None = None) -> Flag:
    return Flag(default, only=only)


def real(
    default: Default = REQUIRED,
    *,
    low: float = 0,
    high: float | None = None,
    none: Odd = Odd.REFUSED,
    checked_in: Generation | None = None,
    only: Generation | None = None,
    by_name_in: Generation | None = None,
) -> Real:
    return Real(default, low=low, high=high, none=none, checked_in=checked_in, only=only, by_name_in=by_name_in)


def raw(default: Default = REQUIRED, *, only: Generation | None = None, by_name_in: Generation | None = None) -> Raw:
    return Raw(default, only=only, by_name_in=by_name_in)


def _argument(default: Default) -> Arg | Required:
    return default if isinstance(default, Required) else plain(default)
