"""The kinds of settings that a declaration lists. Each reads what was given as Keras's constructor reads it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from conv1d_lsp.layers.arguments import Arg, Opaque, items, plain, shown
from conv1d_lsp.layers.faults import BadArgument, LayerFault, UnknownWord
from conv1d_lsp.layers.requirement import Moment, Refusal
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Number, Truth, Unclear, dim

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
    `keras2_default` where the generations differ; `by_name` if it can't be given by position.
    """

    wanted = "a value"

    def __init__(
        self,
        default: Default = REQUIRED,
        *,
        keras2_default: Default | None = None,
        only: Generation | None = None,
        by_name: bool = False,
        name: str = "",
    ) -> None:
        self.name = name
        self.defaults = (_argument(default if keras2_default is None else keras2_default), _argument(default))
        self.only = only
        self.by_name = by_name

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

    def options(self, given: Arg, keras: Generation) -> tuple[Arg, ...] | None:  # noqa: ARG002 (others do)
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


@dataclass(frozen=True, slots=True)
class Habits:
    """How one generation takes the values of a count.

    least: the smallest, and `late` if that is noticed at the first call. falsy: what 0, None, "" and () stand for.
    """

    least: int | None = 1
    late: bool = False
    floats: Odd = Odd.REFUSED
    bools: Odd = Odd.TAKEN
    numpy: Odd = Odd.TAKEN
    none: Odd = Odd.REFUSED
    others: Odd = Odd.REFUSED
    falsy: int | None = None


ANY_INTEGER = Habits(least=None)


class Count(Parameter[Dim]):
    """An integer that counts something."""

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
        if habits.falsy is not None and _falsy(given):
            return dim(habits.falsy)
        number = given if isinstance(given, Dim) else _number(given)
        if number is None:
            raise self._refusal(given, habits, Moment.BUILD if habits.others is Odd.REFUSED_LATE else None)
        if habits.least is not None and (number >= habits.least) is Truth.NO:
            raise self._refusal(given, habits, Moment.BUILD if habits.late else None)
        if number is not given:
            self._check_type(given, habits)
        return number

    def lost(self, given: Arg, layer: Layer) -> Dim:  # noqa: ARG002
        number = _number(given)
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


def _number(given: Arg) -> Dim | None:
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


class PerAxis(Parameter[tuple[Dim, ...]]):
    """A size for each of the layer's `spatial` axes; one integer stands for all. Keras: `standardize_tuple`."""

    def __init__(
        self,
        default: Default = REQUIRED,
        *,
        keras2_default: Default | None = None,
        least: int = 1,
        floats: Odd,
        keras2_least: int | None = None,
    ) -> None:
        super().__init__(default, keras2_default=keras2_default)
        self.least = least
        self.leasts = (least if keras2_least is None else keras2_least, least)
        self.floats = floats

    def read(self, given: Arg, layer: Layer) -> tuple[Dim, ...]:
        if isinstance(given, Dim):
            sizes: tuple[Dim, ...] = (given,) * layer.spatial
        elif isinstance(given, bool):
            sizes = (dim(int(given)),) * layer.spatial
        else:
            parts = items(given)
            if parts is None and isinstance(given, Opaque) and not given.numeric:
                return self.lost(given, layer)
            if parts is None or len(parts) != layer.spatial:
                raise self._refusal(given, layer)
            sizes = tuple(self._item(part, given, layer) for part in parts)
            if self.floats is not Odd.TAKEN and any(isinstance(part, float) for part in parts):
                raise self._refusal(given, layer, Moment.BUILD)
        least = self.leasts[layer.keras is Generation.KERAS_3]
        for each in sizes:
            if (each >= least) is Truth.NO:
                raise self._refusal(given, layer)
        return sizes

    def lost(self, given: Arg, layer: Layer) -> tuple[Dim, ...]:
        numbers = tuple(map(_number, items(given) or ()))
        known = tuple(number for number in numbers if number is not None)
        return known if len(known) == layer.spatial else (Unclear("a value that can't be read"),) * layer.spatial

    def _item(self, part: Arg, given: Arg, layer: Layer) -> Dim:
        number = _number(part)
        if number is None or part is None:
            raise self._refusal(given, layer)
        return Unclear("a size with a fraction") if isinstance(part, float) and part >= self.least else number

    def _refusal(self, given: Arg, layer: Layer, late: Moment | None = None) -> Refusal:
        kind = "a positive integer" if self.least == 1 else f"an integer of at least {self.least}"
        wanted = kind if layer.spatial == 1 else f"{kind}, or {layer.spatial} of them"
        return Refusal(BadArgument(shown(given), wanted, argument=self.name), late=late)


class OptionalPerAxis(Parameter[tuple[Dim, ...] | None]):
    """As `PerAxis`, or None."""

    def __init__(self, default: Default = None, *, least: int, keras2_least: int | None) -> None:
        super().__init__(default)
        self.sizes = PerAxis(least=least, floats=Odd.TAKEN, keras2_least=keras2_least)

    def __set_name__(self, owner: type, name: str) -> None:
        super().__set_name__(owner, name)
        self.sizes.name = name

    def options(self, given: Arg, keras: Generation) -> tuple[Arg, ...] | None:  # noqa: ARG002
        return (None, _SOME_NUMBER) if isinstance(given, Unclear) and given is not _SOME_NUMBER else None

    def read(self, given: Arg, layer: Layer) -> tuple[Dim, ...] | None:
        return None if given is None else self.sizes.read(given, layer)

    def lost(self, given: Arg, layer: Layer) -> tuple[Dim, ...] | None:
        return self.sizes.lost(given, layer)


