"""What stands in a mixed model beside layers on one tensor: expressions on its tensors."""

from __future__ import annotations

from collections.abc import Sequence

from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Number, Shape
from tests.judge.drawers import drawers
from tests.judge.drawers.dice import Dice
from tests.judge.functions import families
from tests.judge.functions.scene import Drawn, Scene, Size
from tests.judge.values import Made

#: Families of functions whose results are mostly tensors of floats.
FAMILIES = ("pairs", "reductions", "reshaping", "joining", "indexing", "products", "repeating", "networks")

#: Layers that a Sequential holds, by the number of axes of its input.
STACKED = {
    2: ("Dense", "Dropout", "BatchNormalization", "RepeatVector", "LeakyReLU"),
    3: ("Conv1D", "MaxPooling1D", "Dense", "LSTM", "BatchNormalization", "GlobalAveragePooling1D", "Flatten", "GRU"),
}

#: Expressions on tensors of three axes, `{0}` and `{1}`; numbers from 1 to 6 for `n` and `m`.
ON_SEQUENCES = (
    "layers.LSTM({n}, return_state=True)({0})[{k}]",
    "layers.GRU({n}, return_sequences=True, return_state=True)({0})[{j}]",
    "layers.Bidirectional(layers.LSTM({n}, return_sequences=True), merge_mode={mode!r})({0})",
    "layers.Bidirectional(layers.GRU({n}))({0})",
    "layers.RNN(layers.LSTMCell({n}), return_sequences=True)({0})",
    "layers.RNN([layers.GRUCell({n}), layers.SimpleRNNCell({m})])({0})",
    "layers.TimeDistributed(layers.Dense({n}))({0})",
    "layers.MultiHeadAttention({n}, {m})({0}, {1})",
    "layers.MultiHeadAttention({n}, {m}, value_dim={k})({0}, {0})",
    "layers.Attention()([{0}, {1}])",
    "layers.AdditiveAttention()([{0}, {1}])",
    "layers.ConvLSTM1D({n}, {m})({0}[:, :, None])",
    "layers.LSTM({n}, return_sequences=True)({0}, initial_state=layers.LSTM({n}, return_state=True)({1})[1:])",
    "layers.Lambda(lambda x: x[:, ::{m}])({0})",
    "layers.Lambda(lambda x: x * {n} + 1)({0})",
    "layers.Lambda(lambda x: x[:, -1])({0})",
    "layers.Lambda(lambda pair: pair[0] * pair[1])([{0}, {1}])",
    "layers.Permute((2, 1))({0})",
    "Residual({n}, {m})({0})",
    "Scale()({0})",
    "Halves({n})({0})[{k}]",
    "Tower({n})({0})",
    "block({0}, {n}, {m})",
    "block(block({0}, {n}, {m}), {n}, 3)",
    "layers.SpectralNormalization(layers.Conv1D({n}, {m}))({0})",
    "layers.GroupNormalization(1)({0})",
    "layers.Conv1D({n}, {m}, padding='same', activation=keras.activations.relu)({0})",
    "keras.activations.softmax({0})",
    "keras.layers.concatenate([{0}, {1}])",
    "keras.Sequential([layers.TimeDistributed(layers.Dense({n})), layers.ReLU()])({0})",
)

ON_VECTORS = (
    "Scale()({0})",
    "layers.Dense({n})({0})[:, {k}:]",
    "layers.Embedding(9, {n})({0})",
    "layers.Lambda(lambda x: x * {n} + 1)({0})",
    "layers.RepeatVector({n})({0})",
    "layers.Reshape((-1, {n}))({0})",
    "layers.Dot(1)([{0}, {1}])",
    "keras.activations.gelu({0})",
)


class ModelScene(Scene):
    """The tensors of a model, in place of inputs of their own; `{3}` is the name of node 3's."""

    def __init__(self, random: Dice, keras: Generation, number: int, tensors: dict[int, Shape]) -> None:
        super().__init__(random, keras, number)
        known = {index: shape for index, shape in tensors.items() if shape.ranked}
        self.there = [Drawn(f"{{{index}}}", sizes_of(shape)) for index, shape in known.items()]

    def tensor(self, *ranks: int, low: int = 1, high: int = 6, dtype: str | None = None) -> Drawn:
        """Mostly a late one with one of these numbers of axes."""
        fitting = [each for each in self.there if each.rank in (ranks or (2, 3, 4))]
        if dtype is not None or not fitting:
            return super().tensor(*ranks, low=low, high=high, dtype=dtype)
        return fitting[-1] if self.chance(0.6) else self.random.choice(fitting)

    def alike(self, tensor: Drawn, kept: Sequence[int] = ()) -> Drawn:
        same = [each for each in self.there if each.rank == tensor.rank]
        fitting = [each for each in same if all(map(fits, each.sizes, tensor.sizes))]
        return self.random.choice(fitting or same) if same and self.chance(0.9) else super().alike(tensor, kept)


def fits(one: Size, other: Size) -> bool:
    return one == other or 1 in (one, other)


def sizes_of(shape: Shape) -> tuple[Size, ...]:
    return tuple(size.value if isinstance(size, Number) else None for size in shape.known_axes)


def expression(scene: ModelScene) -> str:
    """One expression on tensors that are there."""
    chance = scene.random.random()
    if chance < 0.5:
        return of_function(scene)
    return special(scene) if chance < 0.85 else sequential(scene)


def of_function(scene: ModelScene) -> str:
    entries = families()[scene.random.choice(FAMILIES)]
    named = [(entry, entry.names(scene.keras)) for entry in entries]
    entry, names = scene.random.choice([(entry, names) for entry, names in named if names])
    return entry.expression(scene.random.choice(names), scene)


def special(scene: ModelScene) -> str:
    first = scene.tensor(3, 3, 3, 2)
    form = scene.random.choice(ON_SEQUENCES if first.rank == 3 else ON_VECTORS)
    same = [each for each in scene.there if each.rank == first.rank and all(map(fits, each.sizes, first.sizes))]
    second = scene.random.choice([first, *same])
    sizes = {"n": scene.size(), "m": scene.size(), "k": scene.size(0, 1), "j": scene.size(0, 1)}
    mode = scene.random.choice(["concat", "sum", "mul", "ave"])
    return form.format(first, second, mode=mode, **sizes)


def sequential(scene: ModelScene) -> str:
    first = scene.tensor(3, 3, 2)
    rank, parts = first.rank, []
    for _ in range(scene.size(1, 4)):
        name = scene.random.choice(STACKED.get(rank, ("ReLU",)))
        settings, rank = drawers()[name].draw(scene.random, rank)
        parts.append(repr(Made(name, settings)))
    return f"keras.Sequential([{', '.join(parts)}])({first})"
