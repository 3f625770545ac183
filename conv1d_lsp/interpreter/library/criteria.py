"""Losses and metrics as objects: `keras.losses.Huber(delta=2.0)`."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.public_names import takes
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Constant, Criterion, LibraryMethod, Unknown, Value

_MODULES = ("keras.losses", "keras.metrics")

#: What losses and metrics do on data, and what metrics do besides.
_METHODS = frozenset({"call", "update_state", "result", "reset_state", "reset_states"})


def make_criterion(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Criterion | None:
    """The object of a class of losses or metrics, by its canonical path; None for anything else."""
    module, _, name = path.rpartition(".")
    known = takes(path, m.keras) if module in _MODULES and name[:1].isupper() else None
    if known is None:
        return None
    given = {**dict(zip(known.places, arguments.positional, strict=False)), **arguments.keywords}
    return Criterion(path, given, arguments.complete, m.site(node))


def criterion_attribute(m: Machine, owner: Criterion, name: str) -> Value:
    """`loss.name`, `metric.result`."""
    if name in _METHODS:
        return LibraryMethod(owner, name)
    given = owner.settings.get(name)
    return given if isinstance(given, Constant) else Unknown(f"`{name}` of a loss or metric")
