"""Layers in a row, as one layer. Source: layers/preprocessing/pipeline.py."""

from __future__ import annotations

from conv1d_lsp.layers.arguments import items
from conv1d_lsp.layers.configured import Configured, Inputs, Refused
from conv1d_lsp.layers.declaration import Layer, Several, keras_layer
from conv1d_lsp.layers.declared.wrappers import weights_in
from conv1d_lsp.layers.parameters import Name, raw
from conv1d_lsp.layers.requirement import Refusal
from conv1d_lsp.layers.weights import Built, Weight
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Unclear


class BuiltParts(Built, frozen=True, eq=False):
    """What the layers of a row have built. parts: of each."""

    parts: tuple[Built, ...] = ()


@keras_layer("Pipeline", only=Generation.KERAS_3)
class Pipeline(Layer):
    """What the layers make of the input, each of what the one before it gives."""

    bare = True
    several = Several.TAKEN
    call_options = ("training", "mask")

    layers = raw()
    name = Name(None)

    def build(self, x: Inputs) -> Built:
        return self._run(x)[1]

    def check_pinned(self, built: Built, *inputs: Inputs) -> None:
        if isinstance(built, BuiltParts):
            self._run(inputs[0], built.parts)

    def call(self, x: Inputs) -> Inputs:
        """What a later call is not refused for, a first one may be."""
        try:
            return self._run(x)[0]
        except Refusal:
            return Shape.unknown(Unclear("later inputs of a Pipeline that others would not fit"))

    def _run(self, x: Inputs, before: tuple[Built, ...] = ()) -> tuple[Inputs, Built]:
        """The output, and the weights of all. before: of an earlier call. Raises Refusal for what one refuses."""
        parts = items(self.layers)
        if not parts or not all(isinstance(part, Configured) for part in parts):
            why = Unclear("the layers of a Pipeline that can't be told")
            return Shape.unknown(why), Built(unclear=why)
        made: list[Weight] = []
        built: list[Built] = []
        unclear: Unclear | None = None
        for number, part in enumerate(parts):
            assert isinstance(part, Configured)
            called = part.call(x, before[number] if before else None)
            if isinstance(called, Refused):
                raise Refusal(*called.faults)
            unclear = unclear or called.unclear or called.built.unclear
            if called.built.variants:
                unclear = unclear or Unclear("the weights of a layer with a setting that can't be told")
            built.append(called.built)
            made += weights_in(part, called.built)
            x = called.structure if called.structured else called.outputs[0]
        return x, BuiltParts(tuple(made), unclear=unclear, parts=tuple(built))
