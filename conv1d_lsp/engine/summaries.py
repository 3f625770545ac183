"""A model as `model.summary()` lists it, without running the file."""

from __future__ import annotations

from collections.abc import Iterator

from conv1d_lsp.diagnostics import LayerRow, ModelFact, Place
from conv1d_lsp.diagnostics.shown import ShownShape
from conv1d_lsp.engine.costs import Costs
from conv1d_lsp.engine.fields import Sights
from conv1d_lsp.interpreter.findings import Interpretation
from conv1d_lsp.interpreter.graph import key_of_layer, nodes_between, ordered_nodes
from conv1d_lsp.interpreter.parameters import Counts, counts, layer_parameters, model_counts
from conv1d_lsp.interpreter.values import GraphNode, LayerObject, ModelObject, Ref, Tensor
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.layers.storage import weight_bytes
from conv1d_lsp.settings import Generation
from conv1d_lsp.source.positions import Positions


def model_fact(
    interpretation: Interpretation,
    model: ModelObject,
    variable: str | None,
    path: str,
    positions: Positions,
    keras: Generation,
) -> ModelFact:
    """The table of one model, with its totals."""
    total, trainable = model_counts(interpretation.objects, model, layer_parameters)
    total_bytes, trainable_bytes = model_counts(interpretation.objects, model, _bytes)
    return ModelFact(
        name=model.name,
        variable=variable,
        kind=model.kind,
        place=place_of(model.site, path, positions),
        inputs=_shown(model.inputs),
        outputs=_shown(model.outputs),
        total_params=total,
        trainable_params=trainable,
        layers=tuple(Rows(interpretation, model, path, positions, keras).each()),
        total_bytes=total_bytes,
        trainable_bytes=trainable_bytes,
    )


def place_of(site: Site, path: str, positions: Positions) -> Place:
    """The place in the checked file that led there."""
    return positions.place((site.own or site).node, path)


def _shown(tensors: tuple[Tensor, ...] | None) -> tuple[ShownShape, ...] | None:
    return None if tensors is None else tuple(tensor.shape.shown for tensor in tensors)


class Rows:
    """The rows of one model's table."""

    def __init__(
        self, interpretation: Interpretation, model: ModelObject, path: str, positions: Positions, keras: Generation
    ) -> None:
        self._interpretation = interpretation
        self._model = model
        self._path = path
        self._positions = positions
        self._keras = keras
        self._sights = Sights(interpretation, [each.node for each in model.inputs or () if each.node is not None])
        self._costs = Costs(interpretation, model)

    def each(self) -> Iterator[LayerRow]:
        model = self._model
        if model.kind == "Sequential":
            for layer, site in zip(model.layers, model.layer_sites, strict=True):
                yield self._of_sequential(layer, site)
            return
        sources: dict[object, tuple[str, ...]] = {}
        for node in nodes_between(model.inputs or (), model.outputs or ()):
            names = tuple(tensor.node.name for tensor in node.inputs if tensor.node is not None)
            sources[key_of_layer(node)] = sources.get(key_of_layer(node), ()) + names
        for node in ordered_nodes(model.inputs or (), model.outputs or ()):
            yield self.of_node(node, sources[key_of_layer(node)])

    def of_node(self, node: GraphNode, sources: tuple[str, ...]) -> LayerRow:
        """sources: the layers that its inputs come from, those of each of its calls in the model."""
        record = self._interpretation.objects.get(node.layer.address) if node.layer is not None else None
        label = record.label if isinstance(record, LayerObject) else _operation_class(node, self._keras)
        return LayerRow(
            name=node.name,
            layer=record.kind if isinstance(record, ModelObject) else label,
            place=place_of(node.site, self._path, self._positions),
            output_shape=_output_shape([shape.shown for shape in node.outputs]),
            params=counts(self._interpretation.objects, record, layer_parameters)[0] if record is not None else 0,
            connected_to=sources,
            fields=self._sights.fields(node),
            cost=self._costs.of(node.layer, node),
        )

    def _of_sequential(self, layer: Ref, site: Site) -> LayerRow:
        record = self._interpretation.objects[layer.address]
        if not isinstance(record, LayerObject | ModelObject):
            return self._of_own(layer, site)
        call = record.called[-1] if record.called and self._model.inputs is not None else None
        return LayerRow(
            name=record.name,
            layer=record.label if isinstance(record, LayerObject) else record.kind,
            place=place_of(site, self._path, self._positions),
            output_shape="?" if call is None else _output_shape([shape.shown for shape in call.outputs]),
            params=counts(self._interpretation.objects, record, layer_parameters)[0],
            fields=() if call is None else self._sights.fields(call),
            cost=self._costs.of(layer, call),
        )

    def _of_own(self, layer: Ref, site: Site) -> LayerRow:
        """A layer of the program's own in a Sequential: what its call in the model gave."""
        nodes = ordered_nodes(self._model.inputs or (), self._model.outputs or ())
        call = next((node for node in nodes if node.layer == layer), None)
        return LayerRow(
            name="?" if call is None else call.name,
            layer="Layer" if call is None else call.label,
            place=place_of(site, self._path, self._positions),
            output_shape="?" if call is None else _output_shape([shape.shown for shape in call.outputs]),
            params=None,
            fields=() if call is None else self._sights.fields(call),
            cost=self._costs.of(layer, call),
        )


def _operation_class(node: GraphNode, keras: Generation) -> str:
    """The class of the layer that Keras makes for an operator: `GetItem`, `Add`; Keras 2 has one for all."""
    if keras is Generation.KERAS_2:
        return "TFOpLambda"
    kind = node.name.rstrip("0123456789").rstrip("_")
    return "".join(part.capitalize() for part in kind.split("_"))


def _output_shape(shapes: list[ShownShape]) -> ShownShape | tuple[ShownShape, ...]:
    return shapes[0] if len(shapes) == 1 else tuple(shapes)


def _bytes(record: LayerObject) -> Counts:
    if record.built is None or record.configured is None:
        return None, None
    return weight_bytes(record.configured, record.built, record.policy) or (None, None)
