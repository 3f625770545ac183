"""What `fit` and `evaluate` give: a history by the names of losses and metrics, a number or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.data_checks import number
from conv1d_lsp.interpreter.library.dicts import HISTORY, HISTORY_OF_TRAINING
from conv1d_lsp.interpreter.library.handed import argument, items_of
from conv1d_lsp.interpreter.library.making_layers import snake_case
from conv1d_lsp.interpreter.library.models import model_layers
from conv1d_lsp.interpreter.library.pairing import losses_of, metrics_of, names_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import LOSS_ADDED
from conv1d_lsp.interpreter.values import (
    PYTHON,
    Array,
    Compiled,
    Constant,
    Criterion,
    DictObject,
    Function,
    Instance,
    LayerObject,
    Library,
    ListObject,
    ModelObject,
    Unknown,
    Value,
    is_none,
)
from conv1d_lsp.interpreter.values.literal_keys import text_key
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape

#: Callbacks of Keras's that write nothing into the history, and those that write the learning rate.
_QUIET = frozenset(
    "EarlyStopping ModelCheckpoint TensorBoard CSVLogger TerminateOnNaN BackupAndRestore ProgbarLogger History".split()
)
_OF_RATE = frozenset({"ReduceLROnPlateau", "LearningRateScheduler"})
_RATES = ("lr", "learning_rate")


def history_of(m: Machine, model: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """What `fit` gives; None where it can't be told what is in it."""
    compiled = model.compiled
    if compiled is None or compiled.site is None or compiled.loss is None or not arguments.complete:
        return None
    callbacks = _callbacks(m, arguments)
    if callbacks is None or (not callbacks <= (_QUIET | _OF_RATE)):
        return None
    kept = Unknown("the numbers of the epochs", m.site(node))
    metrics, validated = _names(m, model), _is_validated(m, arguments)
    if metrics is None and validated:
        return None
    names = ("loss", *(metrics or ()))
    if validated:
        names = (*names, *(f"val_{name}" for name in names))
    if callbacks & _OF_RATE:
        names = (*names, *_RATES)
    entries: dict[tuple[str, object], tuple[Value, Value]] = {text_key(name): (Constant(name), kept) for name in names}
    kind = HISTORY if metrics is not None else HISTORY_OF_TRAINING
    history = m.new(DictObject(entries, metrics is not None, kind))
    return m.new(Instance(None, {"history": history}, hidden=True))


def numbers_of(m: Machine, model: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """What `evaluate` gives: the loss alone, or a list of it and the metrics; None where that can't be told."""
    compiled = model.compiled
    if compiled is None or compiled.site is None or compiled.loss is None or not arguments.complete:
        return None
    metrics = _names(m, model)
    if metrics is None or "return_dict" in arguments.keywords:
        return None
    values = tuple(Array(Shape(()), m.site(node), "evaluate", library=PYTHON) for _ in ("loss", *metrics))
    return values[0] if len(values) == 1 else m.new(ListObject(values))


def _names(m: Machine, model: ModelObject) -> tuple[str, ...] | None:
    """The names of all numbers but the loss; None where they are not all known."""
    compiled = model.compiled
    known = model.kind in ("Functional", "Sequential") and not model.uncertain and model.outputs
    if compiled is None or not known or LOSS_ADDED in m.state.variables or not _has_plain_layers(m, model):
        return None
    if compiled.weighted_metrics is not None or compiled.loss is None or isinstance(compiled.loss, Unknown):
        return None
    if len(model.outputs or ()) > 1:
        return _of_several(m, model, compiled)
    if len(list(leaves(m, compiled.loss))) != 1:
        return None
    metrics = None if compiled.metrics is None else m.visible(compiled.metrics)
    if metrics is None or is_none(metrics):
        return ()
    return _all_named(m, list(leaves(m, metrics)))


def _all_named(m: Machine, metrics: Sequence[Value]) -> tuple[str, ...] | None:
    names = [_name_of(m, m.visible(each)) for each in metrics]
    told = tuple(name for name in names if name is not None)
    return told if len(told) == len(names) == len(set(told)) else None


def _of_several(m: Machine, model: ModelObject, compiled: Compiled) -> tuple[str, ...] | None:
    """The loss of each output, and its metrics, with its name in front."""
    losses, names = losses_of(m, model, compiled), _own_names(m, model)
    nothing = compiled.metrics is None or is_none(m.visible(compiled.metrics))
    metrics = [()] * len(names or ()) if nothing else metrics_of(m, model, compiled)
    if losses is None or None in losses or names is None or metrics is None or len(metrics) != len(names):
        return None
    found = [f"{name}_loss" for name in names]
    for name, each in zip(names, metrics, strict=True):
        told = _all_named(m, each)
        if told is None:
            return None
        found += [f"{name}_{metric}" for metric in told]
    return tuple(found)


def _own_names(m: Machine, model: ModelObject) -> tuple[str, ...] | None:
    """The names of the outputs, where the program chose them: Keras counts the layers that have none."""
    names = names_of(model)
    listed = model.output_structure is None or model.output_structure.kind != "dict"
    chosen = listed and all(
        each.node is not None and each.node.name.rstrip("_0123456789") != snake_case(each.node.label)
        for each in model.outputs or ()
    )
    return names if chosen else None


def _name_of(m: Machine, metric: Value) -> str | None:
    """By what name Keras keeps a metric: the word that it was chosen by, or its own name.

    Keras 2 gives the word for a class (`"AUC"`) a name of its own.
    """
    match metric:
        case Constant(value=str() as word) if word.islower() or m.keras is Generation.KERAS_3:
            return word
        case Criterion(complete=True):
            own = metric.settings.get("name")
            return own.value if isinstance(own, Constant) and isinstance(own.value, str) else None
        case Library(path=path) if path.rpartition(".")[2].islower():
            return path.rpartition(".")[2]
        case Function(node=cst.FunctionDef(name=name)):
            return name.value
    return None


def _has_plain_layers(m: Machine, model: ModelObject) -> bool:
    """Whether no layer can add metrics of its own."""
    layers = [m.record(layer) for layer in model_layers(m, model)]
    return bool(layers) and all(
        isinstance(each, LayerObject) and (each.configured is not None or each.label == "InputLayer") for each in layers
    )


def _is_validated(m: Machine, arguments: Arguments) -> bool:
    """Whether `fit` is perhaps given data to validate on."""
    part, _ = argument(m, "fit", arguments, "validation_split")
    return argument(m, "fit", arguments, "validation_data")[0] is not None or (part is not None and number(part) != 0)


def _callbacks(m: Machine, arguments: Arguments) -> frozenset[str] | None:
    """The classes of the callbacks; None where one is not Keras's own, or not known."""
    given, _ = argument(m, "fit", arguments, "callbacks")
    items = () if given is None else (items_of(m, given) or ((given,) if isinstance(given, Unknown) else ()))
    if given is not None and not items:
        return None
    names = frozenset(_classes(items))
    return None if "?" in names else names


def _classes(callbacks: tuple[Value, ...]) -> Iterator[str]:
    for each in callbacks:
        node = each.site.node if isinstance(each, Unknown) and each.site is not None else None
        called = node.func if isinstance(node, cst.Call) else None
        if isinstance(called, cst.Attribute):
            called = called.attr
        yield called.value if isinstance(called, cst.Name) else "?"
