"""What a call of `fit` needs and shows: a model that is compiled, sizes in the program, what callbacks may change."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.callbacks import may_be_called, may_be_called_now
from conv1d_lsp.interpreter.classes import lookup
from conv1d_lsp.interpreter.faults import NotCompiled
from conv1d_lsp.interpreter.instances import class_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    Compiled,
    Function,
    Integer,
    ListObject,
    ModelObject,
    Ref,
    TupleValue,
    Unknown,
    Value,
)

_TAKE_BATCH_SIZE = {"fit": 2, "evaluate": 2, "predict": 1}

#: Methods of a callback that Keras calls.
_HOOKS = tuple(
    f"on_{what}_{when}"
    for what in ("epoch", "train", "test", "predict", "batch", "train_batch", "test_batch", "predict_batch")
    for when in ("begin", "end")
)

#: Methods that need a model that was compiled.
_NEED_COMPILE = ("fit", "evaluate", "train_on_batch", "test_on_batch")


def check_training(m: Machine, record: ModelObject, method: str, node: cst.CSTNode) -> Unknown | None:
    """Report a model that was never compiled."""
    known = record.kind in ("Sequential", "Functional") and not record.uncertain and not m.summarised_loops
    if method in _NEED_COMPILE and known and record.compiled is None:
        return m.report(NotCompiled(method), node, made=record.site)
    return None


def perhaps_compiled(m: Machine, arguments: Arguments) -> None:
    """A function of a library that is not known here gets these: it may compile the models among them."""
    for value in arguments.all():
        record = m.record(value) if isinstance(value, Ref) else None
        if isinstance(value, Ref) and isinstance(record, ModelObject) and record.compiled is None:
            m.write(value, replace(record, compiled=Compiled()))


def note_evidence(m: Machine, method: str, arguments: Arguments) -> None:
    """`fit(..., batch_size=32)` says that 32 is the batch size."""
    if method not in _TAKE_BATCH_SIZE:
        return
    may_be_called_now(m)
    given = arguments.keywords.get("callbacks")
    if given is not None:
        _run_callbacks(m, m.visible(given))
    size = arguments.get(_TAKE_BATCH_SIZE[method], "batch_size")
    if isinstance(size, Integer) and size.known is not None:
        m.batch_sizes |= {size.known}


def _run_callbacks(m: Machine, given: Value) -> None:
    """The program's own callbacks may have changed what they reach."""
    record = m.record(given) if isinstance(given, Ref) else given
    for each in (record.items or ()) if isinstance(record, ListObject | TupleValue) else (given,):
        cls = class_of(m, m.visible(each))
        for hook in _HOOKS:
            method = None if cls is None else lookup(m, cls, hook)
            if isinstance(method, Function):
                may_be_called(m, method)
