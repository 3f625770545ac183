"""Reading a program, and holding the ends of its runs against what is known at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

import libcst as cst

from conv1d_lsp.interpreter.interpret import read
from conv1d_lsp.interpreter.memory import RAISED, State
from conv1d_lsp.interpreter.values import Integer, Ref, Unknown, Value
from conv1d_lsp.interpreter.values.site import CHECKED
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Number, Symbol, knowing
from tests.judge.programs.claims import Claims, both
from tests.judge.programs.forms import all_forms
from tests.judge.programs.running import End, run_programs
from tests.judge.programs.telling import told
from tests.judge.programs.writer import Writer

#: Steps of the interpreter; a program that needs more says nothing.
BUDGET = 200_000

#: How often Python runs a program.
RUNS = 60

#: What stands behind every program: the reading tells what is known before it.
END = "end = 0\n"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a program. wrong: the claim that a run contradicts. ran: some run came to the end.

    known, variables: how many of its variables the interpreter knows something of.
    """

    wrong: str | None
    ran: bool = True
    known: int = 0
    variables: int = 0


def program(seed: int, number: int) -> str:
    return Writer(Random(f"{seed}/{number}"), all_forms()).program()


def judged(texts: Sequence[str], runs: int = RUNS) -> list[Verdict]:
    """A verdict for each program."""
    return [_verdict(text, ends) for text, ends in zip(texts, run_programs(texts, runs), strict=True)]


def _verdict(text: str, ends: Sequence[End]) -> Verdict:
    finished = [end for end in ends if end.raised is None]
    try:
        state = final_state(text)
    except Exception as error:
        return Verdict(f"the reading ends in {type(error).__name__}: {error}", bool(finished))
    if state is None:
        return Verdict(None, bool(finished))
    values = variables(state)
    told_of = {name for end in finished for name in end.variables} & values.keys()
    known = sum(not _says_nothing(values[name]) for name in told_of)
    wrong = next((found for end in finished if (found := contradiction(state, end)) is not None), None)
    return Verdict(wrong, bool(finished), known, len(told_of))


def final_state(text: str) -> State | None:
    """What is known where a program ends, not alive if it never gets there; None where the steps did not suffice."""
    statements = list(cst.parse_module(text + END).body)
    reading = read(statements, Generation.KERAS_3, BUDGET)
    if not reading.interpretation.complete:
        return None
    state = reading.checkpoints[-1].state.kept()
    state.alive = len(reading.checkpoints) == len(statements)
    return state


def variables(state: State) -> dict[str, Value]:
    return {name: value for (scope, name), value in state.variables.items() if scope == CHECKED}


def _says_nothing(value: Value) -> bool:
    return isinstance(value, Unknown) and value.number is None


def contradiction(state: State, end: End) -> str | None:
    """The first claim that the run which ended so contradicts."""
    run = f"run {end.seed}"
    if RAISED in state.variables or not state.alive:
        return f"claims that Python does not get there, but {run} comes to the end"
    values = {name: value for name, value in variables(state).items() if name in end.variables}
    claims = Claims(state, numbers_by_name(values, end))
    together = [state.guards]
    for name, value in values.items():
        ways = claims.allowed(value, end.variables[name])
        if not ways:
            return f"{name}: claims {told(state, value)}, but {run} has {end.variables[name]}"
        if not (together := both(together, ways)):
            return f"{name}: does not go with the variables before it as {run} has them: {told(state, value)}"
    return _other_object(values, end) or _out_of_bounds(state, values, end)


def numbers_by_name(values: Mapping[str, Value], end: End) -> dict[Symbol, int]:
    """What the names stand for: those of which a variable is nothing else."""
    found: dict[Symbol, int] = {}
    for name, value in values.items():
        symbol, real = _symbol(value), end.variables[name]
        if symbol is not None and type(real) is int:
            found.setdefault(symbol, real)
    return found


def _symbol(value: Value) -> Symbol | None:
    if isinstance(value, Integer) and isinstance(value.dim, Number):
        value = Unknown("", number=value.dim)
    return value.symbol if isinstance(value, Unknown) else None


def _other_object(values: Mapping[str, Value], end: End) -> str | None:
    """Two names that are said to be of one object, or of two."""
    refs = [(name, value) for name, value in values.items() if isinstance(value, Ref) and name in end.same]
    for index, (first, left) in enumerate(refs):
        for second, right in refs[:index]:
            if (left.address == right.address) is not (end.same[first] == end.same[second]):
                said = "one object" if left.address == right.address else "two objects"
                return f"{second}, {first}: claims that they are {said}, but not in run {end.seed}"
    return None


def _out_of_bounds(state: State, values: Mapping[str, Value], end: End) -> str | None:
    """A number that tests are said to have kept between others."""
    with knowing(lambda: state.known):
        for name, value in values.items():
            real = end.variables[name]
            if isinstance(value, Integer) and isinstance(value.dim, Number) and type(real) is int:
                low, high = value.dim.expression.bounds()
                if (low is not None and real < low) or (high is not None and real > high):
                    return f"{name}: claims {low} to {high}, but run {end.seed} has {real}"
    return None
