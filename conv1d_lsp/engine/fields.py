"""The receptive field of each tensor: the layers' windows, followed through the graph from its inputs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from conv1d_lsp.arrays import ELEMENTWISE
from conv1d_lsp.diagnostics import ReceptiveField
from conv1d_lsp.interpreter.findings import Interpretation
from conv1d_lsp.interpreter.graph import DEEPEST_MODELS, nodes_up_to
from conv1d_lsp.interpreter.values import GraphNode, LayerObject, ModelObject, Tensor
from conv1d_lsp.layers.calling import declared_inputs
from conv1d_lsp.layers.configured import Configured
from conv1d_lsp.layers.requirement import Refusal
from conv1d_lsp.layers.sight import ITSELF, Everything, Sight, Windows, through, together

#: What a tensor sees of each input, by the input's node; of an input that is not in it nothing.
_Seen = Mapping[GraphNode, Sight]

_NAMES = frozenset(path.rpartition(".")[2] for path in ELEMENTWISE.names)


class Sights:
    """What the tensors of one program see of their models' inputs. Works a node out once."""

    def __init__(self, interpretation: Interpretation, origins: Iterable[GraphNode] = (), depth: int = 0) -> None:
        """origins: where to begin, beside each `Input`. depth: of how many models this is inside."""
        self._interpretation = interpretation
        self._depth = depth
        self._seen: dict[int, tuple[_Seen, ...]] = {id(origin): ({origin: ITSELF},) for origin in origins}

    def fields(self, node: GraphNode, index: int = 0) -> tuple[ReceptiveField, ...]:
        """What one step of the node's output of this index sees, of each input."""
        seen = self.of(Tensor(node.outputs[index], node, index))
        return tuple(
            _field(origin, sight) for origin, sight in seen.items() if sight is not None and _has_steps(origin)
        )

    def of(self, tensor: Tensor) -> _Seen:
        if tensor.node is None:
            return {}
        if id(tensor.node) not in self._seen:
            for node in nodes_up_to((tensor,), lambda node: id(node) in self._seen):
                if id(node) not in self._seen:
                    self._seen[id(node)] = self._outputs(node)
        return self._seen[id(tensor.node)][tensor.index]

    def _outputs(self, node: GraphNode) -> tuple[_Seen, ...]:
        if node.label == "Input":
            return ({node: ITSELF},)
        if node.inside:
            return tuple(map(self.of, node.inside))
        record = self._interpretation.objects.get(node.layer.address) if node.layer is not None else None
        if isinstance(record, ModelObject):
            return self._model(node, record)
        if node.layer is None:
            own = _operation(node)
        else:
            own = _layer(record.configured, node) if isinstance(record, LayerObject) else None
        return (self._joined(node, [own] * len(node.inputs)),) * len(node.outputs)

    def _joined(self, node: GraphNode, own: Sequence[Sight]) -> _Seen:
        """own: what the output sees of each of the node's inputs."""
        result: dict[GraphNode, Sight] = {}
        for tensor, sight in zip(node.inputs, own, strict=True):
            for origin, before in self.of(tensor).items():
                seen = through(before, sight)
                if isinstance(seen, Windows) and _is_spread(tensor, node):
                    seen = None
                result[origin] = together(result[origin], seen) if origin in result else seen
        return dict.fromkeys(result) if node.partial else result

    def _model(self, node: GraphNode, model: ModelObject) -> tuple[_Seen, ...]:
        """A model in the model: what its outputs see of its own inputs, seen through what these are given."""
        nothing: _Seen = {}
        inputs, outputs = model.inputs, model.outputs
        if inputs is None or outputs is None or self._depth == DEEPEST_MODELS or len(inputs) != len(node.inputs):
            return (nothing,) * len(node.outputs)
        origins = [tensor.node for tensor in inputs if tensor.node is not None]
        if len(origins) != len(inputs) or len(outputs) != len(node.outputs):
            return (nothing,) * len(node.outputs)
        inner = Sights(self._interpretation, origins, self._depth + 1)
        return tuple(self._joined(node, [inner.of(each).get(origin) for origin in origins]) for each in outputs)


def _layer(configured: Configured | None, node: GraphNode) -> Sight:
    if configured is None or any(tensor.shape.axes == () for tensor in node.inputs):
        return None
    tensors = declared_inputs(type(configured.variants[0]), tuple(tensor.shape for tensor in node.inputs))
    if tensors is None:
        return None
    try:
        sights = [variant.sight(*tensors) for variant in configured.variants]
    except Refusal:
        return None
    return sights[0] if all(sight == sights[0] for sight in sights) else None


def _operation(node: GraphNode) -> Sight:
    """Operators and functions that work on each number for itself."""
    alone = node.label in _NAMES or node.label == "either" or not node.label.replace("_", "").isalnum()
    return ITSELF if alone and node.label not in ("@", "[...]") else None


def _is_spread(tensor: Tensor, node: GraphNode) -> bool:
    """Whether the one step of an input is spread over those of the output, or can't be laid beside them."""
    given, made = tensor.shape, node.outputs[0]
    if len(node.inputs) < 2:
        return False
    if not (given.ranked and made.ranked) or len(given.known_axes) != len(made.known_axes):
        return True
    if len(given.known_axes) < 2:
        return True
    return given[1].value == 1 and made[1].value != 1


def _has_steps(node: GraphNode) -> bool:
    return node.outputs[0].ranked and len(node.outputs[0].known_axes) in (2, 3)


def _field(node: GraphNode, sight: Windows | Everything) -> ReceptiveField:
    shown = node.outputs[0].shown
    of = shown[1] if isinstance(shown, tuple) else "?"
    if isinstance(sight, Everything):
        return ReceptiveField(node.name, of, None)
    return ReceptiveField(node.name, of, sight.size, str(sight.stride), sight.padding if sight.placed else None)
