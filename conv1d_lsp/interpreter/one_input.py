"""What fails on one way of a fork only, where one input decides it and nothing else looks at that input."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.executing import Input
from conv1d_lsp.interpreter.findings import Finding, Interpretation, Notes, Promise
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import ConditionKey
from conv1d_lsp.interpreter.mentions import Mentions

#: More faults of this kind are not looked into.
MOST_LOOKED_INTO = 16

#: The relations that a condition's key names, and their opposites.
_RELATIONS = {"LessThan": ("<", ">="), "LessThanEqual": ("<=", ">")}


def with_inputs(m: Machine, statements: Sequence[cst.CSTNode], found: Interpretation) -> Interpretation:
    """The interpretation with the faults that one input decides."""
    partly = found.notes.partly[:MOST_LOOKED_INTO]
    if not partly or not found.complete:
        return found
    keys = {fork: key for key, fork in m.conditions.items()}
    told = {finding.site.node for finding in found.notes.findings}
    mentions = Mentions([*statements, *(each.parsed.module for each in m.modules.values() if each.parsed is not None)])
    warned: list[Finding] = []
    for each in partly:
        fork, outcome = each.way
        chosen = _chosen(m, keys.get(fork, ()))
        if chosen is None or each.under or each.finding.site.node in told:
            continue
        supposing = _phrase(chosen, keys[fork], outcome)
        if supposing is not None and mentions.tested_once(chosen):
            warned.append(replace(each.finding, promise=Promise.RAISES_SUPPOSING, supposing=supposing))
    if not warned:
        return found
    notes = found.notes
    return replace(found, notes=Notes([*notes.findings, *warned], notes.tensors, notes.assignments, notes.partly))


def _chosen(m: Machine, key: ConditionKey) -> Input | None:
    """The input that a condition is about, if it is about nothing else."""
    return m.inputs.get(key[1]) if len(key) > 1 else None


def _phrase(chosen: Input, key: ConditionKey, outcome: bool) -> str | None:
    """The values for which the condition has this outcome; None if they can't be said."""
    if key[0] == "truth":
        return f"if `{chosen.name}` is {'true' if outcome else 'false'}"
    other = _written(key[2])
    if other is None:
        return None
    if key[0] in ("Equal", "Is"):
        return f"if `{chosen.name}` is {other}" if outcome else f"if `{chosen.name}` is not {other}"
    relations = _RELATIONS.get(str(key[0]))
    return None if relations is None else f"if `{chosen.name} {relations[not outcome]} {other}`"


def _written(part: object) -> str | None:
    """A constant of a key as the program writes it."""
    match part:
        case ("number", str() as number, frozenset() as names) if not names:
            return number
        case ("number", int() as flag):
            return str(bool(flag))
        case ("number", float() as number):
            return str(number)
        case ("str", str() as text):
            return repr(text)
        case ("NoneType", None):
            return "None"
    return None
