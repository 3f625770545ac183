"""What `fit` draws from a program's own source of batches: a `keras.utils.Sequence`, or a generator."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.classes import linearized
from conv1d_lsp.interpreter.iterators import End, iterator_record, pull
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.structures import filled, structure_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.special_methods import call_special, has_special, instance_class
from conv1d_lsp.interpreter.values import Array, Library, Ref, TupleValue, Unknown, Value, integer

#: The same class under both its names.
_BASES = (Library("keras.utils.Sequence"), Library("keras.utils.PyDataset"))

_UNTOLD = "what a batch is like can't be told"


def first_batch(m: Machine, source: Value, node: cst.CSTNode) -> Value | None:
    """The data of the batch that comes first, (batch, …); None for a value that is no such source.

    It is drawn without effect on what is known: when Keras draws from it, and how often, can't be told.
    """
    sequence = _is_sequence(m, source)
    if not sequence and iterator_record(m, source) is None:
        return None
    before = m.state
    m.state = before.fork()
    try:
        with m.aside():
            batch = call_special(m, source, "__getitem__", [integer(0)], node) if sequence else _next(m, source)
            whole = batch if m.state.alive and isinstance(batch, TupleValue) else TupleValue(())
            data = m.visible(whole.items[0]) if 1 <= len(whole.items) <= 3 else Unknown(_UNTOLD)
            structure, parts = structure_of(m, data), list(leaves(m, data))
    finally:
        m.state = before
    known = iter(
        [each if isinstance(each, Array) else Unknown(_UNTOLD) for each in parts]
    )  # the rest is gone with the fork
    found = filled(m, structure, known)
    return found if next(known, None) is None else Unknown(_UNTOLD)


def _is_sequence(m: Machine, value: Value) -> bool:
    cls = instance_class(m, value)
    return cls is not None and has_special(m, value, "__getitem__") and any(each in _BASES for each in linearized(cls))


def _next(m: Machine, source: Value) -> Value | None:
    got = pull(m, source) if isinstance(source, Ref) else None
    return None if isinstance(got, End) else got
