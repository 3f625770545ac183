"""Random models of 1-D layers: stacks with branches, merges, layers called twice and models inside, some of them wrong.

Model number `n` of seed `s` is always the same as long as the declarations are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from math import prod

from conv1d_lsp.runtime.answers import Built, BuiltNode, Refused
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Shape
from tests.judge.drawers import drawers
from tests.judge.drawers.dice import Dice
from tests.judge.nodes import Model, Node
from tests.judge.prediction import Predictor
from tests.judge.values import Settings

#: How often a setting is odd, and how often a layer that is refused is kept: most of a model should be alive.
ODD, KEPT = 0.01, 0.08

#: Layers of a model, its inputs not counted: at least and at most; of a model inside it, at most.
FEWEST_LAYERS, MOST_LAYERS, MOST_INSIDE = 3, 30, 5

#: How often a layer is drawn anew because it is refused.
TRIES = 6

#: Numbers in one tensor of a sample, or in the weights of one layer: at most.
LARGEST = 100_000


def random_model(seed: int, number: int, layers: Mapping[str, Sequence[str]], keras: Generation) -> Model:
    """The model of this number. Only these layers occur, and `Input`; of each its parameters in their order."""
    drawn = {name for name, drawer in drawers().items() if drawer.weight}
    known = {name: layers[name] for name in sorted(set(layers) & drawn)}
    random = Dice(f"{seed}:{number}", ODD)
    draw = Draw(random, known, Predictor(keras))
    draw.input()
    if random.random() < 0.15:
        draw.input()
    draw.layers(random.randint(FEWEST_LAYERS, MOST_LAYERS))
    return draw.nodes


def too_large(answer: BuiltNode) -> bool:
    """Whether a tensor, or the weights, would cost Keras long or all of its memory."""
    if not isinstance(answer, Built):
        return False
    known = [[size for size in shape if isinstance(size, int)] for shape in answer.shapes]
    return max([answer.trainable + answer.fixed, *map(prod, known)]) > LARGEST


class Draw:
    """One model while it is drawn.

    What the declarations say steers it: their shapes say which layers fit, and a layer that they refuse is mostly drawn
    anew. ranks: a guess where they can't tell.
    """

    def __init__(self, random: Dice, parameters: Mapping[str, Sequence[str]], predictor: Predictor) -> None:
        self.random = random
        self.parameters = parameters
        self.predictor = predictor
        self.names = [name for name in parameters if not drawers()[name].merges]
        self.merging = [name for name in parameters if drawers()[name].merges]
        self.nodes: Model = []
        self.ranks: list[int] = []

    def layers(self, count: int, depth: int = 0) -> None:
        for _ in range(count):
            chance = self.random.random()
            for _ in range(TRIES):
                node, rank = self.node(chance, depth)
                answer = self.predictor.node(len(self.nodes), node)
                if not isinstance(answer, Refused) and not too_large(answer):
                    break
                if isinstance(answer, Refused) and self.random.random() < KEPT:
                    break
                self.predictor.tensors.pop(len(self.nodes), None)
            else:
                continue
            self.add(node, rank)

    def node(self, chance: float, depth: int) -> tuple[Node, int]:
        if self.merging and chance < 0.2:
            return self.merge()
        if chance < 0.27 and len(self.nodes) > 2:
            return self.again()
        if chance < 0.3 and depth < 2:
            return self.inner(depth)
        return self.layer()

    def add(self, node: Node, rank: int) -> None:
        shape = self.predictor.tensors.get(len(self.nodes))
        self.nodes.append(node)
        self.ranks.append(len(shape.known_axes) if shape is not None and shape.ranked else rank)

    def input(self) -> None:
        rank = self.random.choices([3, 4, 2, 5, 1], [80, 12, 5, 2, 1])[0]
        sizes: list[int | None] = [self.steps() for _ in range(rank - 2)]
        if rank > 1:
            sizes.append(self.random.choices([self.random.randint(1, 8), None], [97, 3])[0])
        settings: Settings = {"shape": tuple(sizes)}
        if self.random.random() < 0.1:
            settings["batch_size"] = self.random.randint(1, 3)
        node = Node("Input", settings)
        self.predictor.node(len(self.nodes), node)
        self.add(node, rank)

    def steps(self) -> int | None:
        return self.random.choices([self.random.randint(1, 12), self.random.randint(10, 60), None], [20, 65, 15])[0]

    def tensor(self) -> int:
        """Mostly the newest one that there is."""
        there = list(self.predictor.tensors) if self.random.random() < 0.98 else range(len(self.nodes))
        return there[-1] if self.random.random() < 0.8 else self.random.choice(there)

    def layer(self) -> tuple[Node, int]:
        tensor = self.tensor()
        rank = self.ranks[tensor]
        fitting = [name for name in self.names if rank in drawers()[name].ranks]
        names = fitting if fitting and self.random.random() < 0.95 else self.names
        name = self.random.choices(names, [drawers()[name].weight for name in names])[0]
        settings, result = drawers()[name].draw(self.random, rank)
        if self.random.random() < 0.03:
            settings["trainable"] = False
        return self.with_places(Node(name, settings, tensor)), result

    def with_places(self, node: Node) -> Node:
        """Some settings by place, as far as those before them are given too."""
        if self.random.random() < 0.5:
            return node
        parameters = self.parameters[node.layer]
        leading = list(takewhile(node.settings.__contains__, parameters))
        rest = [name for name in node.settings if name not in leading]
        settings = {name: node.settings[name] for name in leading + rest}
        return replace(node, settings=settings, by_place=self.random.randint(0, len(leading)))

    def merge(self) -> tuple[Node, int]:
        first = self.tensor()
        alike = [i for i in self.predictor.tensors if self.ranks[i] == self.ranks[first]] or [first]
        others = alike if self.random.random() < 0.9 else range(len(self.nodes))
        inputs = (first, *self.random.choices(others, k=self.random.choices([1, 2], [85, 15])[0]))
        name = self.random.choice(self.merging)
        settings, result = drawers()[name].draw(self.random, self.ranks[first])
        return Node(name, settings, inputs), result

    def inner(self, depth: int) -> tuple[Node, int]:
        """A model of a few layers, on one tensor."""
        tensor = self.tensor()
        shape = self.predictor.tensors.get(tensor)
        if shape is None or not shape.ranked:
            return self.layer()
        draw = type(self)(self.random, self.parameters, type(self.predictor)(self.predictor.keras))
        draw.predictor.tensors[0] = Shape((OPEN, *shape.known_axes[1:]))
        draw.add(Node("Input"), self.ranks[tensor])
        draw.layers(self.random.randint(1, MOST_INSIDE), depth + 1)
        if len(draw.nodes) == 1:
            return self.layer()
        return Node("Model", inputs=tensor, body=tuple(draw.nodes[1:])), draw.ranks[-1]

    def again(self) -> tuple[Node, int]:
        made = [i for i, node in enumerate(self.nodes) if isinstance(node.inputs, int) and node.is_layer]
        if not made:
            return self.layer()
        index = self.random.choice(made)
        return Node(self.nodes[index].layer, {}, self.tensor(), index), self.ranks[index]