_SOME_NUMBER = Unclear("a number that can't be told")


@dataclass(frozen=True, slots=True)
class Words:
    """The words that one generation knows for a setting.

    late: words that pass the constructor only. folded: in any case of letters. unknown: what it makes of other words;
    lists and others: of tuples and lists, and of values of other types.
    """

    known: tuple[str, ...]
    late: tuple[str, ...] = ()
    folded: bool = True
    unknown: Odd = Odd.REFUSED
    lists: Odd = Odd.REFUSED
    others: Odd = Odd.REFUSED

    def refused(self, given: Arg, argument: str) -> Refusal | None:
        """Why the value is none of the words; None if it is one."""
        if isinstance(given, str):
            word = given.lower() if self.folded else given
            if word in self.known:
                return None
            odd = Odd.REFUSED_LATE if word in self.late else self.unknown
            close = tuple(get_close_matches(given.lower(), self.known, n=2))
            return _refused(UnknownWord(given, self.known, close, argument=argument), odd)
        odd = self.others if items(given) is None else self.lists
        return _refused(BadArgument(shown(given), _either(self.known), argument=argument), odd)


def _refused(fault: LayerFault, odd: Odd) -> Refusal:
    return Refusal(fault, late=Moment.BUILD if odd is Odd.REFUSED_LATE else None)


class Word(Parameter[str]):
    """One of a few words. Where it can't be told, each is tried."""

    def __init__(
        self, keras3: Words, keras2: Words, default: Default = REQUIRED, *, only: Generation | None = None
    ) -> None:
        super().__init__(default, only=only)
        self.words = (keras2, keras3)

    def options(self, given: Arg, keras: Generation) -> tuple[Arg, ...] | None:
        return self._words(keras).known if isinstance(given, Unclear) else None

    def read(self, given: Arg, layer: Layer) -> str:
        refusal = self._words(layer.keras).refused(given, self.name)
        if refusal is not None:
            raise refusal
        assert isinstance(given, str)
        return given.lower()

    def lost(self, given: Arg, layer: Layer) -> str:  # noqa: ARG002
        return self._words(layer.keras).known[0]

    def _words(self, keras: Generation) -> Words:
        return self.words[keras is Generation.KERAS_3]


class DataFormat(Word):
    """`channels_last`, or `channels_first`; None is Keras's global setting, which is taken to be `channels_last`."""

    def __init__(self, default: Default = None) -> None:
        words = Words(("channels_last", "channels_first"))
        super().__init__(words, words, default)

    def read(self, given: Arg, layer: Layer) -> str:
        return "channels_last" if given is None else super().read(given, layer)


class Flag(Parameter[bool]):
    """True or False, or anything that counts as one of them. Where it can't be told, both are tried."""

    def options(self, given: Arg, keras: Generation) -> tuple[Arg, ...] | None:  # noqa: ARG002
        if isinstance(given, Dim) and given.value is None:
            return (True, False)
        return None

    def read(self, given: Arg, layer: Layer) -> bool:  # noqa: ARG002
        if isinstance(given, Dim):
            return given.value != 0
        if isinstance(given, Opaque):
            return not isinstance(given.value, Number) or given.value.value != 0
        return bool(items(given)) if items(given) is not None else bool(given)

    def lost(self, given: Arg, layer: Layer) -> bool:  # noqa: ARG002
        return False


class Raw(Parameter[Arg]):
    """Read by the declaration itself, or without bearing on shapes and weights."""

    def read(self, given: Arg, layer: Layer) -> Arg:  # noqa: ARG002
        return given

    def lost(self, given: Arg, layer: Layer) -> Arg:  # noqa: ARG002
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

    def lost(self, given: Arg, layer: Layer) -> str | None:  # noqa: ARG002
        return None


class Group(tuple[Parameter[Any], ...]):
    """Several parameters that a family of layers shares, at one place of the order."""


def per_axis(
    default: Default = REQUIRED,
    *,
    keras2_default: Default | None = None,
    least: int = 1,
    floats: Odd = Odd.REFUSED_LATE,
) -> PerAxis:
    return PerAxis(default, keras2_default=keras2_default, least=least, floats=floats)


def optional_per_axis(default: Default = None, *, least: int = 1, keras2_least: int | None = None) -> OptionalPerAxis:
    return OptionalPerAxis(default, least=least, keras2_least=keras2_least)


def count(default: Default = REQUIRED, *, keras3: Habits, keras2: Habits, only: Generation | None = None) -> Count:
    return Count(default, keras3=keras3, keras2=keras2, only=only)


def choice(*words: str, default: Default = REQUIRED, lists: Odd = Odd.REFUSED, only: Generation | None = None) -> Word:
    both = Words(words, lists=lists)
    return Word(both, both, default, only=only)


def channels_order(default: Default = None) -> DataFormat:
    return DataFormat(default)


def flag(*, default: bool, only: Generation | None = None) -> Flag:
    return Flag(default, only=only)


def whole(default: Default = REQUIRED) -> Count:
    """An integer of any sign, such as an axis."""
    return Count(default, keras3=ANY_INTEGER)


def raw(default: Default = REQUIRED, *, only: Generation | None = None) -> Raw:
    return Raw(default, only=only)


def _argument(default: Default) -> Arg | Required:
    return default if isinstance(default, Required) else plain(default)


def _either(words: tuple[str, ...]) -> str:
    quoted = [repr(word) for word in words]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"
