"""Random values of settings that many layers share: mostly sensible, now and then what people get wrong."""

from collections.abc import Callable, Mapping

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import Draw
from tests.judge.values import Settings, Value


def some(random: Dice, settings: Mapping[str, Callable[[], Value]]) -> Settings:
    """A random choice of these optional settings."""
    return {name: draw() for name, draw in settings.items() if random.random() < 0.4}


def odd(random: Dice, usual: Value, *unusual: Value) -> Value:
    return random.choice(unusual) if random.random() < random.odd else usual


def whole(random: Dice, low: int, high: int) -> Value:
    return odd(random, random.randint(low, high), 0, -1, float(high), 2.5, "3", None, True)


def per_axis(random: Dice, low: int, high: int, axes: int = 1) -> Value:
    """An integer, or one for each axis."""
    number = random.randint(low, high)
    numbers = [random.randint(low, high) for _ in range(axes)]
    forms: list[Value] = [number, tuple(numbers), list(numbers)]
    return odd(random, random.choices(forms, [70, 20, 10])[0], 0, -1, float(number), "3", (number, 1), (), None)


def padding(random: Dice, *choices: str) -> Value:
    return odd(random, random.choice(choices), "SAME", "causal", "full", "Valid", 1, None)


def channels_order(random: Dice) -> Value:
    usual = random.choices(["channels_last", "channels_first", None], [45, 45, 10])[0]
    return odd(random, usual, "channel_last", "CHANNELS_LAST")


def activation(random: Dice) -> Value:
    return odd(random, random.choice(["relu", "tanh", "linear", "sigmoid", "gelu", None]), "rellu", "ReLU", "")


def boolean(random: Dice) -> Value:
    return random.random() < 0.5


def pair(random: Dice, high: int) -> Value:
    """What one axis loses or gains at its two ends."""
    number = random.randint(0, high)
    forms: list[Value] = [number, (number, random.randint(0, high)), [number, number]]
    return odd(random, random.choices(forms, [50, 40, 10])[0], -1, (1,), 1.0, None, "2", (1, 2, 3), (-1, 0))


def pairs(random: Dice, high: int, axes: int) -> Value:
    """The same for several axes: one number, one for each axis, or two for each."""
    each: list[tuple[Value, ...]] = [(random.randint(0, high), random.randint(0, high)) for _ in range(axes)]
    forms: list[Value] = [random.randint(0, high), tuple(first for first, _ in each), tuple(each), list(each)]
    return odd(random, random.choice(forms), -1, (1,), 1.0, None, "2", ((1, 2),), tuple(each[:1]) + (1,) * (axes - 1))


def axis(random: Dice) -> Value:
    return odd(random, random.choice([-1, -1, 1, 2]), -2, 3, 0, 5)


def rate(random: Dice) -> Value:
    return odd(random, random.choice([0.1, 0.5, 0]), 1, 1.5, -0.1)


def up_to(high: int) -> Callable[[Dice], Value]:
    return lambda random: whole(random, 1, high)


def among(*usual: Value, odd_ones: tuple[Value, ...] = ()) -> Callable[[Dice], Value]:
    """One of the usual values, or seldom of the odd ones."""
    return lambda random: odd(random, random.choice(usual), *(odd_ones or usual))


def setting(result: int | None = None, **settings: Callable[[Dice], Value]) -> Draw:
    """A layer with these settings, whose result has so many axes (None: as many as the input)."""

    def draw(random: Dice, rank: int) -> tuple[Settings, int]:
        return {name: value(random) for name, value in settings.items()}, rank if result is None else result

    return draw


def optional(**settings: Callable[[Dice], Value]) -> Draw:
    """A layer that keeps the number of axes, and may have these settings."""

    def draw(random: Dice, rank: int) -> tuple[Settings, int]:
        return {name: value(random) for name, value in settings.items() if random.random() < 0.4}, rank

    return draw


NO_SETTINGS = setting()

initializer = among("zeros", "ones", "glorot_uniform", odd_ones=("he", "xavier", "glorot", 3, ""))
regularizer = among("l1", "l2", None, odd_ones=("l3", 0.01, ""))
constraint = among("non_neg", "max_norm", None, odd_ones=("positive", 1))
