"""How many parameters a model has: those of its layers, and of the models inside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from conv1d_lsp.interpreter.graph import DEEPEST_MODELS, has_unknown_part, ordered_nodes
from conv1d_lsp.interpreter.values import LayerObject, ModelObject, ObjectRecord, Ref

#: Parameters in all, and those that training changes; None where they are not known.
Counts = tuple[int | None, int | None]

#: What is counted of a layer that is trained.
Measure = Callable[[LayerObject], Counts]

Objects = Mapping[int, ObjectRecord]


def model_counts(objects: Objects, model: ModelObject, measure: Measure, depth: int = 0) -> Counts:
    """What is counted of all layers of a model, each once."""
    known = not model.uncertain or model.first is not None  # that of a model which its first call has built
    if depth > DEEPEST_MODELS or not known or model.inputs is None or model.outputs is None:
        return None, None
    if has_unknown_part(model.inputs, model.outputs):
        return None, None
    layers = model.layers if model.kind == "Sequential" else _graph_layers(model)
    total = trainable = 0
    for layer in dict.fromkeys(layers):
        some, trained = counts(objects, objects.get(layer.address), measure, depth + 1)
        if some is None or trained is None:
            return None, None
        total, trainable = total + some, trainable + trained
    return total, trainable


def _graph_layers(model: ModelObject) -> list[Ref]:
    nodes = ordered_nodes(model.inputs or (), model.outputs or ())
    return [node.layer for node in nodes if node.layer is not None]


def counts(objects: Objects, record: object, measure: Measure, depth: int = 0) -> Counts:
    """What is counted of a layer or of a model inside a model."""
    if isinstance(record, ModelObject):
        return model_counts(objects, record, measure, depth)
    if not isinstance(record, LayerObject):
        return None, None
    if record.label == "InputLayer":
        return 0, 0
    some, trained = measure(record)
    return some, trained if record.trainable or some is None else 0


def layer_parameters(record: LayerObject) -> Counts:
    """Those of one layer by now."""
    built = record.built
    return (None, None) if built is None else (built.params.value, built.trainable_params.value)
