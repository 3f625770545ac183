"""A reading that goes on from an earlier one equals a fresh one."""

import random
from textwrap import dedent

import pytest

from conv1d_lsp.interpreter.interpret import read
from conv1d_lsp.settings import Generation
from tests.units.interpreter.reading import BUDGET, facts, statements

PROGRAM = """
import os
import numpy as np
import keras
from keras import layers
FILTERS = 8
kernels = [3, 5]
deep = bool(os.environ.get("DEEP"))
def block(x, filters, k=3):
    h = layers.Conv1D(filters, k, padding="same")(x)
    return layers.Add()([h, x]) if h.shape[-1] == x.shape[-1] else h
class Net(keras.Model):
    def __init__(self, width=4):
        super().__init__()
        self.conv = layers.Conv1D(width, 3)
    def call(self, x):
        return self.conv(x)
inputs = keras.Input((64, 2))
x = block(inputs, FILTERS)
for k in kernels:
    x = block(x, FILTERS, k)
if deep:
    x = layers.MaxPooling1D(2)(x)
y = layers.Conv1D(4, 3)(x)
shared = layers.Conv1D(4, 3)
a = shared(inputs)
model = keras.Sequential([keras.Input((20, 1)), layers.Conv1D(8, 3)])
model.add(layers.Flatten())
net = Net()
z = net(inputs)
out = model.predict(np.zeros((2, 20, 1)))
whole = keras.Model(inputs, y)
def unused(steps):
    return layers.Conv1D(8, 30)(keras.Input((steps, 1)))
"""

EDITS = """
FILTERS = 16
kernels.append(7)
kernels = [3, 80]
inputs = keras.Input((10, 3))
x = layers.Flatten()(x)
x = layers.Conv1D(8, 30)(inputs)
shared(keras.Input((20, 5)))
model.add(layers.Dense(3))
layers.Conv1D = layers.Conv2D
model.pop()
deep = not deep
Net.width = 3
net.conv = layers.Conv1D(2, 70)
import sys
from helpers import *
del kernels
raise SystemExit
"""


def _lines(text: str) -> list[str]:
    return dedent(text).strip().split("\n")


@pytest.mark.parametrize("keras", list(Generation))
@pytest.mark.parametrize("seed", range(8))
def test_a_resumed_reading_equals_a_fresh_one(seed: int, keras: Generation) -> None:
    choose = random.Random(seed)
    nodes = statements(PROGRAM)
    earlier = read(nodes, keras, BUDGET)
    for _ in range(12):
        nodes = _edited(nodes, choose)
        resumed = read(nodes, keras, BUDGET, earlier)
        fresh = read(nodes, keras, BUDGET)
        assert facts(resumed) == facts(fresh)
        assert resumed.machine.counters == fresh.machine.counters
        earlier = resumed


def _edited(nodes: list, choose: random.Random) -> list:  # type: ignore[type-arg]
    """A statement more, less, or in the place of another."""
    position = choose.randrange(len(nodes) + 1)
    kind = choose.choice(("insert", "insert", "replace", "remove", "again"))
    new = statements(choose.choice(_lines(EDITS)))
    if kind == "insert":
        return [*nodes[:position], *new, *nodes[position:]]
    if kind == "replace":
        return [*nodes[:position], *new, *nodes[position + 1 :]]
    return [*nodes[:position], *nodes[position + 1 :]] if kind == "remove" else statements(PROGRAM)


def test_nothing_is_read_again_before_the_change() -> None:
    nodes = statements(PROGRAM)
    first = read(nodes, Generation.KERAS_3, BUDGET)
    second = read([*nodes, *statements("last = 1\n")[:0]], Generation.KERAS_3, BUDGET, first)
    assert second.checkpoints[3] is first.checkpoints[3]
