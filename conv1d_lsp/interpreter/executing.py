"""What belongs to the code being executed: its scope, and how its paths leave it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

import libcst as cst
from msgspec import Struct, field

from conv1d_lsp.interpreter.memory import State
from conv1d_lsp.interpreter.names import LocalNames
from conv1d_lsp.interpreter.values import Value


class Start(Enum):
    """How the program is started: with options that nobody knows, or without any."""

    SOMEHOW = "somehow"
    WITHOUT_OPTIONS = "without options"


class Input(Struct, frozen=True, eq=False):
    """What whoever uses the program chooses: a parameter of a function that nobody calls, an option.

    name: what it is called, `args.pool`. word: the last part of it. function: whose parameter it is.
    """

    name: str
    word: str
    function: cst.FunctionDef | None = None


class Scope(Struct, frozen=True):
    """A table of variables: of a module, a class body, or one call of a function. `module`: the scope around it all."""

    parent: int | None
    names: LocalNames
    kind: str
    module: int


class Exits(Struct):
    """How the paths through one function body left it, and the loops around the current statement.

    give: what the consumer of a generator does with an item. closed: the paths on which the consumer has left the
    generator at a `yield`; only its `finally` is still executed on them.
    """

    returns: list[tuple[State, Value]] = field(default_factory=list)
    loops: list[LoopExits] = field(default_factory=list)
    give: Callable[[Value], Sequence[Left]] | None = None
    closed: list[Left] = field(default_factory=list)


class Left(Struct, frozen=True):
    """A path on which a loop over a generator was left for good. land: where it goes on, once that is closed."""

    state: State
    land: Callable[[State], None]


class LoopExits(Struct):
    """The states that left the body of a loop by `break` and by `continue`."""

    breaks: list[State] = field(default_factory=list)
    continues: list[State] = field(default_factory=list)


class Counters(Struct):
    """What numbers new things; kept with the state after each top-level statement, so that a resumed reading agrees.

    partly: how often something failed for some choices of a value only, and was not reported.
    """

    scope: int = 0
    address: int = 0
    fork: int = 0
    graph: int = 0
    steps: int = 0
    partly: int = 0

    def copy(self) -> Counters:
        return Counters(self.scope, self.address, self.fork, self.graph, self.steps, self.partly)
