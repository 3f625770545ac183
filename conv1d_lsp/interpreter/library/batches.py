"""What `fit` draws from a program's own source of batches: a `keras.utils.Sequence`, or a generator."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.classes import linearized
from conv1d_lsp.interpreter.iterators import End, iterator_record, pull
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.structures import filled, structure_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.special_methods import call_special, has_special, instance_class
from conv1d_lsp.interpreter.values import Array, Constant, Integer, Library, Ref, Unknown, Value, integer

#: The same class under both its names.
_BASES = (Library("keras.utils.Sequence"), Library("keras.utils.PyDataset"))

_UNTOLD = "what a batch is like can't be told"


def first_batch(m: Machine, source: Value, node: cst.CSTNode) -> Value | None:
    """The batch that comes first, as it stands; None for a value that is no such source.

    It is drawn without effect on what is known: when Keras draws from it, and how often, can't be told.
    """
    sequence = is_sequence(m, source)
    if not sequence and iterator_record(m, source) is None:
        return None
    before = m.state
    m.state = before.fork()
    try:
        with m.aside():
            batch = call_special(m, source, "__getitem__", [integer(0)], node) if sequence else _next(m, source)
            whole = Unknown(_UNTOLD) if batch is None or not m.state.alive else m.visible(batch)
            structure, parts = structure_of(m, whole), list(leaves(m, whole))
    finally:
        m.state = before
    kept = Array | Integer | Constant  # the rest is gone with the fork
    known = iter([each if isinstance(each, kept) else Unknown(_UNTOLD) for each in parts])
    found = filled(m, structure, known)
    return found if next(known, None) is None else Unknown(_UNTOLD)


def is_sequence(m: Machine, value: Value) -> bool:
    """Whether it is a `keras.utils.Sequence` of the program's own."""
    cls = instance_class(m, value)
    return cls is not None and has_special(m, value, "__getitem__") and any(each in _BASES for each in linearized(cls))


def _next(m: Machine, source: Value) -> Value | None:
    got = pull(m, source) if isinstance(source, Ref) else None
    return None if isinstance(got, End) else got
