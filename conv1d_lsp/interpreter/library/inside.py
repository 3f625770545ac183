"""What a wrapper such as TimeDistributed holds: models, functions, layers of the program's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.bounded import bounded
from conv1d_lsp.interpreter.graph import graph_layers, run_graph
from conv1d_lsp.interpreter.library.shapes import structure_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import LayerObject, ModelObject, Ref, Tensor
from conv1d_lsp.layers import Built, Called, Inputs, Refused, Weight
from conv1d_lsp.shapes import Shape, Unclear


class LayerInside:
    """A layer whose calls are the program's own code: one of its classes, or a Lambda.

    states_shape: False for a class that certainly has no `compute_output_shape`. may_be_cell: False for an object that
    certainly has no `state_size`.
    """

    def __init__(
        self,
        m: Machine,
        ref: Ref,
        label: str,
        node: cst.CSTNode,
        *,
        states_shape: bool = True,
        may_be_cell: bool = True,
    ) -> None:
        self._machine, self._ref, self._label, self._node = m, ref, label, node
        self.states_shape = states_shape
        self.may_be_cell = may_be_cell

    @property
    def layer(self) -> str:
        return self._label

    def call(self, inputs: Inputs) -> Called | Refused:
        """What it gives for a tensor of this shape."""
        without = self._label == "Lambda"
        built = Built() if without else Built(unclear=Unclear("the weights of a layer of the program's own"))
        return tried(self._machine, self._ref, self._node, inputs, lambda: built)


def tried(m: Machine, ref: Ref, node: cst.CSTNode, inputs: Inputs, built: Callable[[], Built]) -> Called:
    """What a call gives that leaves nothing behind; `built` is asked before all is as it was."""
    why = Unclear("what is inside a wrapper")
    unknown = Called((Shape.unknown(why),), False, Built(unclear=why), why)
    if not isinstance(inputs, Shape):
        return unknown
    base = m.state
    m.state = base.fork()
    m.silent += 1
    try:
        with m.aside():
            result = structure_of(m, m.call(ref, Arguments((Tensor(inputs, None),)), node))
            return unknown if result is None else Called.giving(result, built())
    finally:
        m.silent -= 1
        m.state = base


class ModelInside:
    """A model that a wrapper such as TimeDistributed takes for its layer."""

    def __init__(self, m: Machine, ref: Ref, model: ModelObject) -> None:
        self._machine, self._ref, self._model = m, ref, model

    @property
    def layer(self) -> str:
        return self._model.kind

    def call(self, inputs: Inputs) -> Called | Refused:
        """What the model gives for a tensor of this shape; unknown where it refuses it or is not fully known."""
        model = self._model
        if model.kind == "Sequential" and model.inputs is None and not model.uncertain:
            return unbuilt(self._machine, self._ref, model, inputs)
        if isinstance(inputs, Shape) and not model.uncertain and model.inputs and model.outputs:
            shapes = run_graph(self._machine, model.inputs, model.outputs, [inputs])
            if isinstance(shapes, tuple) and len(model.inputs) == 1:
                return Called(
                    shapes, len(shapes) > 1, _weights_of(self._machine, graph_layers(model.inputs, model.outputs))
                )
        why = Unclear("a model inside a wrapper that is not fully known")
        return Called((Shape.unknown(why),), False, Built(), why)


def unbuilt(m: Machine, ref: Ref, model: ModelObject, inputs: Inputs) -> Called | Refused:
    """A Sequential that its first call builds: the wrapper's."""
    return tried(m, ref, model.site.node, inputs, lambda: _weights_of(m, model.layers))


def _layers_of(model: ModelObject) -> Sequence[Ref]:
    known = model.inputs is not None and model.outputs is not None
    return graph_layers(model.inputs or (), model.outputs or ()) if known else model.layers


@bounded(Built(unclear=Unclear("models nested too deeply")))
def _weights_of(m: Machine, layers: Sequence[Ref]) -> Built:
    """All weights of the layers of a model."""
    made: list[Weight] = []
    for ref in layers:
        record = m.record(ref)
        built = _weights_of(m, _layers_of(record)) if isinstance(record, ModelObject) else None
        if isinstance(record, LayerObject):
            built = Built() if record.label == "InputLayer" else record.built
        if built is None or built.unclear is not None or built.variants:
            return Built(unclear=Unclear("the weights of a model inside a wrapper"))
        trained = record.trainable if isinstance(record, LayerObject) else True
        made += (each if trained else replace(each, trainable=False) for each in built.weights)
    return Built(tuple(made))
