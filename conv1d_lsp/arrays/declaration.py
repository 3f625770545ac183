"""What a declaration of an array function is: its names with their parameters, and a plain function to a shape."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Any, TypeAlias, Union

from msgspec import Struct

from conv1d_lsp.arrays.misfits import Misfit, NoRoom, NoSuchAxis, NotTaken
from conv1d_lsp.settings import Release
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, Truth, Unclear, dim

#: What an array function is given: a size, a text, a flag, the shape of an array, several of these, or nothing known.
Given: TypeAlias = Union[Dim, float, str, bool, Shape, tuple["Given", ...], "Alike", None]


class Listed(tuple[Given, ...]):
    """Several things in a list: some functions take a tuple only."""

    __slots__ = ()


class Alike(Struct, frozen=True):
    """Several things in a list of which it is known only what all of them have in common. count: how many."""

    item: Given
    count: Dim


class Pack(tuple[Shape, ...]):
    """The shapes of several arrays that come in a tuple; others come in a list."""

    __slots__ = ()


#: What it gives: a shape, those of several arrays, or None where that can't be told.
Result = Shape | tuple[Shape, ...] | None


#: Defaults of parameters.
ZERO, ONE, TWO, LAST = dim(0), dim(1), dim(2), dim(-1)


class Library(Enum):
    """Whose rules hold. On symbolic tensors `keras.ops` works shapes out itself; all else is TensorFlow's."""

    NUMPY = "numpy"
    KERAS = "keras"
    TENSORFLOW = "tensorflow"


class ArrayFunction(Struct, frozen=True):
    """A function with its names, which `signatures` has with the parameters of each library: see `function`.

    fields: what its results are called, where they are a named tuple.
    since: the first release of Keras 3 that refuses what is refused here, where a misfit does not say it itself.
    """

    shape_of: Callable[..., Result]
    signatures: tuple[str, ...]
    fields: tuple[str, ...] = ()
    since: Release | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for text in self.signatures for name in text.partition("(")[0].split())

    def parameters(self, name: str) -> tuple[str, ...]:
        """The parameters under one of its names, as they are written there."""
        return _parameters(self.signatures, name)

    def takes_array_first(self, name: str) -> bool:
        """Whether the first parameter is the array, which the declarations call `a`."""
        first = (*self.parameters(name), "")[0].partition(":")[0]
        return (first.partition("=")[2] or first) in ("a", "*")

    def call(self, name: str, positional: Sequence[Given], keywords: Mapping[str, Given], library: Library) -> Result:
        """The shapes of the results; None where they can't be told. Raises Misfit where the library raises."""
        given = _bound(self.parameters(name), positional, keywords)
        if given is None:
            return None
        wanted = _signature(self.shape_of).parameters
        known: dict[str, Any] = {each: value for each, value in given.items() if each in wanted}
        if any(each.default is each.empty and key not in known and key != "library" for key, each in wanted.items()):
            return None
        if "library" in wanted:
            known["library"] = library
        try:
            return self.shape_of(**known)
        except Misfit as misfit:
            misfit.since = misfit.since or self.since
            if isinstance(misfit, NotTaken):
                misfit.argument = self._written(name, misfit.argument)
            raise

    def _written(self, name: str, parameter: str) -> str:
        """What the library calls a parameter of the declaration."""
        named = (text.partition(":")[0].partition("=") for text in self.parameters(name))
        return next((theirs.lstrip("*") for theirs, _, ours in named if (ours or theirs) == parameter), parameter)


@cache
def _parameters(signatures: tuple[str, ...], name: str) -> tuple[str, ...]:
    text = next(text for text in signatures if name in text.partition("(")[0].split())
    return tuple(part.strip() for part in text.partition("(")[2].rstrip(")").split(",") if part.strip())


def function(
    shape_of: Callable[..., Result], *signatures: str, fields: str = "", since: Release | None = None
) -> ArrayFunction:
    """A declaration. shape_of: takes its parameters by name, and as `library` whose rules hold, if it wants to know.

    A signature is `"numpy.squeeze(a, axis)"`, or several names before the same parameters, in the library's order;
    `.squeeze` is the method of an array, which is its first parameter. `x=a` is a parameter that `shape_of` calls
    otherwise; one that it lacks does not matter; `axis:-1` has a default of its own; `*x` takes all that follow by
    position, `**x` all that follow by name, as pairs; `...` at the end stands for any others, which do not matter; `*`
    alone is the first argument, whatever it is called, and no other one matters.
    """
    return ArrayFunction(shape_of, signatures, tuple(fields.split()), since)


