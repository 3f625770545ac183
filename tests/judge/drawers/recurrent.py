"""Recurrent layers, their cells, and wrappers around them."""

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import drawer
from tests.judge.drawers.settings import among, boolean, initializer, odd, rate, regularizer, some, whole
from tests.judge.drawers.tensors import Given, Inputs, tensor
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


def inner_recurrent(random: Dice) -> Value:
    name = random.choice(["LSTM", "GRU", "SimpleRNN"])
    settings: Settings = {"units": whole(random, 1, 4)}
    for flag, chance in (("return_sequences", 0.6), ("return_state", 0.15), ("go_backwards", 0.1)):
        if random.random() < chance:
            settings[flag] = True
    return odd(random, Made(name, settings), Made("Dense", {"units": 3}), None, 3, "LSTM")


def bidirectional(random: Dice, rank: int) -> tuple[Settings, int]:
    settings: Settings = {"layer": inner_recurrent(random)}
    if random.random() < 0.6:
        settings["merge_mode"] = odd(random, random.choice(["concat", "sum", "mul", "ave", None]), "avg", "Concat", 1)
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
    "Bidirectional": drawer(bidirectional, 3, weight=0),
}
