"""Interpreting a file: its top-level statements in order, then the functions that nobody calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import libcst as cst
from immutables import Map

from conv1d_lsp.interpreter.arguments import NO_ARGUMENTS
from conv1d_lsp.interpreter.attributes import attribute
from conv1d_lsp.interpreter.calls import call
from conv1d_lsp.interpreter.expressions import evaluate
from conv1d_lsp.interpreter.findings import Interpretation
from conv1d_lsp.interpreter.functions import call_function
from conv1d_lsp.interpreter.machine import Counters, CutShort, Language, Machine, Scope
from conv1d_lsp.interpreter.memory import ConditionKey, State
from conv1d_lsp.interpreter.names import names_of_statements
from conv1d_lsp.interpreter.statements import execute, execute_block
from conv1d_lsp.interpreter.suspicions import suspect_batch_axes
from conv1d_lsp.interpreter.values import Constant, Function, ObjectRecord
from conv1d_lsp.interpreter.variables import MODULE_SCOPE
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Known, knowing
from conv1d_lsp.source.walk import child_nodes

LANGUAGE = Language(evaluate, execute, execute_block, call, attribute)


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """Everything that is known before a top-level statement; a reading can go on from here."""

    state: State
    counters: Counters
    notes: tuple[int, int, int]
    conditions: Map[ConditionKey, int]
    lessons: Map[tuple[int, bool], Known]
    models: Map[int, str | None]
    called: Map[cst.CSTNode, None]
    batch_sizes: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A finished reading: what it found, and a checkpoint before each statement that it reached.

    statements: the top-level statements that were read, in order.
    """

    interpretation: Interpretation
    statements: tuple[cst.CSTNode, ...]
    checkpoints: tuple[Checkpoint, ...]
    names: frozenset[str]
    machine: Machine


def read(statements: Sequence[cst.CSTNode], keras: Generation, budget: int, earlier: Reading | None = None) -> Reading:
    """Interpret the statements of a file.

    earlier: a reading of a former state of the file under the same settings. Where its first statements are the very
    same nodes, the reading goes on from there, and equals a fresh one.
    """
    machine = Machine(keras, budget, LANGUAGE)
    names = names_of_statements(statements)
    same = _same_statements(statements, earlier, names.bound)
    checkpoints: list[Checkpoint] = []
    if earlier is not None and same:
        checkpoints = list(earlier.checkpoints[: same + 1])
        checkpoint = checkpoints.pop()  # of the first statement that differs; of the last one, if none does
        same = len(checkpoints)
        _restore(machine, earlier, checkpoint)
    machine.counters.scope = max(machine.counters.scope, MODULE_SCOPE)
    machine.scopes[MODULE_SCOPE] = Scope(None, names, "module")
    machine.scope = MODULE_SCOPE
    if not same:
        machine.state.write_variable((MODULE_SCOPE, "__name__"), Constant("__main__"))
    with knowing(lambda: machine.state.known):
        complete, objects = _execute(machine, statements, same, checkpoints)
    return Reading(
        Interpretation(machine.notes, objects, tuple(machine.models.items()), complete),
        tuple(statements),
        tuple(checkpoints),
        names.bound,
        machine,
    )


def _execute(
    m: Machine, statements: Sequence[cst.CSTNode], done: int, checkpoints: list[Checkpoint]
) -> tuple[bool, Mapping[int, ObjectRecord]]:
    """Whether the budget sufficed, and every object that there was at the end."""
    objects: Map[int, ObjectRecord] = m.state.objects
    try:
        for statement in statements[done:]:
            if not m.state.alive:
                break
            checkpoints.append(_checkpoint(m))
            m.state = m.state.kept()
            m.execute(statement)
            objects = m.state.objects
        m.state.alive = True  # a script that ends early still has functions
        for function in _uncalled(m, statements):
            objects = objects.update(_run_uncalled(m, function))
        suspect_batch_axes(m)
    except CutShort:
        return False, objects
    return True, objects


def _checkpoint(m: Machine) -> Checkpoint:
    return Checkpoint(
        m.state.kept(),
        m.counters.copy(),
        m.notes.size(),
        m.conditions,
        m.lessons,
        m.models,
        m.called,
        m.batch_sizes,
    )


def _restore(m: Machine, earlier: Reading, checkpoint: Checkpoint) -> None:
    m.state = checkpoint.state.kept()
    m.counters = checkpoint.counters.copy()
    m.notes = earlier.interpretation.notes.cut(checkpoint.notes)
    m.conditions, m.lessons, m.models = checkpoint.conditions, checkpoint.lessons, checkpoint.models
    m.called, m.batch_sizes = checkpoint.called, checkpoint.batch_sizes
    kept = {number: scope for number, scope in earlier.machine.scopes.items() if number <= m.counters.scope}
    m.scopes.update(kept)
    m.classes.update({number: cls for number, cls in earlier.machine.classes.items() if number in kept})


def _same_statements(statements: Sequence[cst.CSTNode], earlier: Reading | None, names: frozenset[str]) -> int:
    """How many statements at the top are the very same nodes as before. The module's names must not have changed."""
    if earlier is None or earlier.names != names:
        return 0
    count = 0
    for new, old in zip(statements, earlier.statements, strict=False):
        if new is not old or count >= len(earlier.checkpoints):
            break
        count += 1
    return count


def _uncalled(m: Machine, statements: Sequence[cst.CSTNode]) -> Iterator[Function]:
    """The module's functions that no call reached, the last one first: a `main` calls those above it."""
    functions: dict[cst.CSTNode, Function] = {
        value.node: value
        for (scope, _), value in m.state.variables.items()
        if scope == MODULE_SCOPE and isinstance(value, Function)
    }
    for node in reversed(list(_definitions(statements))):
        if node in functions and node not in m.called:
            yield functions[node]


def _definitions(statements: Iterable[cst.CSTNode]) -> Iterator[cst.CSTNode]:
    """The `def` statements of the module, those under an `if` or `try` too, in order."""
    for statement in statements:
        if isinstance(statement, cst.FunctionDef):
            yield statement
        elif isinstance(statement, cst.BaseSuite | cst.If | cst.Try | cst.Else | cst.ExceptHandler):
            yield from _definitions(child_nodes(statement))


def _run_uncalled(m: Machine, function: Function) -> Mapping[int, ObjectRecord]:
    """Once, with its parameters as names; gives the objects that it made."""
    if function.opaque is not None or function.node in m.called:
        return {}
    outer = m.state
    m.state = outer.fork()
    named = replace(function, defaults=())
    call_function(m, named, NO_ARGUMENTS, function.node)
    made, m.state = m.state, outer
    return {address: made.objects[address] for address in made.writes_since(outer)[1] if address in made.objects}