def _bound(
    parameters: Sequence[str], positional: Sequence[Given], keywords: Mapping[str, Given]
) -> dict[str, Given] | None:
    """The arguments by the names that the declaration has for them; None where the library takes no such call."""
    if tuple(parameters) == ("*",):
        first = [*positional, *keywords.values()]
        return {"a": first[0]} if first else None
    found: dict[str, Given] = {}
    rest, named = list(positional), dict(keywords)
    for text in parameters:
        if text == "...":
            return found
        text, _, default = text.partition(":")
        theirs, _, ours = text.partition("=")
        if theirs.startswith("**"):
            found[theirs[2:]], named = tuple(named.items()), {}
        elif theirs.startswith("*"):
            found[theirs[1:]], rest = tuple(rest), []
        elif rest:
            found[ours or theirs] = rest.pop(0)
            if theirs in named:
                return None
        elif theirs in named:
            found[ours or theirs] = named.pop(theirs)
        elif default:
            found[ours or theirs] = dim(int(default))
    return None if rest or named else found


@cache
def _signature(function: Callable[..., Result]) -> inspect.Signature:
    return inspect.signature(function)


def sizes(value: Given) -> tuple[Dim, ...] | None:
    """An integer or a tuple of integers as the sizes of axes; None for anything else."""
    if isinstance(value, Dim):
        return (value,)
    if not isinstance(value, tuple):
        return None
    found = [_size(item) for item in value]
    told = tuple(item for item in found if item is not None)
    return told if len(told) == len(found) else None


def _size(item: Given) -> Dim | None:
    """One of several sizes: of what nothing is known it is an integer at any rate."""
    if isinstance(item, Shape) and not item.axes:
        return item.why if item.axes is None else Unclear("a number that is calculated")
    return item if isinstance(item, Dim) else None


def whole(value: Given) -> int | None:
    """A known integer."""
    return value.value if isinstance(value, Dim) else None


def axes_of(value: Given) -> tuple[Dim, ...] | None:
    """The axes of an array whose number is known."""
    return value.axes if isinstance(value, Shape) else None


#: From here on Keras 3 looks at the axis of many functions, whose shape does not depend on it.
AXES_SINCE: Release = (3, 15)


def place(axis: Given, shape: Shape, more: int = 0, since: Release | None = None) -> int | None:
    """An axis of a shape, counted from 0. more: how many axes come to it. Raises NoSuchAxis, with `since`."""
    index, rank = whole(axis), len(shape.known_axes) + more
    if index is None:
        return None
    if not -rank <= index < rank:
        raise NoSuchAxis(shape, index, since=since)
    return index % rank


def places(axis: Given, shape: Shape) -> tuple[int, ...] | None:
    """One axis or several, each once."""
    given = axis if isinstance(axis, tuple) else (axis,)
    found = [place(each, shape) for each in given]
    known = tuple(each for each in found if each is not None)
    return known if len(known) == len(found) == len(set(known)) else None


def unchanged(a: Given) -> Shape | None:
    """The shape of the first array, whatever else there is."""
    return a if isinstance(a, Shape) else None


def total(axes: tuple[Dim, ...]) -> Dim:
    """How many numbers there are."""
    result = dim(1)
    for axis in axes:
        result = result * axis
    return result


def added(sizes: Sequence[Dim]) -> Dim:
    return OPEN if any(isinstance(size, Open) for size in sizes) else sum(sizes, start=dim(0))


def reshaped(old: Shape, wanted: tuple[Dim, ...]) -> Shape | None:
    """`reshape`: at most one -1, which takes what is left. Raises NoRoom."""
    free = [index for index, axis in enumerate(wanted) if axis.value == -1]
    if len(free) > 1 or any((axis >= -1) is Truth.NO for axis in wanted):
        return None
    rest = total(tuple(axis for axis in wanted if axis.value != -1))
    if not old.ranked:
        return _with(wanted, free, Unclear(old.why.reason))
    count = total(old.known_axes)
    fits = (count % rest).equals(0) if free and rest.value != 0 else count.equals(rest)
    if fits is Truth.NO:
        raise NoRoom(old, Shape(wanted), count, rest)
    return _with(wanted, free, count // rest) if free else Shape(wanted)


def _with(wanted: tuple[Dim, ...], free: list[int], size: Dim) -> Shape:
    return Shape(tuple(size if index in free else axis for index, axis in enumerate(wanted)))
