"""Whether one more round of a loop would find anything that the last one has not found."""

from __future__ import annotations

from msgspec import Struct

from conv1d_lsp.interpreter.covering import covers, covers_record, never_smaller
from conv1d_lsp.interpreter.findings import Notes
from conv1d_lsp.interpreter.joining import says_nothing
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.many import passes
from conv1d_lsp.interpreter.memory import Reads, State, Variable
from conv1d_lsp.interpreter.outside import is_parts
from conv1d_lsp.interpreter.values import Integer, Unknown, Value


class Round(Struct, frozen=True):
    """One execution of a loop's body: what was found and read in it. last_scope: scopes above it were made in it.

    broken: the states after each `break`.
    """

    notes: Notes
    reads: Reads
    last_scope: int
    broken: list[State]


def teaches_nothing(m: Machine, done: Round, entry: State, known: State, after: State) -> bool:
    """Whether the next round would be like this one: what this one changed, it did not read before.

    entry: the state before the loop. known: before this round. after: what is known after it, or if there is none.
    """
    variables, objects = after.writes_since(entry)
    for variable in variables:
        if variable[0] > done.last_scope:
            continue
        old, new = known.variables.get(variable), after.variables.get(variable)
        if new is not None and _was_read(m, done, variable, old) and not _takes_in(old, new, first=known is entry):
            return False
    return all(
        covers_record(known.objects[address], after.objects[address]) for address in objects if address in known.objects
    )


def _was_read(m: Machine, done: Round, variable: Variable, old: Value | None) -> bool:
    """Whether the round may have read a variable as it was before. Variables of classes are read by many ways."""
    scope = m.scopes.get(variable[0])
    if is_parts(variable) or (scope is not None and scope.kind != "class"):
        return (variable, id(old)) in done.reads
    return True


def _takes_in(old: Value | None, new: Value, *, first: bool) -> bool:
    """Whether what a round has read is what the next one reads. first: it was read as it was before the loop."""
    if isinstance(old, Integer) and passes(old.dim):
        return never_smaller(old, new)
    if not first:
        return old is None or covers(old, new)
    if old is None or isinstance(old, Unknown):
        return old is not None and says_nothing(old) and says_nothing(new)
    return covers(old, new)
