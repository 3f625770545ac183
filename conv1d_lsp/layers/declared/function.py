"""Lambda. Source: layers/core/lambda_layer.py of each generation."""

from __future__ import annotations

from conv1d_lsp.layers.arguments import items, size
from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.declaration import Layer, Several, keras_layer
from conv1d_lsp.layers.parameters import raw
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Unclear


@keras_layer("Lambda")
class Lambda(Layer):
    """Any function. What it gives is not known here, but Keras 3 believes `output_shape`, which lacks the batch."""

    several = Several.TAKEN
    call_options = ("mask", "training")

    function = raw()
    output_shape = raw(None)
    mask = raw(None)
    arguments = raw(None)

    def call(self, x: Inputs) -> Shape:
        sizes = items(self.output_shape)
        if self.keras is not Generation.KERAS_3 or sizes is None:
            return Shape.unknown(Unclear("what the function gives"))
        why = Unclear("a size of `output_shape`")
        known = (size(each) for each in sizes)
        first = _first(x)
        batch = first[0] if first is not None else Unclear("the batch of a tensor of unknown rank")
        return Shape((batch, *(each if each is not None else why for each in known)))


def _first(x: Inputs) -> Shape | None:
    """The first of all input shapes, if it is known to have a batch axis."""
    while not isinstance(x, Shape):
        if not x:
            return None
        x = x[0]
    return x if x.ranked and x.known_axes else None
