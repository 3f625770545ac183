"""Layers around a layer of any kind."""

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import drawer
from tests.judge.drawers.settings import among, odd, per_axis, whole
from tests.judge.values import Made, Settings, Value


def any_layer(random: Dice) -> Value:
    layers: list[Value] = [
        Made("Dense", {"units": whole(random, 1, 4)}),
        Made("Conv1D", {"filters": whole(random, 1, 4), "kernel_size": per_axis(random, 1, 4)}),
        Made("MaxPooling1D", {"pool_size": per_axis(random, 1, 3)}),
        Made("Flatten", {}),
        Made("LSTM", {"units": whole(random, 1, 4)}),
        Made("BatchNormalization", {}),
        Made("Dropout", {"rate": 0.5}),
        Made("GRU", {"units": whole(random, 1, 4), "return_sequences": True}),
        Made("Bidirectional", {"layer": Made("LSTM", {"units": 2})}),
        Made("TimeDistributed", {"layer": Made("Dense", {"units": 3, "trainable": False})}),
        Made("GlobalMaxPooling1D", {}),
        Made("Reshape", {"target_shape": (-1, 2)}),
        Made("Activation", {"activation": "relu"}),
        Made("LayerNormalization", {}),
        Made("LSTM", {"units": 2, "return_state": True}),
    ]
    return odd(random, random.choice(layers), None, 3, "Dense")


def time_distributed(random: Dice, rank: int) -> tuple[Settings, int]:
    return {"layer": any_layer(random)}, rank


def layer_with_kernel(random: Dice, rank: int) -> tuple[Settings, int]:
    kernel = per_axis(random, 1, 3)
    layers: list[Value] = [
        Made("Dense", {"units": whole(random, 1, 4)}),
        Made("Conv1D", {"filters": whole(random, 1, 4), "kernel_size": kernel}),
        Made("Conv1DTranspose", {"filters": 2, "kernel_size": kernel, "use_bias": False}),
        Made("DepthwiseConv1D", {"kernel_size": kernel}),
        Made("SeparableConv1D", {"filters": 2, "kernel_size": kernel}),
        Made("LayerNormalization", {}),
        Made("LSTM", {"units": 2}),
        Made("ReLU", {}),
    ]
    return {"layer": odd(random, random.choice(layers), None, "Dense")}, rank


def several_layers(random: Dice, rank: int) -> tuple[Settings, int]:
    return {"layers": odd(random, [any_layer(random) for _ in range(random.randint(1, 3))], [], 3)}, rank


DRAWERS = {
    "Pipeline": drawer(several_layers, 3, 3, 4, weight=0),
    "TimeDistributed": drawer(time_distributed, 3, 4, 4, 5, weight=0),
    "SpectralNormalization": drawer(
        layer_with_kernel, 3, weight=0, extra={"power_iterations": among(1, 2, odd_ones=(0, -1, None, "1"))}
    ),
}
