"""Functions that put the items of a list in another order."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.disturbance import disturb
from conv1d_lsp.interpreter.joining import joined
from conv1d_lsp.interpreter.library.iterating import Builtin
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sameness import same
from conv1d_lsp.interpreter.values import NONE, Array, ListObject, Ref, Value
from conv1d_lsp.interpreter.values.either import NO_GUARDS


def _shuffle(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`random.shuffle(items)`: any of the items may be anywhere then."""
    given = m.visible(arguments.positional[0]) if len(arguments.positional) == 1 else None
    record = m.record(given) if isinstance(given, Ref) else None
    if isinstance(given, Array):
        return NONE
    if not isinstance(given, Ref) or not isinstance(record, ListObject):
        disturb(m, arguments)
        return m.unknown("a function that may change what it is given", node)
    items = record.items
    if items and not all(same(items[0], each) for each in items):
        some = joined((NO_GUARDS, each) for each in items)
        m.write(given, replace(record, items=None, element=some, length=record.count))
    return NONE


_PATHS = ("random.shuffle", "numpy.random.shuffle", "numpy.random.Generator.shuffle")

SHUFFLING: dict[str, Builtin] = dict.fromkeys(_PATHS, _shuffle)
