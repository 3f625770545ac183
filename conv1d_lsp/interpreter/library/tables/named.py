"""Names of columns in lists."""

from __future__ import annotations

from conv1d_lsp.interpreter.framed import key
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Ref, Value
from conv1d_lsp.interpreter.values.objects import Key


def keys(m: Machine, value: Value) -> tuple[Key, ...] | None:
    """Several names in a list; None where they are not all known."""
    items = elements(m, value) if isinstance(value, Ref) else None
    found = [key(m.visible(item)) for item in items or ()]
    known = tuple(each for each in found if each is not None)
    return known if items is not None and len(known) == len(found) else None
