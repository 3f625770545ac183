"""What the declarations of `conv1d_lsp.layers` say about a generated model, in the form of real Keras's answer."""

from conv1d_lsp.layers import Called, Configured, Moment, find
from conv1d_lsp.layers import Refused as Refusal
from conv1d_lsp.layers.ages import too_new
from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.dtypes import dtype_of
from conv1d_lsp.layers.weights import Built as Weights
from conv1d_lsp.runtime.answers import Built, BuiltNode, RealShape, Refused, Skipped
from conv1d_lsp.settings import Generation, Releases
from conv1d_lsp.shapes import OPEN, Dim, Shape, dim
from tests.judge.cases import TODAY
from tests.judge.nodes import CallValue, Model, Node, Tensor
from tests.judge.values import InnerRefusal, argument


class Predictor:
    """One model while it is worked out. releases: those of Keras 3 that the prediction is for."""

    def __init__(self, keras: Generation, releases: Releases = TODAY) -> None:
        self.keras = keras
        self.releases = releases
        self.layers: dict[int, Configured] = {}
        self.weights: dict[int, Weights] = {}
        self.tensors: dict[int, Shape] = {}
        self.dtypes: dict[int, str | None] = {}
        self.unclear: set[int] = set()
        self.inner: dict[int, Predictor] = {}

    def predict(self, model: Model) -> list[BuiltNode]:
        """What becomes of each node. `unclear` then holds those about which the declarations leave something open."""
        return [self.node(index, node) for index, node in enumerate(model)]

    def node(self, index: int, node: Node) -> BuiltNode:
        if any(i not in self.tensors for i in node.needs) or (node.again is not None and node.again not in self.layers):
            return Skipped()
        if node.layer == "Input":
            self.tensors[index] = input_shape(node)
            self.dtypes[index] = dtype_of(str(node.settings.get("dtype") or "float32"))
            return Built((real(self.tensors[index]),), 0, 0)
        if node.body:
            return self.nested(index, node)
        first = index if node.again is None else node.again
        if node.again is None:
            made = self.make(node)
            if isinstance(made, Refusal):
                return self.refused(index, made)
            self.layers[index] = made
        others = tuple(self.tensors[i] for i in node.more)
        keywords = {name: self.given(value) for name, value in node.call.items()}
        called = self.layers[first].call(self.inputs(node), self.weights.get(first), others, keywords)
        if isinstance(called, Refusal):
            return self.refused(index, called)
        dtypes = [self.dtypes.get(i) for i in node.needs]
        mixed = self.layers[first].refused_dtypes(dtypes)
        if mixed is not None:
            return self.refused(index, Refusal((mixed,), Moment.CALL))
        self.dtypes[index] = self.layers[first].given_dtype(dtypes)
        self.weights[first] = called.built
        self.tensors[index] = called.outputs[0]
        if self.leaves_open(called):
            self.unclear.add(index)
        total = called.built.params.value or 0
        trainable = called.built.trainable_params.value or 0 if self.layers[first].trainable is True else 0
        later = refused(Refusal(called.at_run_time, Moment.CALL), "run") if called.at_run_time else None
        return Built(tuple(map(real, called.outputs)), trainable, total - trainable, later)

    def nested(self, index: int, node: Node) -> BuiltNode:
        """A model inside: made on an input like the tensor, then called on the tensor, each layer once more."""
        assert isinstance(node.inputs, int)
        tensor = self.tensors[node.inputs]
        inner = self.inner[index] = type(self)(self.keras, self.releases)
        inner.tensors[0] = Shape((OPEN, *tensor.known_axes[1:]))
        parts = [inner.node(number, each) for number, each in enumerate(node.body, 1)]
        refusal = next((each for each in parts if isinstance(each, Refused)), None)
        if refusal is not None:
            self.unclear |= {index} if inner.unclear else set()
            return Refused("construct", refusal.kind, refusal.message)
        again = inner.replay(node, tensor)
        if isinstance(again, Refusal):
            return self.refused(index, again)
        self.tensors[index] = again
        if inner.unclear or real(again) == "?":
            self.unclear.add(index)
        reached = {each.again or number for number, each in leading_to_the_end(node)}
        built = [part for number, part in enumerate(parts, 1) if number in reached and isinstance(part, Built)]
        return Built((real(again),), sum(each.trainable for each in built), sum(each.fixed for each in built))

    def replay(self, model: Node, tensor: Shape) -> Shape | Refusal:
        """The output of this model, whose layers have all been called, on another tensor."""
        self.tensors[0] = tensor
        for index, node in leading_to_the_end(model):
            if node.body:
                assert isinstance(node.inputs, int)
                result = self.inner[index].replay(node, self.tensors[node.inputs])
                if isinstance(result, Refusal):
                    return result
                self.tensors[index] = result
                continue
            called = self.once_more(index if node.again is None else node.again, self.inputs(node))
            if isinstance(called, Refusal):
                return called
            if self.leaves_open(called):
                self.unclear.add(index)
            self.tensors[index] = called.outputs[0]
        return self.tensors[len(model.body)]

    def once_more(self, layer: int, inputs: Inputs) -> Called | Refusal:
        """A layer of a model that is called: Keras 2 looks whether it accepts its input as it does for data."""
        configured, built = self.layers[layer], self.weights[layer]
        if self.keras is Generation.KERAS_2:
            looked = configured.call(inputs, built, on_data=True)
            if isinstance(looked, Refusal) and looked.moment is Moment.ACCEPT:
                return looked
        return configured.call(inputs, built)

    def make(self, node: Node) -> Configured | Refusal:
        declaration = find(node.layer, self.keras)
        assert declaration is not None, f"no declaration of {node.layer}"
        try:
            places = tuple(argument(value, self.keras) for value in node.places)
            keywords = {name: argument(value, self.keras) for name, value in node.keywords.items()}
        except InnerRefusal as inner:
            return inner.refusal
        new = too_new(declaration, keywords, self.keras, self.releases)
        return Refusal(new, Moment.CONSTRUCT) if new else declaration.configure(places, keywords, self.keras)

    def refused(self, index: int, refusal: Refusal) -> Refused:
        """What a release before the one that refuses this makes of it is left open."""
        since = refusal.faults[0].since
        if since is not None and self.releases.all_before(since):
            self.unclear.add(index)
        return refused(refusal)

    def given(self, value: CallValue) -> object:
        """An argument of a call that is given by name."""
        if isinstance(value, Tensor):
            return self.tensors[value.node]
        if isinstance(value, list):
            return tuple(self.given(each) for each in value)
        return argument(value, self.keras)

    def inputs(self, node: Node) -> Inputs:
        if isinstance(node.inputs, int):
            return self.tensors[node.inputs]
        return tuple(self.tensors[i] for i in node.inputs)

    def leaves_open(self, called: Called) -> bool:
        return called.unclear is not None or any(
            shape == "?" or "?" in shape for shape in (output.shown for output in called.outputs)
        )


def leading_to_the_end(model: Node) -> list[tuple[int, Node]]:
    """The nodes of a model's body that its output comes from, with their numbers; Keras leaves out the others."""
    wanted = {len(model.body)}
    for index, node in reversed(list(enumerate(model.body, 1))):
        wanted |= set(node.needs) if index in wanted else set()
    return [(index, node) for index, node in enumerate(model.body, 1) if index in wanted]


def input_shape(node: Node) -> Shape:
    sizes = node.settings["shape"]
    batch = node.settings.get("batch_size")
    assert isinstance(sizes, tuple)
    return Shape(tuple(axis(size) for size in (batch, *sizes)))


def axis(size: object) -> Dim:
    return dim(size) if isinstance(size, int) else OPEN


def real(shape: Shape) -> RealShape:
    if not shape.ranked:
        return "?"
    return tuple(each.value for each in shape)


def refused(refusal: Refusal, moment: str = "call") -> Refused:
    """As the worker tells it: at "construct", "call" or "run"."""
    fault = refusal.faults[0]
    moment = "construct" if refusal.moment == Moment.CONSTRUCT else moment
    return Refused(moment, type(fault).__name__, fault.argument or "")
