"""Things that can be called, and modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst
from msgspec import Struct

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.values import Value


class Function(Struct, frozen=True, eq=False):
    """A function or lambda of the user's, with the scope that it was defined in and its evaluated defaults.

    owner: the class it was defined in, for `super()`. opaque: why it can't be followed, if it can't (a decorator).
    setter: of a property.
    """

    node: cst.FunctionDef | cst.Lambda
    scope: int
    defaults: tuple[tuple[str, Value], ...]
    name: str
    owner: UserClass | None = None
    opaque: str | None = None
    kind: str = "function"
    setter: Function | None = None


class Fields(Struct, frozen=True):
    """The fields of a dataclass, or (`as_tuple`) of a named tuple, in order."""

    names: tuple[str, ...]
    as_tuple: bool = False


class UserClass(Struct, frozen=True, eq=False):
    """A class of the user's. Its attributes are the variables of `scope`.

    ancestors: all bases, in Python's order of resolution. fields: it is mostly data. members: of an enumeration, in
    order.
    """

    node: cst.ClassDef
    scope: int
    ancestors: tuple[Value, ...]
    name: str
    opaque: str | None = None
    fields: Fields | None = None
    members: tuple[str, ...] = ()


class NamedTupleType(Struct, frozen=True, eq=False):
    """What `collections.namedtuple(...)` gives. `defaults` belong to the last names."""

    names: tuple[str, ...]
    defaults: tuple[Value, ...] = ()


class Module(Struct, frozen=True):
    """A module of the project. Its globals are the variables of `scope`."""

    scope: int
    name: str


class Library(Struct, frozen=True):
    """A module, class, function or constant of a library, by its canonical dotted name: `keras.layers.Conv1D`."""

    path: str

    @property
    def last(self) -> str:
        return self.path.rpartition(".")[2]


class LibraryMethod(Struct, frozen=True, eq=False):
    """A method of a value that the library (or Python) defines: `x.reshape`, `model.fit`, `items.append`."""

    owner: Value
    name: str


class BoundMethod(Struct, frozen=True, eq=False):
    """A user's function bound to an instance (or to a class)."""

    instance: Value
    function: Function


class Partial(Struct, frozen=True, eq=False):
    """`functools.partial(function, *positional, **keywords)`."""

    function: Value
    positional: tuple[Value, ...]
    keywords: tuple[tuple[str, Value], ...]


class Super(Struct, frozen=True, eq=False):
    """`super()` in a method of `owner`."""

    owner: UserClass
    instance: Value
