"""Mixed models as they are drawn. The engine, asked about one expression at a time, says which fit."""

from __future__ import annotations

import re

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.engine import analyze
from conv1d_lsp.runtime.answers import Built, BuiltNode, Refused, Skipped
from conv1d_lsp.settings import Generation, Settings
from conv1d_lsp.shapes import OPEN, Shape, dim
from tests.judge.campaign import parameters
from tests.judge.cases import TODAY
from tests.judge.drawers import drawers
from tests.judge.drawers.dice import Dice
from tests.judge.generated import FEWEST_LAYERS, MOST_LAYERS, ODD, TRIES, Draw
from tests.judge.mixed.head import CLASSES, HEAD
from tests.judge.mixed.kinds import ModelScene, expression, sizes_of
from tests.judge.nodes import Model, Node
from tests.judge.prediction import Predictor, real
from tests.judge.python_text import with_names

#: How many nodes are expressions, not layers.
EXPRESSIONS = 0.5


#: What can't be told is drawn anew mostly, as what is refused is.
UNCLEAR = Refused("call", "unclear", "the engine can't tell")


#: What gives no floats: nothing is made of it, since most layers want floats.
NO_FLOATS = re.compile(
    r"arg|equal|less|greater|[<>]|isin|is_|cast|logical|bitwise|shift|zero|shape\(|hot|search|digit|dtype|int\("
    r"|gcd|lcm|sign|any\(|all\(|where|round|size|complex|fft|real|imag|angle|bincount|unique|top_k|histogram|split|unstack"
)


class MixedPredictor(Predictor):
    """Also says what an expression gives. It is only there to draw by: the engine reads the whole program again."""

    def node(self, index: int, node: Node) -> BuiltNode:
        if not node.text:
            return super().node(index, node)
        if any(i not in self.tensors for i in node.needs):
            return Skipped()
        if any(not self.tensors[i].ranked or not self.tensors[i].known_axes for i in node.needs):
            return UNCLEAR
        inputs = [f"t{i} = keras.Input({written(self.tensors[i])})" for i in sorted(set(node.needs))]
        rows = [*HEAD, *CLASSES, *inputs, *node.before, f"t{index} = {with_names(node.text, '')}"]
        analysis = analyze("\n".join(rows) + "\n", "model.py", Settings(keras=self.keras, releases=TODAY))
        wrong = next((each for each in analysis.diagnostics if each.severity is Severity.ERROR), None)
        if wrong is not None:
            return Refused("call", wrong.rule, wrong.message)
        shapes = next((fact.shapes for fact in analysis.variables if fact.name == f"t{index}"), ())
        if len(shapes) != 1 or any(isinstance(size, str) or size == 0 for size in shapes[0]):
            return UNCLEAR
        shape = Shape(tuple(OPEN if size is None else dim(int(size)) for size in shapes[0]))
        if not NO_FLOATS.search(" ".join([node.text, *node.before])):
            self.tensors[index] = shape
        return Built((real(shape),), 0, 0)

    def nested(self, index: int, node: Node) -> BuiltNode:
        assert isinstance(node.inputs, int)
        tensor = self.tensors[node.inputs]
        inner = MixedPredictor(self.keras, self.releases)
        inner.tensors[0] = Shape((OPEN, *tensor.known_axes[1:]))
        for number, each in enumerate(node.body, 1):
            inner.node(number, each)
        result = inner.tensors.get(len(node.body))
        if len(inner.tensors) <= len(node.body) or result is None or not result.ranked:
            return UNCLEAR
        if not result.known_axes or not tensor.known_axes:
            return UNCLEAR
        self.tensors[index] = result.with_axes({0: tensor[0]})
        return Built((real(self.tensors[index]),), 0, 0)


def written(shape: Shape) -> str:
    batch, *sizes = sizes_of(shape)
    return f"{tuple(sizes)}" if batch is None else f"{tuple(sizes)}, batch_size={batch}"


class MixedDraw(Draw):
    """One mixed model while it is drawn."""

    def node(self, chance: float, depth: int) -> tuple[Node, int]:
        if self.random.random() > EXPRESSIONS:
            return super().node(chance, depth)
        for _ in range(TRIES):
            scene = ModelScene(self.random, self.predictor.keras, len(self.nodes), self.predictor.tensors)
            text = expression(scene)
            needs = tuple(sorted({int(number) for number in re.findall(r"\{(\d+)\}", text)}))
            if needs and (not scene.lines or (not depth and scene.chance(0.1))):
                return Node("expression", inputs=needs, text=text, before=tuple(scene.lines)), 3
        return super().node(chance, depth)


def mixed_model(seed: int, number: int, keras: Generation) -> Model:
    """The model of this number."""
    layers = parameters(keras)
    drawn = {name for name, drawer in drawers().items() if drawer.weight}
    random = Dice(f"mixed:{seed}:{number}", ODD)
    draw = MixedDraw(random, {name: layers[name] for name in sorted(set(layers) & drawn)}, MixedPredictor(keras))
    for _ in range(random.choice([1, 1, 2])):
        draw.input()
    draw.layers(random.randint(FEWEST_LAYERS, MOST_LAYERS))
    return draw.nodes
