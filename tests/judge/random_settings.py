"""Random settings of each layer: mostly sensible, now and then what people get wrong."""

from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

Value = int | float | str | bool | None | tuple["Value", ...] | list["Value"]
Settings = dict[str, Value]

#: Draws the settings of a layer for an input with so many axes, and guesses the number of axes of the result.
Drawer = Callable[[Random, int], tuple[Settings, int]]

#: How often a setting is drawn from its odd values.
ODD = 0.01


def some(random: Random, settings: Mapping[str, Callable[[], Value]]) -> Settings:
    """A random choice of these optional settings."""
    return {name: draw() for name, draw in settings.items() if random.random() < 0.4}


def odd(random: Random, usual: Value, *unusual: Value) -> Value:
    return random.choice(unusual) if random.random() < ODD else usual


def whole(random: Random, low: int, high: int) -> Value:
    return odd(random, random.randint(low, high), 0, -1, float(high), 2.5, "3", None, True)


def per_axis(random: Random, low: int, high: int, axes: int = 1) -> Value:
    """An integer, or one for each axis."""
    number = random.randint(low, high)
    numbers = [random.randint(low, high) for _ in range(axes)]
    forms: list[Value] = [number, tuple(numbers), list(numbers)]
    return odd(random, random.choices(forms, [70, 20, 10])[0], 0, -1, float(number), "3", (number, 1), (), None)


def padding(random: Random, *choices: str) -> Value:
    return odd(random, random.choice(choices), "SAME", "causal", "full", "Valid", 1, None)


def channels_order(random: Random) -> Value:
    usual = random.choices(["channels_last", "channels_first", None], [45, 45, 10])[0]
    return odd(random, usual, "channel_last", "CHANNELS_LAST")


def activation(random: Random) -> Value:
    return odd(random, random.choice(["relu", "tanh", "linear", "sigmoid", "gelu", None]), "rellu", "ReLU", "")


def boolean(random: Random) -> Value:
    return random.random() < 0.5


def convolution(axes: int, *paddings: str) -> Drawer:
    def draw(random: Random, rank: int) -> tuple[Settings, int]:
        groups = random.choices([1, 2, 3], [90, 8, 2])[0]
        settings: Settings = {
            "filters": odd(random, groups * random.randint(1, 4), 0, -1, 5, 8.0, 8.5, "8", None, True),
            "kernel_size": per_axis(random, 1, 7, axes),
            **window(random, axes, paddings),
        }
        if groups > 1:
            settings["groups"] = groups
        settings |= some(random, {"activation": lambda: activation(random), "use_bias": lambda: boolean(random)})
        return settings, rank

    return draw


def window(random: Random, axes: int, paddings: tuple[str, ...]) -> Settings:
    """Padding, and strides or dilation, seldom both."""
    settings = some(random, {"padding": lambda: padding(random, *paddings)})
    kind = random.random()
    if kind < 0.3 or kind > 0.97:
        settings["strides"] = per_axis(random, 1, 4, axes)
    if 0.3 < kind < 0.55 or kind > 0.97:
        settings["dilation_rate"] = per_axis(random, 1, 4, axes)
    if random.random() < 0.06:
        settings["data_format"] = channels_order(random)
    return settings


def transposed(axes: int) -> Drawer:
    def draw(random: Random, rank: int) -> tuple[Settings, int]:
        settings = {
            "filters": whole(random, 1, 6),
            "kernel_size": per_axis(random, 1, 5, axes),
            **window(random, axes, ("valid", "same")),
            **some(random, {"use_bias": lambda: boolean(random)}),
        }
        if random.random() < 0.15:
            settings["output_padding"] = per_axis(random, 0, 2, axes)
        return settings, rank

    return draw


def depthwise(axes: int) -> Drawer:
    def draw(random: Random, rank: int) -> tuple[Settings, int]:
        settings = {
            "kernel_size": per_axis(random, 1, 5, axes),
            **window(random, axes, ("valid", "same")),
            **some(random, {"depth_multiplier": lambda: whole(random, 1, 3), "use_bias": lambda: boolean(random)}),
        }
        return settings, rank

    return draw


def separable(axes: int, *paddings: str) -> Drawer:
    inner = depthwise(axes)

    def draw(random: Random, rank: int) -> tuple[Settings, int]:
        settings, rank = inner(random, rank)
        return {"filters": whole(random, 1, 6), **settings, **window(random, axes, paddings)}, rank

    return draw


def pooling(axes: int) -> Drawer:
    def draw(random: Random, rank: int) -> tuple[Settings, int]:
        settings: Settings = {"pool_size": per_axis(random, 1, 4, axes)}
        settings |= some(
            random,
            {
                "strides": lambda: odd(random, per_axis(random, 1, 4, axes), None),
                "padding": lambda: padding(random, "valid", "same"),
            },
        )
        if random.random() < 0.06:
            settings["data_format"] = channels_order(random)
        return settings, rank

    return draw


def global_pooling(random: Random, rank: int) -> tuple[Settings, int]:
    keeps = random.random() < 0.3
    settings: Settings = {"keepdims": True} if keeps else {}
    if random.random() < 0.2:
        settings["data_format"] = channels_order(random)
    return settings, rank if keeps else 2


def pair(random: Random, high: int) -> Value:
    number = random.randint(0, high)
    forms: list[Value] = [number, (number, random.randint(0, high)), [number, number]]
    return odd(random, random.choices(forms, [50, 40, 10])[0], -1, (1,), 1.0, None, "2", (1, 2, 3), (-1, 0))


