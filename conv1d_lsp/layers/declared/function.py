"""Lambda. Source: layers/core/lambda_layer.py of each generation."""

from __future__ import annotations

from conv1d_lsp.layers.arguments import Arg, Listed, Opaque, items, shown, size
from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.declaration import Layer, Several, keras_layer
from conv1d_lsp.layers.faults import BadArgument
from conv1d_lsp.layers.parameters import raw
from conv1d_lsp.layers.requirement import refuse
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Number, Shape, Unclear


@keras_layer("Lambda")
class Lambda(Layer):
    """Any function. What it gives is not known here, but Keras 3 believes `output_shape`, which lacks the batch."""

    several = Several.TAKEN
    call_options = ("mask", "training")

    function = raw()
    output_shape = raw(None)
    mask = raw(None)
    arguments = raw(None)

    def construct(self) -> None:
        given = self.function
        if given is None or isinstance(given, str | float | bool | Number | tuple | Listed):
            refuse(BadArgument(shown(given), "a function", argument="function"))

    def call(self, x: Inputs) -> Inputs:
        stated = self.output_shape
        if self.keras is not Generation.KERAS_3 or stated is None or isinstance(stated, Unclear | Opaque):
            return Shape.unknown(Unclear("what the function gives"))
        first = _first(x)
        batch = first[0] if first is not None else Unclear("the batch of a tensor of unknown rank")
        return self._stated(stated, batch)

    def _stated(self, stated: Arg, batch: Dim) -> Inputs:
        """What `output_shape` says: sizes in a tuple, or several such tuples."""
        parts = items(stated)
        if parts and all(items(part) is not None for part in parts):
            return tuple(self._stated(part, batch) for part in parts)
        if parts is None or (parts and isinstance(stated, Listed)):
            refuse(BadArgument(shown(stated), "a tuple of sizes", argument="output_shape"))
        why = Unclear("a size of `output_shape`")
        known = (size(each) for each in parts)
        return Shape((batch, *(each if each is not None else why for each in known)))


def _first(x: Inputs) -> Shape | None:
    """The first of all input shapes, if it is known to have a batch axis."""
    while not isinstance(x, Shape):
        if not x:
            return None
        x = x[0]
    return x if x.ranked and x.known_axes else None
