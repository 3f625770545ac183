"""Random models of 1-D layers: stacks with branches, merges and layers called twice, some of them wrong.

Model number `n` of seed `s` is always the same as long as the set of layers and their parameters is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from random import Random
from typing import Any

from tests.judge.random_settings import DRAWS, RANKS, WEIGHTS, Value

#: Layers that join tensors.
MERGING = ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate", "Dot")

#: Layers of a model, its inputs not counted: at most.
MOST_LAYERS = 7


@dataclass(frozen=True, slots=True)
class Node:
    """An input, a layer's first call, or one more call of the layer of node `again`.

    inputs: the number of the node whose tensor goes in; a tuple of them for a layer that takes a list.
    by_place: how many of the settings are given without their names.
    """

    layer: str
    settings: dict[str, Value] = field(default_factory=dict)
    inputs: int | tuple[int, ...] = ()
    again: int | None = None
    by_place: int = 0

    @property
    def places(self) -> list[Value]:
        return list(self.settings.values())[: self.by_place]

    @property
    def keywords(self) -> dict[str, Value]:
        return dict(list(self.settings.items())[self.by_place :])

    @property
    def needs(self) -> tuple[int, ...]:
        return (self.inputs,) if isinstance(self.inputs, int) else self.inputs

    def described(self) -> dict[str, Any]:
        """As the worker takes it."""
        inputs = self.inputs if isinstance(self.inputs, int) else list(self.inputs)
        if self.again is not None:
            return {"again": self.again, "inputs": inputs}
        return {
            "layer": self.layer,
            "places": [jsonable(value) for value in self.places],
            "settings": {name: jsonable(value) for name, value in self.keywords.items()},
            "inputs": inputs,
        }


Model = list[Node]


def jsonable(value: Value) -> Any:
    if isinstance(value, tuple):
        return {"tuple": [jsonable(part) for part in value]}
    return value


def random_model(seed: int, number: int, layers: Mapping[str, Sequence[str]]) -> Model:
    """The model of this number. Only these layers occur, and `Input`; of each its parameters in their order."""
    known = {name: layers[name] for name in sorted(set(layers) & set(DRAWS))}
    return Draw(Random(f"{seed}:{number}"), known).model()


class Draw:
    """One model while it is drawn. `ranks` guesses how many axes each tensor has, so that most layers fit."""

    def __init__(self, random: Random, layers: Mapping[str, Sequence[str]]) -> None:
        self.random = random
        self.parameters = layers
        self.names = [name for name in layers if name not in MERGING]
        self.merging = [name for name in layers if name in MERGING]
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
        settings: dict[str, Value] = {"shape": tuple(sizes)}
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
        fitting = [name for name in self.names if rank in RANKS.get(name, range(2, 6))]
        names = fitting if fitting and self.random.random() < 0.95 else self.names
        name = self.random.choices(names, [WEIGHTS.get(name, 1) for name in names])[0]
        settings, result = DRAWS[name](self.random, rank)
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
        settings, result = DRAWS[name](self.random, self.ranks[first])
        self.add(Node(name, settings, inputs), result)

    def again(self) -> None:
        made = [i for i, node in enumerate(self.nodes) if isinstance(node.inputs, int) and node.again is None]
        if not made:
            return self.layer()
        index = self.random.choice(made)
        return self.add(Node(self.nodes[index].layer, {}, self.tensor(), index), self.ranks[index])
