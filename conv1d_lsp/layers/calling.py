"""The tensors of a call that came one by one, as a declaration's methods take them."""

from __future__ import annotations

from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.declaration import Layer, Several
from conv1d_lsp.shapes import Shape


def declared_inputs(layer: type[Layer], shapes: tuple[Shape, ...]) -> tuple[Inputs, ...] | None:
    """The arguments of `call`, `sight` and so on; several tensors are one argument where that takes a list.

    None if the layer does not take so many.
    """
    tensors: tuple[Inputs, ...] = (shapes,) if layer.several is Several.TAKEN and len(shapes) > 1 else shapes
    return tensors if layer.call_required <= len(tensors) <= len(layer.call_names) else None
