"""The names of a model's layers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conv1d_lsp.interpreter.faults import NameTwice
from conv1d_lsp.interpreter.library.making_layers import snake_case
from conv1d_lsp.interpreter.machine import VARIABLES_A_STEP, Machine
from conv1d_lsp.interpreter.values import LayerObject, ModelObject, Ref

#: The automatic names of inputs and models.
_AUTOMATIC = ("input", "input_layer", "model", "functional", "sequential")

#: The names that Keras gives to inputs.
_AUTOMATIC_INPUT = re.compile(r"input(_layer)?(_\d+)?")


def layer_names(m: Machine, layers: Sequence[Ref]) -> tuple[str, ...]:
    records = [m.record(layer) for layer in layers]
    return tuple(record.name for record in records if isinstance(record, LayerObject | ModelObject))


def may_have_layer(m: Machine, layers: Sequence[Ref], name: str) -> bool:
    """Whether some layer may have that name after all: one whose name is not known, or that Keras names by counting."""
    plain = re.sub(r"_\d+$", "", name)
    for layer in layers:
        record = m.record(layer)
        if not isinstance(record, LayerObject | ModelObject) or record.name == "?":
            return True
        kinds = (snake_case(record.label),) if isinstance(record, LayerObject) else ()
        if plain in (*kinds, *_AUTOMATIC):
            return True
    return False


def name_twice(m: Machine, layers: Sequence[Ref]) -> tuple[NameTwice, LayerObject] | None:
    """The first layer whose name another one before it has, where the program gave both their names."""
    seen: dict[str, Ref] = {}
    for layer in layers:
        record = m.record(layer)
        if not isinstance(record, LayerObject) or record.many or not _is_given(record):
            continue
        if seen.setdefault(record.name, layer) != layer:
            return NameTwice(record.name, record.label), record
    return None


def name_taken(m: Machine, others: Sequence[Ref], layer: Ref, record: LayerObject) -> NameTwice | None:
    """The same for one layer beside `others`."""
    if record.many or not _is_given(record):
        return None
    m.tick(1 + len(others) // VARIABLES_A_STEP)
    for other in others:
        one = m.record(other)
        same = isinstance(one, LayerObject) and one.name == record.name and other != layer
        if same and isinstance(one, LayerObject) and not one.many and _is_given(one):
            return NameTwice(record.name, record.label)
    return None


def _is_given(record: LayerObject) -> bool:
    if record.label == "InputLayer":
        return _AUTOMATIC_INPUT.fullmatch(record.name) is None
    return record.configured is not None and record.configured.name == record.name
