"""What trying each choice of a value found, as one."""

from __future__ import annotations

from collections.abc import Sequence

from conv1d_lsp.interpreter.findings import Finding, Notes, Partly, Promise
from conv1d_lsp.interpreter.memory import State
from conv1d_lsp.interpreter.values.either import Guards, told_apart

#: What a choice found, and the ways that lead to it.
Tried = tuple[Guards, Notes]


def merged(tried: Sequence[Tried], base: State) -> tuple[Notes, int]:
    """What all choices found, each thing once; and how many findings of some choices only were left out.

    What fails on one way of a fork and not on the other is set apart. Where all fail, the fault that the fewest
    releases of Keras find is told. base: the path on which they were tried.
    """
    firsts = [_first(notes) for _, notes in tried]
    failing = {number: first for number, first in enumerate(firsts) if first is not None}
    told = max(failing, key=lambda number: failing[number].fault.since or (0, 0), default=None)
    result, dropped = Notes(), 0
    for number, (_, notes) in enumerate(tried):
        findings = notes.findings
        if len(failing) < len(tried):
            dropped += len(findings)
            findings = []
        elif number != told:
            continue
        result.extend(Notes(findings, notes.tensors, notes.assignments, claims=notes.claims))
    result.partly = _in_all([notes for _, notes in tried])
    if 0 < len(failing) < len(tried):
        result.partly += _set_apart(tried, firsts, base)
    return result, dropped


def _first(notes: Notes) -> Finding | None:
    return next((finding for finding in notes.findings if finding.promise is Promise.RAISES), None)


def _in_all(tried: Sequence[Notes]) -> list[Partly]:
    first, *others = tried
    return [each for each in first.partly if all(any(map(each.same, notes.partly)) for notes in others)]


def _set_apart(tried: Sequence[Tried], firsts: Sequence[Finding | None], base: State) -> list[Partly]:
    """The first fault of those that fail, if one fork tells them apart from the others."""
    failing = [guards for (guards, _), first in zip(tried, firsts, strict=True) if first is not None]
    others = [guards for (guards, _), first in zip(tried, firsts, strict=True) if first is None]
    way = told_apart(failing, others)
    return [Partly(first, way, base.guards) for first in firsts if first is not None and way is not None][:1]
