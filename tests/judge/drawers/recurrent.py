"""Recurrent layers, their cells, and wrappers around them."""

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import Drawer, drawer
from tests.judge.drawers.settings import (
    among,
    boolean,
    channels_order,
    initializer,
    odd,
    padding,
    per_axis,
    rate,
    regularizer,
    some,
    whole,
)
from tests.judge.drawers.tensors import Given, Inputs, one, tensor
from tests.judge.values import Made, Settings, Value


def recurrent(random: Dice, rank: int) -> tuple[Settings, int]:
    sequences = random.random() < 0.6
    settings: Settings = {"units": whole(random, 1, 4)}
    if sequences:
        settings["return_sequences"] = True
    return settings | some(random, {"use_bias": lambda: boolean(random)}), rank if sequences else 2


def initial_states(random: Dice, count: int) -> Inputs:
    """A sequence, and seldom the states to begin with, mostly of one width."""
    x = tensor(random, (3,), None, 1, 8)
    if random.random() < 0.8:
        return Inputs((x,))
    width = random.randint(1, 4)
    states = tuple(Given((width if random.random() < 0.9 else 5,), x.batch) for _ in range(count))
    numbers = tuple(range(1, 1 + count))
    return Inputs((x, *states), named={"initial_state": numbers if random.random() < 0.9 or count > 1 else 1})


def inner_cell(random: Dice) -> Made:
    name = random.choice(["LSTMCell", "GRUCell", "SimpleRNNCell"])
    settings: Settings = {"units": whole(random, 1, 4)}
    if random.random() < 0.2:
        settings["use_bias"] = False
    return Made(name, settings)


def inner_cells(random: Dice) -> Value:
    cells: list[Value] = [inner_cell(random) for _ in range(random.randint(1, 3))]
    return odd(random, cells, tuple(cells), [Made("Dense", {"units": 3})], [3])


def inner_recurrent(random: Dice) -> Value:
    name = random.choice(["LSTM", "GRU", "SimpleRNN"])
    settings: Settings = {"units": whole(random, 1, 4)}
    for flag, chance in (("return_sequences", 0.6), ("return_state", 0.15), ("go_backwards", 0.1)):
        if random.random() < chance:
            settings[flag] = True
    chance = random.random()
    if chance < 0.15:
        cells = inner_cells(random)
        settings = settings | {"cell": cells if chance < 0.05 else inner_cell(random)}
        del settings["units"]
        name = "RNN"
    elif chance < 0.2:
        settings = {"filters": 2, "kernel_size": 2} | {each: settings[each] for each in settings if each != "units"}
        name = "ConvLSTM1D"
    return odd(random, Made(name, settings), Made("Dense", {"units": 3}), None, 3, "LSTM")


def over_cells(random: Dice, rank: int) -> tuple[Settings, int]:
    cells = inner_cells(random)
    stacked = Made("StackedRNNCells", {"cells": cells}) if isinstance(cells, list) else cells
    cell = odd(random, random.choice([inner_cell(random), cells, stacked]), Made("Dense", {"units": 3}), 3, None)
    settings: Settings = {"cell": cell}
    sequences = random.random() < 0.5
    if sequences:
        settings["return_sequences"] = True
    return settings, rank if sequences else 2


def cell(random: Dice, rank: int) -> tuple[Settings, int]:
    units: Value = 3 if random.random() < 0.8 else whole(random, 1, 4)
    return {"units": units} | some(random, {"use_bias": lambda: boolean(random)}), rank


def one_step(random: Dice, count: int) -> Inputs:
    """What a cell is called on: a step, and the states."""
    x = tensor(random, (2,), None, 1, 8)
    states = tuple(Given((3 if random.random() < 0.9 else random.randint(1, 4),), x.batch) for _ in range(count))
    return Inputs((x, *states), named={"states": tuple(range(1, 1 + count))})


def over_places(axes: int) -> Drawer:
    """Convolutions at each step over so many axes."""

    def draw(random: Dice, rank: int) -> tuple[Settings, int]:
        settings: Settings = {"filters": whole(random, 1, 3), "kernel_size": per_axis(random, 1, 3, axes)}
        kind = random.random()
        if kind < 0.3 or kind > 0.97:
            settings["strides"] = per_axis(random, 1, 3, axes)
        if 0.3 < kind < 0.5 or kind > 0.97:
            settings["dilation_rate"] = per_axis(random, 1, 2, axes)
        if random.random() < 0.5:
            settings["padding"] = padding(random, "valid", "same")
        if random.random() < 0.1:
            settings["data_format"] = channels_order(random)
        if random.random() < 0.5:
            settings["return_sequences"] = True
        return settings, rank if "return_sequences" in settings else rank - 1

    return drawer(draw, axes + 3, inputs=one(axes + 3, low=2, high=6), weight=0, extra=STATES)


def bidirectional(random: Dice, rank: int) -> tuple[Settings, int]:
    settings: Settings = {"layer": inner_recurrent(random)}
    if random.random() < 0.6:
        settings["merge_mode"] = odd(random, random.choice(["concat", "sum", "mul", "ave", None]), "avg", "Concat", 1)
    if random.random() < 0.15:
        settings["backward_layer"] = inner_recurrent(random)
    return settings, rank


STATES = {
    "return_state": boolean,
    "go_backwards": boolean,
    "unroll": boolean,
    "stateful": boolean,
    "dropout": rate,
    "recurrent_dropout": rate,
    "kernel_initializer": initializer,
    "bias_regularizer": regularizer,
    "activation": among("tanh", "relu", None, odd_ones=("rellu",)),
}

DRAWERS = {
    "LSTM": drawer(
        recurrent,
        3,
        inputs=lambda random: initial_states(random, 2),
        extra={**STATES, "unit_forget_bias": boolean},
    ),
    "GRU": drawer(
        recurrent,
        3,
        inputs=lambda random: initial_states(random, 1),
        extra={**STATES, "reset_after": boolean},
    ),
    "SimpleRNN": drawer(recurrent, 3, inputs=lambda random: initial_states(random, 1), extra=STATES),
    "RNN": drawer(
        over_cells,
        3,
        weight=0,
        extra=dict.fromkeys(("return_state", "go_backwards", "stateful", "unroll", "time_major"), boolean),
    ),
    "SimpleRNNCell": drawer(cell, 2, inputs=lambda random: one_step(random, 1), weight=0),
    "GRUCell": drawer(cell, 2, inputs=lambda random: one_step(random, 1), weight=0, extra={"reset_after": boolean}),
    "LSTMCell": drawer(cell, 2, inputs=lambda random: one_step(random, 2), weight=0),
    "StackedRNNCells": drawer(
        lambda random, rank: ({"cells": inner_cells(random)}, rank),
        2,
        inputs=lambda random: one_step(random, 2),
        weight=0,
    ),
    "ConvLSTM1D": over_places(1),
    "ConvLSTM2D": over_places(2),
    "ConvLSTM3D": over_places(3),
    "Bidirectional": drawer(bidirectional, 3, weight=0),
}
