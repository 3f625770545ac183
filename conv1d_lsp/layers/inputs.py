"""`keras.Input`, and the layer InputLayer behind it. Source: layers/core/input_layer.py, engine/input_layer.py."""

from __future__ import annotations

from collections.abc import Mapping

from conv1d_lsp.layers.arguments import Arg
from conv1d_lsp.layers.configured import Refused
from conv1d_lsp.layers.declared.inputs import Input
from conv1d_lsp.layers.joins import joined_shapes
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Unclear


def input_shape(
    positional: tuple[Arg, ...], keywords: Mapping[str, Arg], keras: Generation, complete: bool = True
) -> Shape | Refused:
    """The shape of what `keras.Input` makes of these arguments, batch axis included, or why it makes nothing."""
    made = Input.configure(positional, keywords, keras, complete)
    if isinstance(made, Refused):
        return made
    shapes = [variant.said_input or Shape.unknown(Unclear("an input without a shape")) for variant in made.variants]
    return joined_shapes(shapes, "it depends on the arguments of the input")
