"""A layer alone: its inputs, the layer on them, and sometimes a second call on others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile

from conv1d_lsp.layers import Layer, find
from conv1d_lsp.layers.dtypes import Takes
from conv1d_lsp.settings import Generation
from tests.judge.drawers import drawers
from tests.judge.drawers.by_name import by_name
from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import Drawer
from tests.judge.drawers.tensors import Given, Inputs
from tests.judge.nodes import CallValue, Model, Node, Tensor
from tests.judge.values import Settings, Value

#: How often a setting is odd where a layer stands alone.
ODD = 0.03

#: How often the layer is called once more, on other tensors.
AGAIN = 0.3

#: How often the inputs are no floats.
OTHER_TYPES = 0.04

#: How often a setting is drawn by its name.
BY_NAME = 0.06

#: What is wrong with a constructor's arguments as a whole, and how often.
UNKNOWN_KEYWORD, MISSING, ONE_TOO_MANY, OF_EVERY_LAYER = 0.02, 0.02, 0.02, 0.06


def alone(name: str, drawer: Drawer, keras: Generation, seed: int, number: int) -> Model:
    """The model of this number: of one layer and generation always the same, whatever else is declared."""
    random = Dice(f"{seed}:{name}:{keras.value}:{number}", ODD)
    given = drawer.inputs(random)
    if keras is Generation.KERAS_2 and declared(name, keras).takes is not Takes.ANYTHING:
        given = of_another_type(random, given)
    model = input_nodes(given)
    settings, _ = drawer.draw(random, rank_of(given))
    settings |= {each: draw(random) for each, draw in drawer.extra.items() if random.random() < 0.3}
    settings |= by_names(random, name, settings, keras)
    layer = with_places(random, Node(name, usual(random, name, settings, keras)), keras)
    model.append(called(layer, given, 0))
    if random.random() < AGAIN:
        index, other = len(model) - 1, given if random.random() < 0.3 else drawer.inputs(random)
        model += input_nodes(other)
        model.append(called(Node(name, again=index), other, index + 1))
    return model


def declared(name: str, keras: Generation) -> type[Layer]:
    found = find(name, keras)
    assert found is not None, f"no declaration of {name}"
    return found


def of_another_type(random: Dice, given: Inputs) -> Inputs:
    """Seldom with other numbers than floats, in one of the tensors or in all."""
    if random.random() > OTHER_TYPES or any(each.dtype is not None for each in given.tensors):
        return given
    dtype, everywhere = random.choice(["int32", "int64"]), random.random() < 0.5
    tensors = [replace(each, dtype=dtype) if everywhere or i == 0 else each for i, each in enumerate(given.tensors)]
    return replace(given, tensors=tuple(tensors))


def by_names(random: Dice, name: str, settings: Settings, keras: Generation) -> Settings:
    """Some of the settings that mean the same everywhere, as far as the layer's own entry says nothing of them."""
    own = drawers()[name].extra
    found: Settings = {}
    for each in declared(name, keras).signature(keras).parameters:
        draw = by_name(each)
        if draw is not None and each not in settings and each not in own and random.random() < BY_NAME:
            found[each] = draw(random)
    return found


def usual(random: Dice, name: str, settings: Settings, keras: Generation) -> Settings:
    """Mostly without what the generation lacks; sometimes with what every layer takes, or with a fault."""
    signature = declared(name, keras).signature(keras)
    settings = {
        each: value for each, value in settings.items() if each in signature.parameters or random.random() < 0.05
    }
    if random.random() < MISSING and settings:
        del settings[random.choice(list(settings))]
    if random.random() < UNKNOWN_KEYWORD:
        settings[random.choice(["border_mode", "filter", "nb_epoch", "sise"])] = 1
    if random.random() < OF_EVERY_LAYER:
        common: list[tuple[str, Value]] = [
            ("trainable", False),
            ("name", "own"),
            ("dtype", "float32"),
        ]
        common += (
            [
                ("name", "a/b"),
                ("name", "a b"),
                ("name", 3),
                ("trainable", 1),
                ("dtype", "floaty"),
                ("dtype", "float"),
                ("dtype", 1.5),
            ]
            if random.random() < 0.4
            else []
        )
        settings |= dict([random.choice(common)])
    return settings


def with_places(random: Dice, node: Node, keras: Generation) -> Node:
    """Some settings by place, as far as those before them are given too."""
    places = declared(node.layer, keras).signature(keras).places
    leading = list(takewhile(node.settings.__contains__, places))
    settings = {name: node.settings[name] for name in leading}
    settings |= {name: value for name, value in node.settings.items() if name not in settings}
    if len(leading) == len(places) == len(settings) and random.random() < ONE_TOO_MANY:
        return replace(node, settings={**settings, "one too many": 1}, by_place=len(places) + 1)
    by_place = random.randint(0, len(leading)) if random.random() < 0.5 else 0
    return replace(node, settings=settings, by_place=by_place)


def called(layer: Node, given: Inputs, first: int) -> Node:
    """The layer's call, where the first of the inputs is the node of this number."""
    inputs = given.first + first if isinstance(given.first, int) else tuple(i + first for i in given.first)
    arguments: dict[str, CallValue] = dict(given.call)
    for name, number in given.named.items():
        numbers = (number,) if isinstance(number, int) else number
        tensors = [Tensor(i + first) for i in numbers]
        arguments[name] = tensors[0] if isinstance(number, int) else tensors
    return replace(layer, inputs=inputs, more=tuple(i + first for i in given.more), call=arguments)


def input_nodes(given: Inputs) -> Model:
    return [Node("Input", input_settings(each)) for each in given.tensors]


def input_settings(given: Given) -> Settings:
    others: Mapping[str, Value] = {"batch_size": given.batch, "dtype": given.dtype}
    return {"shape": given.sizes, **{name: value for name, value in others.items() if value is not None}}


def rank_of(given: Inputs) -> int:
    first = given.first if isinstance(given.first, int) else given.first[0]
    return len(given.tensors[first].sizes) + 1
