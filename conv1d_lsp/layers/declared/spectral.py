"""SpectralNormalization. Source: layers/normalization/spectral_normalization.py of each generation."""

from __future__ import annotations

from msgspec.structs import replace

from conv1d_lsp.layers.configured import Configured
from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import Layer, keras_layer
from conv1d_lsp.layers.declared.convolution import Convolution
from conv1d_lsp.layers.declared.dense import Dense
from conv1d_lsp.layers.declared.depthwise import DepthwiseConvolution
from conv1d_lsp.layers.declared.einsum import EinsumDense
from conv1d_lsp.layers.declared.embedding import Embedding
from conv1d_lsp.layers.declared.locally_connected import LocallyConnected
from conv1d_lsp.layers.declared.transposed import TransposedConvolution
from conv1d_lsp.layers.declared.wrappers import Wrapper
from conv1d_lsp.layers.faults import BadArgument, WrongRank
from conv1d_lsp.layers.parameters import Odd
from conv1d_lsp.layers.requirement import refuse, require
from conv1d_lsp.layers.sight import Sight
from conv1d_lsp.layers.weights import Built, Weight
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, Unclear, dim

POWERS = Habits(floats=Odd.TAKEN)

#: Layers that have a `kernel`, or `embeddings`; the depthwise ones in Keras 3 only.
WITH_KERNEL = (Dense, EinsumDense, Convolution, TransposedConvolution, Embedding, LocallyConnected)


@keras_layer("SpectralNormalization")
class SpectralNormalization(Wrapper):
    """What the inner layer gives; its kernel is scaled while it is trained."""

    power_iterations = count(1, keras3=POWERS, keras2=POWERS)

    call_options = ("training",)

    def accept(self, x: Shape) -> None:
        if self.keras is Generation.KERAS_3:
            require(x.rank >= 1, WrongRank(x, "at least 1", ()))

    def build(self, x: Shape) -> Built:
        called = self.first_call(x)
        if called is None or called.built.variants or not isinstance(self.layer, Configured):
            return Built(unclear=Unclear("the inner layer"))
        if not isinstance(self.layer.variants[0], self._with_kernel()):
            wanted = "a layer with a `kernel` or `embeddings`"
            refuse(BadArgument(f"a {self.layer.layer}", wanted, argument="layer"))
        kernel = called.built.weights[0]
        vector = Weight("vector_u", (dim(1), kernel.shape[-1]), trainable=False)
        pinned = called.built.pinned
        if self.keras is Generation.KERAS_3:
            pinned = {-1: x[-1]} if x.ranked else None
        return replace(called.built, weights=(*called.built.weights, vector), pinned=pinned, rank=None)

    def macs(self, built: Built, x: Shape) -> Dim | None:
        """Those of the inner layer; what scales its kernel is at work in training only."""
        if not isinstance(self.layer, Configured) or not built.weights:
            return None
        return self.layer.variants[0].macs(replace(built, weights=built.weights[:-1]), x)

    def sight(self, x: Shape) -> Sight:
        return self.layer.variants[0].sight(x) if isinstance(self.layer, Configured) else None

    def _with_kernel(self) -> tuple[type[Layer], ...]:
        return WITH_KERNEL if self.keras is Generation.KERAS_2 else (*WITH_KERNEL, DepthwiseConvolution)

    def call(self, x: Shape) -> Shape:
        called = self.later_call(x)
        if called is None or called.structured:
            return Shape.unknown(Unclear("what the inner layer gives"))
        return called.outputs[0]
