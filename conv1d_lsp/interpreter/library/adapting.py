"""`layer.adapt(data)`: from then on a layer knows what data told it."""

from __future__ import annotations

from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import NONE, Array, LayerObject, Ref, Value
from conv1d_lsp.layers import Built, Called
from conv1d_lsp.shapes import Unclear


def adapted(m: Machine, ref: Ref, record: LayerObject, name: str, arguments: Arguments) -> Value | None:
    """None for another method."""
    if name != "adapt":
        return None
    if record.label == "Normalization" and record.built is None:
        m.write(ref, replace(record, built=_built(m, record, arguments)))
    return NONE


def _built(m: Machine, record: LayerObject, arguments: Arguments) -> Built:
    """What `adapt` makes: weights as for the data, so that the sizes of later inputs need not be known."""
    data = m.visible(arguments.get(0, "data") or NONE)
    if isinstance(data, Array) and data.shape.ranked and len(data.shape.known_axes) > 1 and record.configured:
        called = record.configured.call(data.shape, on_data=True)
        if isinstance(called, Called):
            return called.built
    return Built(unclear=Unclear("what `adapt` has seen"))
