"""The memory: what every variable is and what lies behind every address, on one path through the program.

A `State` is cheap to copy, since its maps are persistent. Branches work on copies and are joined; the state after a
top-level statement is just kept.
"""

from __future__ import annotations

from immutables import Map
from msgspec import Struct, field

from conv1d_lsp.interpreter.values import TRUE, ObjectRecord, Ref, Value
from conv1d_lsp.interpreter.values.either import NO_GUARDS, Guards
from conv1d_lsp.shapes import NOTHING_KNOWN, Known

#: A variable: (scope, name).
Variable = tuple[int, str]

#: Set where any name may have been rebound by an import that is not followed.
ANYTHING_REBOUND: Variable = (0, "*")

#: Set where Python has raised for certain: whatever is read after that is read in silence.
RAISED: Variable = (0, "raised")

#: What `set_image_data_format` was given.
AXES_ORDER: Variable = (0, "image_data_format")

#: What `set_floatx` or `set_global_policy` was given.
NUMBERS: Variable = (0, "type of numbers")

#: Set where the program has written into an array in place.
ARRAYS_WRITTEN: Variable = (0, "arrays written")

#: Set where the program may have told Keras words of its own, for layers' functions, optimizers, losses.
OWN_WORDS: Variable = (0, "custom_objects")

#: Set where the program has called `add_loss`.
LOSS_ADDED: Variable = (0, "add_loss")

#: What Python itself tells a module of itself.
NAMES_OF_MODULE = ("__name__", "__file__")

#: Variables that were read, each with the identity of its value: of a value that a state still holds.
Reads = set[tuple[Variable, int]]

#: What is remembered of conditions that were tested: their key and the fork that stands for them.
ConditionKey = tuple[object, ...]

#: What was written, newest first: a variable or an address, and what was written before it. Forks share what is older.
Journal = tuple["Journal | None", Variable | int]


class State(Struct):
    """One path's knowledge.

    journal: what was written on this path since the last top-level statement, so that a join looks at nothing else.
    guards: which way each open fork was taken on this path. alive: False after a certain raise or return.
    known: what the tests on this path say of names.
    counts: how many layers of each kind have been named so far (Keras numbers its automatic names).
    """

    variables: Map[Variable, Value] = field(default_factory=Map)
    objects: Map[int, ObjectRecord] = field(default_factory=Map)
    counts: Map[str, int] = field(default_factory=Map)
    guards: Guards = NO_GUARDS
    alive: bool = True
    known: Known = NOTHING_KNOWN
    journal: Journal | None = None

    def fork(self, fork: int | None = None, outcome: bool = True) -> State:
        """A copy that takes one way of a fork."""
        guards = self.guards if fork is None else self.guards | {(fork, outcome)}
        return State(self.variables, self.objects, self.counts, guards, self.alive, self.known, self.journal)

    def writes_since(self, base: State) -> tuple[dict[Variable, None], dict[int, None]]:
        """Variables and addresses written between `base` and this state, which comes from it over however many forks.

        Each once; the newest first.
        """
        variables: dict[Variable, None] = {}
        objects: dict[int, None] = {}
        journal, end = self.journal, base.journal
        while journal is not None and journal is not end:
            journal, written = journal
            if isinstance(written, int):
                objects[written] = None
            else:
                variables[written] = None
        return variables, objects

    def kept(self) -> State:
        """A copy for later: it stands alone, and nothing that happens from here on is seen in it."""
        return State(self.variables, self.objects, self.counts, self.guards, self.alive, known=self.known)

    def write_variable(self, variable: Variable, value: Value) -> None:
        self.variables = self.variables.set(variable, value)
        self.journal = self.journal, variable

    def note_array_written(self) -> None:
        """The program has written into an array in place: from here on nobody knows which numbers one holds."""
        if ARRAYS_WRITTEN not in self.variables:
            self.write_variable(ARRAYS_WRITTEN, TRUE)

    def delete_variable(self, variable: Variable) -> None:
        if variable in self.variables:
            self.variables = self.variables.delete(variable)
            self.journal = self.journal, variable

    def drop_variable(self, variable: Variable) -> None:
        """Forget a variable that nothing can reach any more."""
        if variable in self.variables:
            self.variables = self.variables.delete(variable)

    def write_object(self, ref: Ref, record: ObjectRecord) -> None:
        self.objects = self.objects.set(ref.address, record)
        self.journal = self.journal, ref.address

    def count_up(self, kind: str) -> int:
        """How many of this kind there were before this one."""
        before = self.counts.get(kind, 0)
        self.counts = self.counts.set(kind, before + 1)
        return before