def reshape(random: Random, rank: int) -> tuple[Settings, int]:
    length = random.choices([1, 2, 3], [20, 65, 15])[0]
    sizes: list[Value] = [random.choice([1, 2, 4, 5, 8]) for _ in range(length)]
    if random.random() < 0.8:
        sizes[random.randrange(length)] = -1
    return {"target_shape": odd(random, tuple(sizes), (-1, -1), (0, 2), (None, 4), (), 8)}, length + 1


def permute(random: Random, rank: int) -> tuple[Settings, int]:
    axes = list(range(1, rank if rank > 1 else 3))
    random.shuffle(axes)
    return {"dims": odd(random, tuple(axes), (0, 2, 1), (1, 1), (2, 3), 1)}, rank


def recurrent(random: Random, rank: int) -> tuple[Settings, int]:
    sequences = random.random() < 0.6
    settings: Settings = {"units": whole(random, 1, 4)}
    if sequences:
        settings["return_sequences"] = True
    return settings | some(random, {"use_bias": lambda: boolean(random)}), rank if sequences else 2


def setting(result: int | None = None, **settings: Callable[[Random], Value]) -> Drawer:
    """A layer with these settings, whose result has so many axes (None: as many as the input)."""

    def draw(random: Random, rank: int) -> tuple[Settings, int]:
        return {name: value(random) for name, value in settings.items()}, rank if result is None else result

    return draw


def optional(**settings: Callable[[Random], Value]) -> Drawer:
    """A layer that keeps the number of axes, and may have these settings."""

    def draw(random: Random, rank: int) -> tuple[Settings, int]:
        return {name: value(random) for name, value in settings.items() if random.random() < 0.4}, rank

    return draw


def axis(random: Random) -> Value:
    return odd(random, random.choice([-1, -1, 1, 2]), -2, 3, 0, 5)


def rate(random: Random) -> Value:
    return odd(random, random.choice([0.1, 0.5, 0]), 1, 1.5, -0.1, "0.5")


def up_to(high: int) -> Callable[[Random], Value]:
    return lambda random: whole(random, 1, high)


NO_SETTINGS = setting()

DRAWS: Mapping[str, Drawer] = MappingProxyType(
    {
        "Conv1D": convolution(1, "valid", "same", "causal"),
        "Conv2D": convolution(2, "valid", "same"),
        "Conv1DTranspose": transposed(1),
        "Conv2DTranspose": transposed(2),
        "DepthwiseConv1D": depthwise(1),
        "DepthwiseConv2D": depthwise(2),
        "SeparableConv1D": separable(1, "valid", "same", "causal"),
        "SeparableConv2D": separable(2, "valid", "same"),
        "MaxPooling1D": pooling(1),
        "AveragePooling1D": pooling(1),
        "MaxPooling2D": pooling(2),
        "AveragePooling2D": pooling(2),
        "GlobalMaxPooling1D": global_pooling,
        "GlobalAveragePooling1D": global_pooling,
        "GlobalMaxPooling2D": global_pooling,
        "GlobalAveragePooling2D": global_pooling,
        "UpSampling1D": setting(size=up_to(4)),
        "ZeroPadding1D": setting(padding=lambda random: pair(random, 3)),
        "Cropping1D": setting(cropping=lambda random: pair(random, 3)),
        "Flatten": setting(2),
        "Reshape": reshape,
        "Permute": permute,
        "RepeatVector": setting(3, n=up_to(5)),
        "Dense": setting(units=up_to(6)),
        "Dropout": setting(rate=rate),
        "SpatialDropout1D": setting(rate=rate),
        "Activation": setting(activation=lambda random: odd(random, random.choice(["relu", "softmax"]), "rellu")),
        "ReLU": NO_SETTINGS,
        "LeakyReLU": NO_SETTINGS,
        "ELU": NO_SETTINGS,
        "Softmax": NO_SETTINGS,
        "PReLU": NO_SETTINGS,
        "BatchNormalization": optional(axis=axis, center=boolean, scale=boolean),
        "LayerNormalization": optional(axis=axis),
        "LSTM": recurrent,
        "GRU": recurrent,
        "SimpleRNN": recurrent,
        "Add": NO_SETTINGS,
        "Subtract": NO_SETTINGS,
        "Multiply": NO_SETTINGS,
        "Average": NO_SETTINGS,
        "Maximum": NO_SETTINGS,
        "Minimum": NO_SETTINGS,
        "Concatenate": optional(axis=axis),
        "Dot": setting(axes=lambda random: odd(random, random.choice([1, 2, (2, 1)]), -1, 0, 3)),
    }
)

#: Numbers of axes that a layer takes without complaint, where not every one from 2 to 5.
RANKS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {name: (4,) for name in DRAWS if name.endswith(("2D", "2DTranspose"))}
    | {name: (3,) for name in DRAWS if name.endswith(("1D", "1DTranspose"))}
    | {"Conv1D": (3, 3, 4), "RepeatVector": (2,), "LSTM": (3,), "GRU": (3,), "SimpleRNN": (3,)}
)

#: How often a layer is drawn, where not once: what 1-D models are made of comes first.
WEIGHTS: Mapping[str, int] = MappingProxyType(
    {"Conv1D": 14, "Conv2D": 4, "MaxPooling1D": 4, "AveragePooling1D": 3, "Conv1DTranspose": 3}
    | {"DepthwiseConv1D": 3, "SeparableConv1D": 3, "ZeroPadding1D": 2, "Cropping1D": 2, "UpSampling1D": 2}
)
