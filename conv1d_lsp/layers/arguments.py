"""What the interpreter hands to a layer as the value of a setting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias, Union, runtime_checkable

from msgspec import Struct

from conv1d_lsp.shapes import OPEN, Dim, Number, Unclear, dim

if TYPE_CHECKING:
    from conv1d_lsp.layers.configured import Called, Inputs, Refused

#: An integer is a `Number`, known or by name; `Unclear` is a value that the interpreter could not tell at all.
Arg: TypeAlias = Union[Dim, bool, float, str, tuple["Arg", ...], "Listed", "Opaque", "OneOf", "Perhaps", "Inner", None]


@runtime_checkable
class Inner(Protocol):
    """A layer or model that is an argument of another layer: `Configured`, or what the interpreter has for a model."""

    @property
    def layer(self) -> str:
        """The name of its class."""

    def call(self, inputs: Inputs) -> Called | Refused:
        """Calls it for the first time."""


@runtime_checkable
class OwnLayer(Inner, Protocol):
    """A layer of the program's own class.

    states_shape: whether it says the shape of its output, by a method. may_be_cell: whether it may have `state_size`.
    """

    states_shape: bool
    may_be_cell: bool


class Listed(Struct, frozen=True, eq=False):
    """A Python list, where Keras tells it from a tuple."""

    items: tuple[Arg, ...]


class Opaque(Struct, frozen=True, eq=False):
    """An object that is known, but has no meaning here: a callable, an initializer, a numpy scalar.

    kind: "numpy.int64", "numpy.ndarray", "set", "dict", "callable", "initializer" ...; value: its content, if known.
    """

    kind: str
    value: Arg = None

    @property
    def numeric(self) -> bool:
        """Whether it counts as one number: a numpy or tensor scalar of known or unknown value."""
        return self.kind.startswith(("numpy.", "tensorflow.")) and not isinstance(self.value, tuple | str)


class OwnCell(Opaque, frozen=True, eq=False):
    """A cell of the user's own, with the sizes that it states. output_size: None if it has none."""

    state_size: Arg = None
    output_size: Arg = None


class Perhaps(Struct, frozen=True, eq=False):
    """A value that nobody knows, such as a parameter that is not passed. number: what it is if it is a number."""

    number: Number
    why: Unclear


class OneOf(Struct, frozen=True, eq=False):
    """A bounded choice, as branches leave it behind. Only as the whole of an argument, not inside a tuple."""

    options: tuple[Arg, ...]


def is_numeric(value: Arg) -> bool:
    """Whether it is one of NumPy's numbers, or a tensor of one, and none of Python's own."""
    return isinstance(value, Opaque) and value.numeric


def plain(value: object) -> Arg:
    """A Python value as the argument that stands for it. TypeError for what has no counterpart."""
    if value is None or isinstance(value, bool | float | str | Dim | Listed | Opaque | OneOf):
        return value
    if isinstance(value, int):
        return dim(value)
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    if isinstance(value, list):
        return Listed(tuple(plain(item) for item in value))
    raise TypeError(f"no argument stands for a {type(value).__name__}")


def items(value: Arg) -> tuple[Arg, ...] | None:
    """The items of a tuple, a list, or an array of known content; None for anything else."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, Listed):
        return value.items
    if isinstance(value, Opaque) and isinstance(value.value, tuple):
        return value.value
    return None


def shown(value: Arg) -> str:
    """As a user would write it: `'same'`, `(3, 1)`, `window - 2`; `?` for what can't be told."""
    if isinstance(value, tuple):
        return f"({', '.join(map(shown, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, Listed):
        return f"[{', '.join(map(shown, value.items))}]"
    if isinstance(value, Opaque):
        return value.kind if value.value is None else f"{value.kind}({shown(value.value)})"
    if isinstance(value, OneOf):
        return " or ".join(shown(option) for option in value.options)
    if isinstance(value, Dim):
        return str(value)
    if isinstance(value, Perhaps):
        return str(value.number)
    return repr(value) if isinstance(value, str | float | bool) or value is None else value.layer


def size(value: Arg) -> Dim | None:
    """A size of a shape as Keras takes it from a tuple: an integer or None; None for what is no size."""
    if value is None:
        return OPEN
    if isinstance(value, Opaque):
        if not value.numeric:
            return Unclear(f"the content of a {value.kind}") if value.value is None else None
        return value.value if isinstance(value.value, Number) else Unclear("a number of unknown value")
    if isinstance(value, bool):
        return dim(int(value))
    return value if isinstance(value, Dim) else None
