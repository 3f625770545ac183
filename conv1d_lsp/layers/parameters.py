"""The kinds of settings that a declaration lists. Each reads what was given as Keras's constructor reads it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from conv1d_lsp.layers.arguments import Arg, Opaque, items, plain, shown
from conv1d_lsp.layers.faults import BadArgument, UnknownWord
from conv1d_lsp.layers.requirement import Moment, Refusal, refuse
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

    def options(self, given: Arg) -> tuple[Arg, ...] | None:  # noqa: ARG002 (for those who have some)
        """What to try where the value can't be told; None if the value is read as it is."""
        return None

    def read(self, given: Arg, layer: Layer) -> T:
        """The value as the layer uses it. Raises Refusal."""
        raise NotImplementedError

    def lost(self, layer: Layer) -> T:
        """What stands for a value that Keras will refuse only later."""
        raise NotImplementedError

    def refusal(self, given: Arg, late: Moment | None = None) -> Refusal:
        return Refusal(BadArgument(shown(given), self.wanted, argument=self.name), late=late)


class Odd(Enum):
    """What Keras makes of a value of an unusual type."""

    TAKEN = "taken"
    TRUNCATED = "truncated"
    REFUSED = "refused"
    REFUSED_LATE = "refused at the first call"
    FRACTION_REFUSED = "refused, but at the first call only if it is whole"


@dataclass(frozen=True, slots=True)
class Habits:
    """How one generation takes the values of a count. least: the smallest; late: it notices at the first call."""

    least: int | None = 1
    late: bool = False
    floats: Odd = Odd.REFUSED
    bools: Odd = Odd.TAKEN
    numpy: Odd = Odd.TAKEN
    none: Odd = Odd.REFUSED


ANY_INTEGER = Habits(least=None)


class Count(Parameter[Dim]):
    """An integer that counts something."""

    def __init__(self, default: Default = REQUIRED, *, keras3: Habits, keras2: Habits, by_name: bool = False) -> None:
        super().__init__(default, by_name=by_name)
        self.habits = (keras2, keras3)

    def read(self, given: Arg, layer: Layer) -> Dim:
        habits = self.habits[layer.keras is Generation.KERAS_3]
        number = given if isinstance(given, Dim) else self._odd(given, habits)
        if habits.least is not None and (number >= habits.least) is Truth.NO:
            wanted = "a positive integer" if habits.least == 1 else f"an integer of at least {habits.least}"
            refuse(BadArgument(shown(given), wanted, argument=self.name), Moment.BUILD if habits.late else None)
        return number

    def lost(self, layer: Layer) -> Dim:  # noqa: ARG002
        return Unclear("a value that Keras refuses")

    @property
    def wanted(self) -> str:  # type: ignore[override]
        return "an integer"

    def _odd(self, given: Arg, habits: Habits) -> Dim:
        if isinstance(given, bool):
            return self._taken(habits.bools, given, dim(int(given)))
        if isinstance(given, float):
            if habits.floats is Odd.FRACTION_REFUSED:
                raise self.refusal(given, Moment.BUILD if given.is_integer() else None)
            return self._taken(habits.floats, given, dim(int(given)))
        if isinstance(given, Opaque):
            if not given.numeric:
                return Unclear(f"the number that a {given.kind} stands for")
            known = given.value if isinstance(given.value, Number) else Unclear(f"the number in a {given.kind}")
            return self._taken(habits.numpy, given, known)
        if given is None:
            return self._taken(habits.none, given, Unclear("no number"))
        raise self.refusal(given)

    def _taken(self, odd: Odd, given: Arg, number: Dim) -> Dim:
        if odd is Odd.REFUSED or odd is Odd.REFUSED_LATE:
            raise self.refusal(given, Moment.BUILD if odd is Odd.REFUSED_LATE else None)
        return number


