"""The machine: what every part of the interpreter works on. It holds one reading of one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import libcst as cst
from immutables import Map

from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.interpreter.common import in_common
from conv1d_lsp.interpreter.executing import Counters, Exits, Input, Scope, Start
from conv1d_lsp.interpreter.findings import AssignmentEvent, Finding, Notes, Promise, TensorEvent
from conv1d_lsp.interpreter.joining import TOO_MANY, Alternative, join_states, joined
from conv1d_lsp.interpreter.language import CutShort, Language
from conv1d_lsp.interpreter.memory import ANYTHING_REBOUND, RAISED, ConditionKey, Reads, State, Variable
from conv1d_lsp.interpreter.names import LocalNames, names_of
from conv1d_lsp.interpreter.tried import merged
from conv1d_lsp.interpreter.values import (
    TRUE,
    Array,
    Either,
    Function,
    ObjectRecord,
    Ref,
    Tensor,
    Unknown,
    UserClass,
    Value,
)
from conv1d_lsp.interpreter.values.either import NO_GUARDS, Guards, contradict
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.layers import workshop_of
from conv1d_lsp.settings import Generation, Releases
from conv1d_lsp.shapes import Known, told_here

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.arguments import Arguments
    from conv1d_lsp.interpreter.loading import LoadedModule, Loader
    from conv1d_lsp.source.data import DataFile

#: Expressions nested deeper than this, calls included, are a "?".
DEEPEST = 400

#: A join that looks at this many variables takes as long as a step.
VARIABLES_A_STEP = 8

#: Combinations of choices that are tried one by one.
MOST_COMBINATIONS = 16


class Machine:
    """Evaluates statements and expressions over abstract values.

    state: the path being executed. notes: where findings and events go now. caller: the call being executed, if any.
    captured: scopes that a function, class or generator of the program may still look into.
    lessons: what the tests say of names on each way of a fork.
    doubted: what an import that is not followed may have given another value since.
    inputs: what whoever uses the program chooses, by what stands for it in the key of a condition.
    entered: what was known of forks when each of the `calls` began.
    attempts: of each `try` around, the states in which something may be raised.
    excused: the ways of conditions that are taken only if some `try` before was left for a handler.
    in_callback: a function is executed only to see what it changes.
    others_until: objects up to this address may have been changed by others before the code being read is called.
    silent: how many constructs around expect or catch what goes wrong here.
    reads: the variables that the round of a summarised loop has read, each with the identity of its value.
    cut_short: whether something took more than its share of the budget.
    start: how the program is started. lines: how many the file has, if that is to limit what is done.
    watched: the top-level statements, and what nobody calls in them, whose errors alone are asked for, if that is so.
    modules: what was imported, by its scope. importing: how many imports are being executed.
    nobody_from: how many tensors had been made when what nobody calls in the file began to be followed.
    inside_layers: how many calls of the user's own layers are being executed: there, tensors are TensorFlow's.
    """

    def __init__(
        self,
        keras: Generation,
        budget: int,
        language: Language,
        loader: Loader | None = None,
        lines: int | None = None,
        releases: Releases | None = None,
    ) -> None:
        self.start = Start.SOMEHOW
        self.watched: frozenset[object] | None = None
        self._language = language
        self.loader = loader
        self.modules: dict[int, LoadedModule] = {}
        self.importing = 0
        self.keras = keras
        self.releases = releases or Releases()
        self.workshop = workshop_of(keras)
        self.budget = budget
        self.lines = lines
        self.state = State()
        self.notes = Notes()
        self.counters = Counters()
        self.scopes: dict[int, Scope] = {}
        self.exits = Exits()
        self.scope = 0
        self.caller: Site | None = None
        self.depth = 0
        self.calls: list[Function] = []
        self.entered: list[Guards] = []
        self.classes: dict[int, UserClass] = {}
        self.summarised_loops = 0
        self.reads: Reads = set()
        self.silent = 0
        self.attempts: list[list[State]] = []
        self.excused: set[tuple[int, bool]] = set()
        self.in_callback = False
        self.others_until = 0
        self.inside_layers = 0
        self.nobody_from = 0
        self.cut_short = False
        self.known_names: dict[cst.CSTNode, LocalNames] = {}
        self.captured: set[int] = set()
        self.conditions: Map[ConditionKey, int] = Map()
        self.lessons: Map[tuple[int, bool], Known] = Map()
        self.inputs: Map[object, Input] = Map()
        self.doubted: Map[Variable, Value] = Map()
        self.models: Map[int, str | None] = Map()
        self.batch_sizes: frozenset[int] = frozenset()
        self.called: Map[cst.CSTNode, None] = Map()

    def data_file(self, name: str) -> DataFile | None:
        """What the file of data holds that the program calls `name`; None where that can't be told."""
        return None if self.loader is None else self.loader.data_file(name)

    # The language

    def evaluate(self, node: cst.BaseExpression) -> Value:
        """The abstract value of an expression on the current path."""
        return self._language.evaluate(self, node)

    def execute(self, node: cst.CSTNode) -> None:
        """One statement on the current path."""
        self._language.execute(self, node)

    def execute_block(self, block: cst.BaseSuite) -> None:
        """The statements of a body."""
        self._language.execute_block(self, block)

    def call(self, callee: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
        """Call a value; `node` is where."""
        return self._language.call(self, callee, arguments, node)

    def attribute(self, owner: Value, name: str, node: cst.CSTNode) -> Value:
        """`owner.name`."""
        return self._language.attribute(self, owner, name, node)

    # Steps, places and new things

    def tick(self, steps: int = 1) -> None:
        self.counters.steps += steps
        if self.counters.steps > self.budget:
            raise CutShort

    @contextmanager
    def share(self, steps: int) -> Iterator[None]:
        """At most this many steps, and no more than half of those that are left; then the analysis is cut short, but
        goes on after it."""
        outer, notes, budget = self.state, self.notes, self.budget
        self.budget = self.counters.steps + self.shared(steps)
        try:
            yield
        except CutShort:
            self.state, self.notes, self.cut_short = outer.fork(), notes, True
            self.state.alive = False
        finally:
            self.budget = budget

    def shared(self, steps: int) -> int:
        """How many steps something gets that asks for so many."""
        return min(steps, (self.budget - self.counters.steps) // 2)

    def site(self, node: cst.CSTNode) -> Site:
        return Site(node, self.caller, self.scopes[self.scope].module)

    @property
    def module(self) -> int:
        """The scope of the module whose code is being executed."""
        return self.scopes[self.scope].module

    def new_scope(self, parent: int | None, names: LocalNames, kind: str) -> int:
        self.counters.scope += 1
        number = self.counters.scope
        self.scopes[number] = Scope(parent, names, kind, number if parent is None else self.scopes[parent].module)
        return number

    def new(self, record: ObjectRecord) -> Ref:
        """Put a record at a new address."""
        self.counters.address += 1
        ref = Ref(self.counters.address)
        self.state.write_object(ref, record)
        return ref

    def record(self, ref: Ref) -> ObjectRecord:
        return self.state.objects[ref.address]

    def write(self, ref: Ref, record: ObjectRecord) -> None:
        self.state.write_object(ref, record)

    def note_read(self, variable: Variable, value: Value | None) -> None:
        """A summarised loop asks later which variables a round of it has read, and what they were then."""
        if self.summarised_loops:
            self.reads.add((variable, id(value)))

    def names(self, node: cst.FunctionDef | cst.Lambda | cst.ClassDef) -> LocalNames:
        """The names that a body binds; worked out once."""
        known = self.known_names.get(node)
        if known is None:
            known = self.known_names[node] = names_of(node)
        return known

    # Findings and events

    def report(
        self,
        fault: Fault,
        node: cst.CSTNode | Site,
        *,
        promise: Promise = Promise.RAISES,
        made: Site | None = None,
        inputs: Sequence[Tensor | Array] = (),
        supposing: str | None = None,
    ) -> Unknown:
        """Note a fault; its value is unknown, and nothing more is reported from it. node: or a site of before."""
        site = node if isinstance(node, Site) else self.site(node)
        variables = self.state.variables
        if not self.silent and self.state.alive and ANYTHING_REBOUND not in variables and RAISED not in variables:
            told = told_here(tensor.shape for tensor in inputs)
            self.notes.findings.append(Finding(fault, site, promise, made, tuple(inputs), supposing, told))
        return Unknown("the call fails", site)

    def note_tensor(self, event: TensorEvent) -> None:
        self.notes.tensors.append(event)

    def note_assignment(self, event: AssignmentEvent) -> None:
        self.notes.assignments.append(event)

    def unknown(self, reason: str, node: cst.CSTNode | None = None) -> Unknown:
        return Unknown(reason, None if node is None else self.site(node))

    # Paths

    def new_fork(self, key: ConditionKey | None = None) -> int:
        """The number of a fork: the same for the same condition, so that its outcomes never mix."""
        if key is not None and key in self.conditions:
            return self.conditions[key]
        self.counters.fork += 1
        if key is not None:
            self.conditions = self.conditions.set(key, self.counters.fork)
        return self.counters.fork

    def learn(self, known: Known, way: tuple[int, bool] | None = None) -> None:
        """Keep what a test says of names on the current path, and as a lesson of the way that it took at a fork."""
        self.state.known = self.state.known.and_also(known).concluded()
        if way is not None:
            before = self.lessons.get(way)
            self.lessons = self.lessons.set(way, known if before is None else before.and_also(known))

    def new_handler(self) -> int:
        """The number of the fork at which a `try` is left for a handler: below 0, unlike that of any condition."""
        return -self.new_fork()

    def recall(self, ways: Iterable[tuple[int, bool]]) -> None:
        """Know again what was learned on these ways."""
        for way in ways:
            lesson = self.lessons.get(way)
            if lesson is not None:
                self.state.known = self.state.known.and_also(lesson)

    def branch(self, fork: int, ways: Sequence[tuple[bool, Callable[[], None]]]) -> None:
        """Execute both ways of a fork that can't be decided, and join them."""
        base = self.state
        ended = []
        for outcome, way in ways:
            if (fork, not outcome) in base.guards:
                continue
            self.state = base.fork(fork, outcome)
            self.recall([(fork, outcome)])
            excused = (fork, outcome) in self.excused  # what is there was asked before, and this is not there
            self.silent += excused
            way()
            self.silent -= excused
            ended.append(self.state)
        self.state = self.join(base, ended)

    def join(self, base: State, branches: Sequence[State]) -> State:
        """The state after branches of `base`. What is looked at counts as steps."""
        reads = self.reads if self.summarised_loops else None
        return join_states(base, branches, lambda looked_at: self.tick(1 + looked_at // VARIABLES_A_STEP), reads)

    def leave(self) -> State:
        """End the current path here; gives its state to whoever goes on from it."""
        left = self.state
        self.state = left.fork()
        self.state.alive = False
        return left

    def raised(self, exception: str, node: cst.CSTNode | None = None) -> Unknown:
        """Python certainly raises here: no path goes on, and nothing is reported from what comes of it."""
        self.state.alive = False
        self.state.write_variable(RAISED, TRUE)
        return self.unknown(f"Python raises {exception} here", node)

    def visible(self, value: Value) -> Value:
        """A choice without what this path rules out."""
        guards = self.state.guards
        if not isinstance(value, Either) or not guards:
            return value
        left = [choice for choice in value.choices if not contradict(choice.guards, guards)]
        if len(left) == len(value.choices):
            return value
        if not left:
            return Unknown("no path leads here")
        return joined((choice.guards - guards, choice.value) for choice in left)

    def each(self, values: Sequence[Value], work: Callable[[Sequence[Value]], Value]) -> Value:
        """`work` on values that may be choices: on each combination that can be, joined.

        What goes wrong is reported only if it goes wrong in all of them.
        """
        if type(values[0]) is not Either if len(values) == 1 else Either not in map(type, values):
            return work(values)
        combinations = list(self._combinations([self.visible(value) for value in values]))
        if len(combinations) == 1:
            return work(combinations[0][1])
        if not combinations or len(combinations) > MOST_COMBINATIONS:
            fewer = [in_common([value], TOO_MANY) or value if isinstance(value, Either) else value for value in values]
            some = any(new is not old for new, old in zip(fewer, values, strict=True))
            return self.each(fewer, work) if some else Unknown(TOO_MANY.reason)
        base, outer = self.state, self.notes
        ended: list[State] = []
        results: list[Alternative] = []
        tried: list[Notes] = []
        for guards, combination in combinations:
            self.state, self.notes = base.fork(), Notes()
            self.state.guards = base.guards | guards
            self.recall(guards)
            value = work(combination)
            if self.state.alive:
                results.append((guards, value))
            ended.append(self.state)
            tried.append(self.notes)
        self.notes = outer
        self.state = self.join(base, ended)
        self.state.guards = base.guards
        found, dropped = merged([(guards, each) for (guards, _), each in zip(combinations, tried, strict=True)], base)
        self.notes.extend(found)
        self.counters.partly += dropped
        return joined(results) if results else Unknown("no path goes on")

    def change(self, owner: Value, work: Callable[[Value], None]) -> None:
        """Do something to a value; to a choice, to each on the paths where it is that one."""

        def done(chosen: Sequence[Value]) -> Value:
            work(chosen[0])
            return TRUE

        self.each([owner], done)

    def _combinations(self, values: Sequence[Value]) -> Iterator[tuple[Guards, list[Value]]]:
        found: list[tuple[Guards, list[Value]]] = [(NO_GUARDS, [])]
        for value in values:
            if not isinstance(value, Either):
                for _, chosen in found:
                    chosen.append(value)
                continue
            found = [
                (guards | choice.guards, [*chosen, choice.value])
                for guards, chosen in found
                for choice in value.choices
                if not contradict(guards, choice.guards)
            ][: MOST_COMBINATIONS + 1]
        return iter(found)

    @contextmanager
    def aside(self) -> Iterator[Notes]:
        """Collect findings and events apart from the rest."""
        outer, self.notes = self.notes, Notes()
        try:
            yield self.notes
        finally:
            self.notes = outer
