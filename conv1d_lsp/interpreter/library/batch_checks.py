"""What Keras refuses of the batches that a generator or a Sequence of the program's own gives."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.data_faults import ListForTuple
from conv1d_lsp.interpreter.library.handed import Handed, Origin
from conv1d_lsp.interpreter.library.structures import structure_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, Unknown, Value
from conv1d_lsp.interpreter.values.structure import Structure
from conv1d_lsp.settings import Generation


def check_batches(m: Machine, method: str, given: Handed, node: cst.CSTNode) -> Unknown | None:
    """Report batches that Keras 3 can't take apart, for a list stands where it wants a tuple."""
    own = given.origin in (Origin.GENERATOR, Origin.SEQUENCE)
    if not own or given.whole is None or m.keras is not Generation.KERAS_3:
        return None
    structure = structure_of(m, given.whole)
    found = _kind(structure, given.whole)
    if structure is not None and structure.kind == "tuple":
        if not any(map(_holds_list, structure.parts)):
            return None
        return m.report(ListForTuple(method, given.origin.value, "a list", inside=True), node)
    if given.origin is Origin.GENERATOR and found is not None:
        return m.report(ListForTuple(method, given.origin.value, found, inside=False), node)
    return None


def _kind(structure: Structure | None, whole: Value) -> str | None:
    """What a batch is, if it is known and no tuple."""
    if structure is not None:
        return f"a {structure.kind}" if structure.kind != "tuple" else None
    return "an array" if isinstance(whole, Array) else None


def _holds_list(structure: Structure | None) -> bool:
    return structure is not None and (structure.kind == "list" or any(map(_holds_list, structure.parts)))
