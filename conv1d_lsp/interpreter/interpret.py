"""Interpreting a file: its top-level statements in order, then what nobody calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import libcst as cst
from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.interpreter.attributes import attribute
from conv1d_lsp.interpreter.calls import call
from conv1d_lsp.interpreter.claims import judge_claims
from conv1d_lsp.interpreter.claims_below import check_below
from conv1d_lsp.interpreter.executing import Counters, Input, Scope, Start
from conv1d_lsp.interpreter.expressions import evaluate
from conv1d_lsp.interpreter.findings import Interpretation, NotesSize
from conv1d_lsp.interpreter.language import CutShort, Language
from conv1d_lsp.interpreter.loading import Loader
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import RAISED, ConditionKey, State, Variable
from conv1d_lsp.interpreter.modules import path_text
from conv1d_lsp.interpreter.names import names_of_statements
from conv1d_lsp.interpreter.one_input import with_inputs
from conv1d_lsp.interpreter.outside import has_options
from conv1d_lsp.interpreter.statements import execute, execute_block
from conv1d_lsp.interpreter.supposing import failing_anew, is_number, merged_notes
from conv1d_lsp.interpreter.suspicions import suspect_batch_axes
from conv1d_lsp.interpreter.swapped_axes import suspect_swapped_axes
from conv1d_lsp.interpreter.uncalled import definitions, follow_uncalled
from conv1d_lsp.interpreter.values import Constant, ObjectRecord, Value
from conv1d_lsp.interpreter.values.site import CHECKED
from conv1d_lsp.settings import Generation, Releases
from conv1d_lsp.shapes import Known, knowing

LANGUAGE = Language(evaluate, execute, execute_block, call, attribute)


class Checkpoint(Struct, frozen=True, eq=False):
    """Everything that is known before a top-level statement; a reading can go on from here."""

    state: State
    counters: Counters
    notes: NotesSize
    conditions: Map[ConditionKey, int]
    lessons: Map[tuple[int, bool], Known]
    inputs: Map[object, Input]
    doubted: Map[Variable, Value]
    models: Map[int, str | None]
    called: Map[cst.CSTNode, None]
    batch_sizes: frozenset[int]


class Reading(Struct, frozen=True, eq=False):
    """A finished reading: what it found, and a checkpoint before each statement that it reached.

    statements: the top-level statements that were read, in order. without_options: the program, started without any.
    """

    interpretation: Interpretation
    statements: tuple[cst.CSTNode, ...]
    checkpoints: tuple[Checkpoint, ...]
    names: frozenset[str]
    machine: Machine
    without_options: Reading | None = None


def read(
    statements: Sequence[cst.CSTNode],
    keras: Generation,
    budget: int,
    earlier: Reading | None = None,
    loader: Loader | None = None,
    lines: int | None = None,
    releases: Releases | None = None,
    footer: Sequence[cst.EmptyLine] = (),
) -> Reading:
    """Interpret the statements of a file.

    loader: finds the project's modules that it imports; without one they are not followed.
    lines: how many the file has, by which what nobody calls is limited; None for no limit.
    footer: the lines after the last statement.
    earlier: a reading of a former state of the file under the same settings. Where its first statements are the very
    same nodes, the reading goes on from there, and equals a fresh one; the modules that it imports must be the same.
    """
    reading = _read(Machine(keras, budget, LANGUAGE, loader, lines, releases), statements, earlier, footer)
    reading = _with_defaults_too(reading, statements, None if earlier is None else earlier.without_options)
    return replace(reading, interpretation=with_inputs(reading.machine, statements, reading.interpretation))


def read_certain(
    statements: Sequence[cst.CSTNode],
    keras: Generation,
    budget: int,
    loader: Loader | None = None,
    lines: int | None = None,
    releases: Releases | None = None,
    watched: frozenset[object] = frozenset(),
) -> Reading:
    """What certainly goes wrong in the `watched` ones of the statements, or in what nobody calls and they define.

    Of the methods that nobody calls only those are followed that are among the watched nodes.

    They are read no further than that takes, and nothing is tried with defaults.
    """
    machine = Machine(keras, budget, LANGUAGE, loader, lines, releases)
    machine.watched = watched
    return _read(machine, statements, None)


def _needed(statements: Sequence[cst.CSTNode], watched: frozenset[object] | None) -> Sequence[cst.CSTNode]:
    """The statements up to the last watched one; all of them where what it defines may be called by nobody."""
    if watched is None or any(definitions([each]) for each in statements if each in watched):
        return statements
    last = max((index for index, each in enumerate(statements) if each in watched), default=-1)
    return statements[: last + 1]


def _read(
    machine: Machine,
    statements: Sequence[cst.CSTNode],
    earlier: Reading | None,
    footer: Sequence[cst.EmptyLine] = (),
) -> Reading:
    names = names_of_statements(statements)
    same = _same_statements(statements, earlier, names.bound)
    checkpoints: list[Checkpoint] = []
    if earlier is not None and same:
        checkpoints = list(earlier.checkpoints[: same + 1])
        checkpoint = checkpoints.pop()  # of the first statement that differs; of the last one, if none does
        same = len(checkpoints)
        _restore(machine, earlier, checkpoint)
    machine.counters.scope = max(machine.counters.scope, CHECKED)
    machine.scopes[CHECKED] = Scope(None, names, "module", CHECKED)
    machine.scope = CHECKED
    if not same:
        machine.state.write_variable((CHECKED, "__name__"), Constant("__main__"))
        if machine.loader is not None:
            machine.state.write_variable((CHECKED, "__file__"), path_text(machine.loader.file))
    with knowing(lambda: machine.state.known):
        complete, objects = _execute(machine, statements, same, checkpoints, footer)
    return Reading(
        Interpretation(machine.notes, objects, tuple(machine.models.items()), complete, machine.modules),
        tuple(statements),
        tuple(checkpoints),
        names.bound,
        machine,
    )


#: The second attempt may take this many times the steps of the first one, and these more.
TIMES_AS_LONG, STEPS_MORE = 2, 2_000


def _with_defaults_too(reading: Reading, statements: Sequence[cst.CSTNode], earlier: Reading | None) -> Reading:
    """The reading, and what another one tells in which the program is started without options."""
    first, m = reading.interpretation, reading.machine
    if not first.complete or not has_options(m.state) or _all_is_told(m):
        return reading
    if earlier is None:
        earlier = _before_options(reading)
    steps = TIMES_AS_LONG * m.counters.steps + STEPS_MORE
    machine = Machine(m.keras, min(m.budget, steps), LANGUAGE, m.loader, m.lines, m.releases)
    machine.start, machine.known_names = Start.WITHOUT_OPTIONS, m.known_names
    second = _read(machine, statements, earlier)
    if not second.interpretation.complete:
        return replace(reading, without_options=second)
    findings = failing_anew(first.notes, second.interpretation.notes)
    notes = merged_notes(first.notes, second.interpretation.notes, findings, "with the defaults of its options")
    return replace(reading, interpretation=replace(first, notes=notes), without_options=second)


def _all_is_told(m: Machine) -> bool:
    """Whether defaults can't add anything: all shapes are numbers, and nothing failed on some ways only."""
    return not m.counters.partly and all(is_number(event.shape) for event in m.notes.tensors)


