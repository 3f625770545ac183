"""Models of the program's own that Keras puts together: `super().__init__(inputs=…, outputs=…)`, a `Sequential`."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.classes import defines, library_base, lookup
from conv1d_lsp.interpreter.library.models import make_model, make_sequential
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Function, Instance, ModelObject, Ref, UserClass, Value

#: The attribute that holds the model which such an instance is; no program can write it.
_INNER = "(model)"


def put_together(m: Machine, owner: Ref, arguments: Arguments, node: cst.CSTNode) -> None:
    """What the `__init__` of Keras's own class makes of an instance."""
    record = m.record(owner)
    base = library_base(record.cls) if isinstance(record, Instance) and record.cls is not None else None
    inner: Value | None = None
    if base == "keras.Sequential":
        inner = make_sequential(m, arguments, node)
    elif base == "keras.Model" and arguments.get(0, "inputs") is not None and arguments.get(1, "outputs") is not None:
        inner = make_model(m, arguments, node)
    record = m.record(owner)
    if isinstance(inner, Ref) and isinstance(record, Instance):
        m.write(owner, replace(record, attributes={**record.attributes, _INNER: inner}))


def inner_model(m: Machine, record: Instance) -> Ref | None:
    """The model that an instance is, if Keras has put it together."""
    inner = record.attributes.get(_INNER)
    return inner if isinstance(inner, Ref) and isinstance(m.record(inner), ModelObject) else None


#: The methods of a class that decide what becomes of the data, by the method that is given it.
STEPS = {
    "fit": "train_step",
    "train_on_batch": "train_step",
    "evaluate": "test_step",
    "test_on_batch": "test_step",
    "predict": "predict_step",
    "predict_on_batch": "predict_step",
}


#: What a class may have in the place of Keras's own losses and metrics.
_IN_PLACE = (
    "compute_loss",
    "compute_metrics",
    "loss",
    "compiled_loss",
    "compiled_metrics",
    "make_train_function",
    "make_test_function",
    "__call__",
)

#: The methods that look at losses and metrics.
_LOOK_AT_LOSSES = ("compile", "fit", "evaluate", "train_on_batch", "test_on_batch")


def has_own_losses(m: Machine, record: Instance) -> bool:
    """Whether a model of the program's own puts something in the place of losses and metrics that are compiled."""
    return defines(m, record.cls, *_IN_PLACE) or any(name in record.attributes for name in _IN_PLACE)


def looks_at_own_losses(m: Machine, record: Instance, method: str) -> bool:
    """Whether a method would look at them."""
    return method in _LOOK_AT_LOSSES and has_own_losses(m, record)


def own_step(m: Machine, cls: UserClass, method: str) -> Function | None:
    """What a class of the program's does with a batch of what `method` is given, if that is its own."""
    step = lookup(m, cls, STEPS[method]) if method in STEPS else None
    return step if isinstance(step, Function) else None