class PerAxis(Parameter[tuple[Dim, ...]]):
    """A size for each of the layer's `spatial` axes; one integer stands for all. Keras: `standardize_tuple`."""

    def __init__(self, default: Default = REQUIRED, *, keras2_default: Default | None = None, least: int = 1) -> None:
        super().__init__(default, keras2_default=keras2_default)
        self.least = least

    def read(self, given: Arg, layer: Layer) -> tuple[Dim, ...]:
        if isinstance(given, Dim):
            sizes: tuple[Dim, ...] = (given,) * layer.spatial
        elif isinstance(given, bool):
            sizes = (dim(int(given)),) * layer.spatial
        else:
            parts = items(given)
            if parts is None and isinstance(given, Opaque) and not given.numeric:
                return self.lost(layer)
            if parts is None or len(parts) != layer.spatial:
                raise self._refusal(given, layer)
            sizes = tuple(self._item(part, given, layer) for part in parts)
        for each in sizes:
            if (each >= self.least) is Truth.NO:
                raise self._refusal(given, layer)
        return sizes

    def lost(self, layer: Layer) -> tuple[Dim, ...]:
        return (Unclear("a value that can't be read"),) * layer.spatial

    def _item(self, part: Arg, given: Arg, layer: Layer) -> Dim:
        if isinstance(part, Dim):
            return part
        if isinstance(part, bool):
            return dim(int(part))
        if isinstance(part, Opaque):
            return part.value if isinstance(part.value, Number) else Unclear(f"the number in a {part.kind}")
        if isinstance(part, float):
            raise self._refusal(given, layer, Moment.BUILD if part >= self.least else None)
        raise self._refusal(given, layer)

    def _refusal(self, given: Arg, layer: Layer, late: Moment | None = None) -> Refusal:
        kind = "a positive integer" if self.least == 1 else f"an integer of at least {self.least}"
        wanted = kind if layer.spatial == 1 else f"{kind}, or {layer.spatial} of them"
        return Refusal(BadArgument(shown(given), wanted, argument=self.name), late=late)


class Word(Parameter[str]):
    """One of a few words, in any case of letters. Where it can't be told, each is tried."""

    def __init__(self, *words: str, default: Default = REQUIRED, keras2: tuple[str, ...] = ()) -> None:
        super().__init__(default)
        self.words = (keras2 or words, words)

    def options(self, given: Arg) -> tuple[Arg, ...] | None:
        return self.words[1] if isinstance(given, Dim) and isinstance(given, Unclear) else None

    def read(self, given: Arg, layer: Layer) -> str:
        words = self.words[layer.keras is Generation.KERAS_3]
        if not isinstance(given, str):
            refuse(BadArgument(shown(given), _either(words), argument=self.name))
        word = given.lower()
        if word not in words:
            close = tuple(get_close_matches(word, words, n=2))
            refuse(UnknownWord(given, words, close, argument=self.name))
        return word

    def lost(self, layer: Layer) -> str:
        return self.words[layer.keras is Generation.KERAS_3][0]


class DataFormat(Word):
    """`channels_last`, or `channels_first`; None is Keras's global setting, which is taken to be `channels_last`."""

    def __init__(self, default: Default = None) -> None:
        super().__init__("channels_last", "channels_first", default=default)

    def read(self, given: Arg, layer: Layer) -> str:
        return "channels_last" if given is None else super().read(given, layer)


class Flag(Parameter[bool]):
    """True or False, or anything that counts as one of them. Where it can't be told, both are tried."""

    def options(self, given: Arg) -> tuple[Arg, ...] | None:
        if isinstance(given, Dim) and given.value is None:
            return (True, False)
        return None

    def read(self, given: Arg, layer: Layer) -> bool:  # noqa: ARG002
        if isinstance(given, Dim):
            return given.value != 0
        if isinstance(given, Opaque):
            return not isinstance(given.value, Number) or given.value.value != 0
        return bool(items(given)) if items(given) is not None else bool(given)

    def lost(self, layer: Layer) -> bool:  # noqa: ARG002
        return False


class Raw(Parameter[Arg]):
    """Read by the declaration itself, or without bearing on shapes and weights."""

    def read(self, given: Arg, layer: Layer) -> Arg:  # noqa: ARG002
        return given

    def lost(self, layer: Layer) -> Arg:  # noqa: ARG002
        return Unclear("a value that Keras refuses")


class Group(tuple[Parameter[Any], ...]):
    """Several parameters that a family of layers shares, at one place of the order."""


def per_axis(default: Default = REQUIRED, *, keras2_default: Default | None = None, least: int = 1) -> PerAxis:
    return PerAxis(default, keras2_default=keras2_default, least=least)


def count(default: Default = REQUIRED, *, keras3: Habits, keras2: Habits) -> Count:
    return Count(default, keras3=keras3, keras2=keras2)


def choice(*words: str, default: Default = REQUIRED, keras2: tuple[str, ...] = ()) -> Word:
    return Word(*words, default=default, keras2=keras2)


def channels_order(default: Default = None) -> DataFormat:
    return DataFormat(default)


def flag(*, default: bool) -> Flag:
    return Flag(default)


def whole(default: Default = REQUIRED) -> Count:
    """An integer of any sign, such as an axis."""
    return Count(default, keras3=ANY_INTEGER, keras2=ANY_INTEGER)


def raw(default: Default = REQUIRED, *, only: Generation | None = None) -> Raw:
    return Raw(default, only=only)


def _argument(default: Default) -> Arg | Required:
    return default if isinstance(default, Required) else plain(default)


def _either(words: tuple[str, ...]) -> str:
    quoted = [repr(word) for word in words]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"
