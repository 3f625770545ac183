"""The names of a model's layers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conv1d_lsp.interpreter.library.objects import snake_case
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import LayerObject, ModelObject, Ref

#: The automatic names of inputs and models.
_AUTOMATIC = ("input", "input_layer", "model", "functional", "sequential")


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