def _before_options(reading: Reading) -> Reading:
    """The reading as far as no option was asked for: that much does not depend on how the program is started."""
    asked = (index for index, each in enumerate(reading.checkpoints) if has_options(each.state))
    first = next(asked, len(reading.checkpoints))  # the first statement after which there are options
    return replace(reading, checkpoints=reading.checkpoints[:first])


def _execute(
    m: Machine,
    statements: Sequence[cst.CSTNode],
    done: int,
    checkpoints: list[Checkpoint],
    footer: Sequence[cst.EmptyLine],
) -> tuple[bool, Mapping[int, ObjectRecord]]:
    """Whether the budget sufficed, and every object that there was at the end."""
    objects: Map[int, ObjectRecord] = m.state.objects
    try:
        before = statements[done - 1] if done else None
        for statement in _needed(statements, m.watched)[done:]:
            if not m.state.alive and RAISED not in m.state.variables:
                break
            m.state.alive = True  # what Python would not reach is still shown
            checkpoints.append(_checkpoint(m))
            m.state = m.state.kept()
            if lines := getattr(statement, "leading_lines", ()):
                check_below(m, before, lines)
            m.execute(statement)
            before = statement
            objects = m.state.objects
        if footer and m.state.alive:
            check_below(m, before, footer)
        m.state.alive = True  # a script that ends early still has functions
        m.state.delete_variable(RAISED)
        objects = objects.update(follow_uncalled(m, statements))
        suspect_batch_axes(m)
        suspect_swapped_axes(m)
        judge_claims(m)
    except CutShort:
        return False, objects
    return not m.cut_short, objects


def _checkpoint(m: Machine) -> Checkpoint:
    return Checkpoint(
        m.state.kept(),
        m.counters.copy(),
        m.notes.size(),
        m.conditions,
        m.lessons,
        m.inputs,
        m.doubted,
        m.models,
        m.called,
        m.batch_sizes,
    )


def _restore(m: Machine, earlier: Reading, checkpoint: Checkpoint) -> None:
    m.state = checkpoint.state.kept()
    m.counters = checkpoint.counters.copy()
    m.notes = earlier.machine.notes.cut(checkpoint.notes)
    m.conditions, m.lessons, m.models = checkpoint.conditions, checkpoint.lessons, checkpoint.models
    m.inputs, m.doubted = checkpoint.inputs, checkpoint.doubted
    m.called, m.batch_sizes = checkpoint.called, checkpoint.batch_sizes
    kept = {number: scope for number, scope in earlier.machine.scopes.items() if number <= m.counters.scope}
    m.scopes.update(kept)
    m.modules.update({number: each for number, each in earlier.machine.modules.items() if number in kept})
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
