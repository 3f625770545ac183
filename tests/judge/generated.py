"""Random models of 1-D layers: stacks with branches, merges and layers called twice, some of them wrong.

Model number `n` of seed `s` is always the same as long as the set of layers and their parameters is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from tests.judge.drawers import drawers
from tests.judge.drawers.dice import Dice
from tests.judge.nodes import Model, Node
from tests.judge.values import Settings

#: How often a setting is odd: a model should get some layers far before Keras refuses one.
ODD = 0.01

#: Layers of a model, its inputs not counted: at most.
MOST_LAYERS = 7


def random_model(seed: int, number: int, layers: Mapping[str, Sequence[str]]) -> Model:
    """The model of this number. Only these layers occur, and `Input`; of each its parameters in their order."""
    drawn = {name for name, drawer in drawers().items() if drawer.weight}
    known = {name: layers[name] for name in sorted(set(layers) & drawn)}
    return Draw(Dice(f"{seed}:{number}", ODD), known).model()


class Draw:
    """One model while it is drawn. `ranks` guesses how many axes each tensor has, so that most layers fit."""

    def __init__(self, random: Dice, layers: Mapping[str, Sequence[str]]) -> None:
        self.random = random
        self.parameters = layers
        self.names = [name for name in layers if not drawers()[name].merges]
        self.merging = [name for name in layers if drawers()[name].merges]
        self.nodes: Model = []
        self.ranks: list[int] = []

    def model(self) -> Model:
        self.input()
        if self.random.random() < 0.15:
            self.input()
        for _ in range(self.random.randint(1, MOST_LAYERS)):
            chance = self.random.random()
            if self.merging and chance < 0.2:
                self.merge()
            elif chance < 0.27 and len(self.nodes) > 2:
                self.again()
            else:
                self.layer()
        return self.nodes

    def add(self, node: Node, rank: int) -> None:
        self.nodes.append(node)
        self.ranks.append(rank)

    def input(self) -> None:
        rank = self.random.choices([3, 4, 2, 5, 1], [80, 12, 5, 2, 1])[0]
        sizes: list[int | None] = [self.steps() for _ in range(rank - 2)]
        if rank > 1:
            sizes.append(self.random.choices([self.random.randint(1, 8), None], [97, 3])[0])
        settings: Settings = {"shape": tuple(sizes)}
        if self.random.random() < 0.1:
            settings["batch_size"] = self.random.randint(1, 3)
        self.add(Node("Input", settings), rank)

    def steps(self) -> int | None:
        return self.random.choices([self.random.randint(1, 12), self.random.randint(10, 60), None], [20, 65, 15])[0]

    def tensor(self) -> int:
        """Mostly the newest one."""
        return len(self.nodes) - 1 if self.random.random() < 0.8 else self.random.randrange(len(self.nodes))

    def layer(self) -> None:
        tensor = self.tensor()
        rank = self.ranks[tensor]
        fitting = [name for name in self.names if rank in drawers()[name].ranks]
        names = fitting if fitting and self.random.random() < 0.95 else self.names
        name = self.random.choices(names, [drawers()[name].weight for name in names])[0]
        settings, result = drawers()[name].draw(self.random, rank)
        if self.random.random() < 0.03:
            settings["trainable"] = False
        self.add(self.with_places(Node(name, settings, tensor)), result)

    def with_places(self, node: Node) -> Node:
        """Some settings by place, as far as those before them are given too."""
        if self.random.random() < 0.5:
            return node
        parameters = self.parameters[node.layer]
        leading = list(takewhile(node.settings.__contains__, parameters))
        rest = [name for name in node.settings if name not in leading]
        settings = {name: node.settings[name] for name in leading + rest}
        return replace(node, settings=settings, by_place=self.random.randint(0, len(leading)))

    def merge(self) -> None:
        first = self.tensor()
        alike = [i for i, rank in enumerate(self.ranks) if rank == self.ranks[first]]
        others = alike if self.random.random() < 0.9 else range(len(self.nodes))
        inputs = (first, *self.random.choices(others, k=self.random.choices([1, 2], [85, 15])[0]))
        name = self.random.choice(self.merging)
        settings, result = drawers()[name].draw(self.random, self.ranks[first])
        self.add(Node(name, settings, inputs), result)

    def again(self) -> None:
        made = [i for i, node in enumerate(self.nodes) if isinstance(node.inputs, int) and node.again is None]
        if not made:
            return self.layer()
        index = self.random.choice(made)
        return self.add(Node(self.nodes[index].layer, {}, self.tensor(), index), self.ranks[index])
