"""Values that optimizers, callbacks and methods that save refuse: measured in both generations."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import BadSetting
from conv1d_lsp.interpreter.library.public_names import takes
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Constant, Integer, ListObject, Ref, TupleValue, Value
from conv1d_lsp.settings import Generation

#: What a value is in words, and what is wanted in its place; None for one that is taken or not known.
Refused = tuple[str, str] | None

_RATE = "a float, a schedule or a function"
_MODEL_FILE = "a file name that ends in `.keras` or `.h5`"
_CHECKPOINT_FILE = "a file name that ends in `.keras`"
_WEIGHTS_FILE = "a file name that ends in `.weights.h5`"


def check_values(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> None:
    """Report a value that a function, by its canonical name, does not take."""
    check = _CHECKS.get(path)
    if check is None and path.startswith("keras.optimizers."):
        known = takes(path, m.keras)
        check = _of_optimizer if known is not None and known.places[:1] == ("learning_rate",) else None
    if check is not None and arguments.complete:
        check(m, path, arguments, node)


def _of_optimizer(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> None:
    name = path.rpartition(".")[2]
    if m.keras is Generation.KERAS_3:
        _check(m, name, "learning_rate", 0, arguments, _no_rate, node)
    if name == "SGD":
        _check(m, name, "momentum", 1, arguments, _no_momentum, node)


def _of_plateau(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> None:
    _check(m, "ReduceLROnPlateau", "factor", 1, arguments, _no_factor, node)


def _of_checkpoint(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> None:
    """Which end is wanted depends on `save_weights_only`."""
    only = arguments.get(4, "save_weights_only") or Constant(False)
    if m.keras is Generation.KERAS_3 and isinstance(only, Constant):
        ends, wanted = ((".weights.h5",), _WEIGHTS_FILE) if only.value else ((".keras", ".h5"), _CHECKPOINT_FILE)
        _check(m, "ModelCheckpoint", "filepath", 0, arguments, _ending(ends, wanted), node)


def _of_save(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> None:
    """`model.save`, and `save_model(model, …)`."""
    name = path.rpartition(".")[2]
    if m.keras is Generation.KERAS_3 and "zipped" not in arguments.keywords:
        check = _ending((".keras", ".h5", ".hdf5"), _MODEL_FILE)
        _check(m, name, "filepath", int(name == "save_model"), arguments, check, node)


def _of_save_weights(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> None:
    if m.keras is Generation.KERAS_3 and "max_shard_size" not in arguments.keywords:
        _check(m, "save_weights", "filepath", 0, arguments, _ending((".weights.h5",), _WEIGHTS_FILE), node)


_CHECKS: dict[str, Callable[[Machine, str, Arguments, cst.CSTNode], None]] = {
    "keras.callbacks.ReduceLROnPlateau": _of_plateau,
    "keras.callbacks.ModelCheckpoint": _of_checkpoint,
    "keras.models.save_model": _of_save,
    "keras.saving.save_model": _of_save,
    "keras.Model.save": _of_save,
    "keras.Model.save_weights": _of_save_weights,
}


def _check(
    m: Machine,
    function: str,
    name: str,
    index: int,
    arguments: Arguments,
    refused: Callable[[Machine, Value], Refused],
    node: cst.CSTNode,
) -> None:
    value = arguments.get(index, name)
    found = None if value is None else refused(m, m.visible(value))
    if found is not None:
        place = index if index < len(arguments.positional) else None
        m.report(BadSetting(function, name, *found, place), node)


def _no_rate(m: Machine, value: Value) -> Refused:
    record = m.record(value) if isinstance(value, Ref) else value
    if isinstance(record, ListObject | TupleValue):
        return "a list" if isinstance(record, ListObject) else "a tuple", _RATE
    found = _no_float(value)
    return None if found is None else (found, _RATE)


def _no_momentum(m: Machine, value: Value) -> Refused:
    wanted = "a float from 0 to 1"
    found = _no_float(value) if m.keras is Generation.KERAS_3 else None
    number = _number(value)
    if found is None and number is not None and not 0 <= number <= 1:
        found = str(number)
    return None if found is None else (found, wanted)


def _no_factor(m: Machine, value: Value) -> Refused:
    number = _number(value)
    return (str(number), "less than 1") if number is not None and number >= 1 else None


def _no_float(value: Value) -> str | None:
    """What a value is, if it certainly is no float."""
    if isinstance(value, Integer):
        return str(value.known) if value.numpy is None and value.known is not None else None
    return repr(value.value) if isinstance(value, Constant) and isinstance(value.value, str | bool | None) else None


def _number(value: Value) -> float | None:
    if isinstance(value, Integer):
        return value.known
    return value.value if isinstance(value, Constant) and type(value.value) is float else None


def _ending(ends: tuple[str, ...], wanted: str) -> Callable[[Machine, Value], Refused]:
    """A file's name has to end in one of these."""

    def refused(m: Machine, value: Value) -> Refused:
        name = value.value if isinstance(value, Constant) else None
        if not isinstance(name, str) or name.endswith(ends) or name.startswith("hf://"):
            return None
        return repr(name), wanted

    return refused
