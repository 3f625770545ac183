"""What a call of `fit` and its like hands the model: data, targets and weights, in arrays or in batches."""

from __future__ import annotations

from enum import Enum

import libcst as cst
from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.disturbance import disturb
from conv1d_lsp.interpreter.library.batches import first_batch, is_sequence
from conv1d_lsp.interpreter.library.elements import element_of_batch
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    OF_GENERATOR,
    Array,
    Dataset,
    ListObject,
    Ref,
    TupleValue,
    Unknown,
    Value,
    is_none,
)
from conv1d_lsp.settings import Generation

#: More parts than data, targets and weights no batch has.
MOST_PARTS = 3

#: How many samples `fit`, `evaluate` and `predict` take at a time, if they are not told.
USUAL_BATCH = 32


class Origin(Enum):
    """Where the data comes from: all of it at once, or a batch at a time."""

    ARRAYS = "arrays"
    DATASET = "a dataset"
    GENERATOR = "a generator"
    SEQUENCE = "a Sequence"


class Handed(Struct, frozen=True, eq=False):
    """data: as it stands, in whatever structure. targets, weights: None where there are none.

    whole: of batches, one of them as it was drawn.
    """

    data: Value
    targets: Value | None
    weights: Value | None
    origin: Origin
    whole: Value | None = None


#: The arguments by position: the same in both generations.
_PLACES = {
    "fit": (
        "x y batch_size epochs verbose callbacks validation_split validation_data shuffle class_weight sample_weight "
        "initial_epoch steps_per_epoch validation_steps validation_batch_size validation_freq"
    ).split(),
    "evaluate": ["x", "y", "batch_size", "verbose", "sample_weight", "steps"],
    "predict": ["x", "batch_size", "verbose", "steps"],
    "predict_on_batch": ["x"],
    "train_on_batch": ["x", "y", "sample_weight", "class_weight"],
    "test_on_batch": ["x", "y", "sample_weight"],
}


def argument(m: Machine, method: str, arguments: Arguments, name: str) -> tuple[Value | None, int | None]:
    """An argument of a model's method, None where it is not given or None; its place, if it is given by position."""
    places = _PLACES[method]
    place = places.index(name) if name in places else len(arguments.positional)
    value = arguments.get(place, name)
    value = None if value is None else m.visible(value)
    if value is None or is_none(value):
        return None, None
    return value, place if place < len(arguments.positional) else None


def handed(m: Machine, method: str, arguments: Arguments, node: cst.CSTNode) -> Handed | None:
    """What a model's method is given; None where no data is."""
    data, _ = argument(m, method, arguments, "x")
    if data is None:
        return None
    targets, weights = (argument(m, method, arguments, name)[0] for name in ("y", "sample_weight"))
    return drawn(m, data, node) or Handed(data, targets, weights, Origin.ARRAYS)


def handed_in(m: Machine, value: Value, node: cst.CSTNode) -> Handed | None:
    """What `validation_data` holds: a tuple or list of data, targets and weights, or batches."""
    batches = drawn(m, value, node)
    if batches is not None:
        return batches
    items = items_of(m, value)
    return None if items is None or len(items) < 2 else _unpacked(items, Origin.ARRAYS)


def drawn(m: Machine, source: Value, node: cst.CSTNode) -> Handed | None:
    """The first batch of a dataset, a generator or a Sequence; None for anything else."""
    if isinstance(source, Dataset):
        return _of_batch(m, element_of_batch(m, source), Origin.DATASET)
    batch = first_batch(m, source, node)
    if batch is None:
        return None
    disturb(m, Arguments((source,)))
    given = _of_batch(m, batch, Origin.SEQUENCE if is_sequence(m, source) else Origin.GENERATOR)
    if isinstance(given.data, Array):
        given = replace(given, data=replace(given.data, library=OF_GENERATOR))
    return given


def items_of(m: Machine, value: Value) -> tuple[Value, ...] | None:
    """The items of a tuple or list, if it is one whose items are known."""
    if isinstance(value, TupleValue):
        return tuple(map(m.visible, value.items))
    record = m.record(value) if isinstance(value, Ref) else None
    known = isinstance(record, ListObject) and record.kind == "list" and record.items is not None
    return tuple(map(m.visible, record.items)) if known and isinstance(record, ListObject) and record.items else None


def _of_batch(m: Machine, batch: Value, origin: Origin) -> Handed:
    """A tuple holds data, targets and weights; in Keras 2 a list does too."""
    is_tuple = isinstance(batch, TupleValue)
    items = items_of(m, batch) if is_tuple or m.keras is Generation.KERAS_2 else None
    if items is None or isinstance(batch, Unknown):
        return Handed(batch, None, None, origin, batch)
    return _unpacked(items, origin, batch)


def _unpacked(items: tuple[Value, ...], origin: Origin, whole: Value | None = None) -> Handed:
    if not 1 <= len(items) <= MOST_PARTS:
        return Handed(Unknown("elements of more than three parts"), None, None, origin, whole)
    data, targets, weights = (*items, None, None)[:MOST_PARTS]
    assert data is not None
    absent = [each is None or is_none(each) for each in (targets, weights)]
    return Handed(data, None if absent[0] else targets, None if absent[1] else weights, origin, whole)
