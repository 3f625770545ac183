"""Layers that make numbers of categories, texts and tables."""

from collections.abc import Callable

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import drawer
from tests.judge.drawers.settings import among, boolean, setting, some
from tests.judge.drawers.tensors import Given, Inputs, one
from tests.judge.values import Settings, Value

Columns = Callable[[Dice], Inputs]


def column(dtype: str) -> Columns:
    """(batch,), (batch, values), often one value, seldom more axes."""

    def draw(random: Dice) -> Inputs:
        sizes = random.choice([(), (1,), (1,), (4,), (None,), (3, 1), (3, 5)])
        return Inputs((Given(sizes, random.choice([None, None, 3]), dtype),))

    return draw


def columns(random: Dice) -> Inputs:
    """Several columns of one shape, mostly two."""
    sizes = random.choice([(), (1,), (1,), (1,), (3,), (None,)])
    dtype = random.choice(["string", "int64"])
    count = random.choices([2, 1, 3], [85, 7, 8])[0]
    given = [Given(sizes if random.random() < 0.95 else (1,), None, dtype) for _ in range(count)]
    return Inputs(tuple(given), tuple(range(count)) if random.random() < 0.97 else 0)


def lookup(terms: list[Value], special: Value) -> Callable[[Dice, int], tuple[Settings, int]]:
    def draw(random: Dice, rank: int) -> tuple[Settings, int]:
        mode = random.choice(["int", "int", "one_hot", "multi_hot", "count", "binary"])
        known = random.sample(terms, random.randint(1, len(terms)))
        if random.random() < 0.2:
            known = [special, *known]
        if random.random() < 0.03:
            known = [*known, known[-1]]
        settings: Settings = {"vocabulary": random.choice([known, tuple(known)]), "output_mode": mode}
        settings |= some(
            random,
            {
                "num_oov_indices": lambda: among(1, 2, 3, odd_ones=(-1, "1", None))(random),
                "max_tokens": lambda: among(9, 20, None, odd_ones=(0, 1, 3, "9"))(random),
            },
        )
        if settings.get("max_tokens") and random.random() < 0.5:
            settings["pad_to_max_tokens"] = True
        return settings, rank

    return draw


def vectorization(random: Dice, rank: int) -> tuple[Settings, int]:
    mode = random.choice(["int", "int", "int", "multi_hot", "count"])
    settings: Settings = {"output_mode": mode}
    settings["vocabulary"] = random.sample(["a", "b", "c", "d"], random.randint(1, 4))
    if mode == "int":
        settings |= some(random, {"output_sequence_length": lambda: length(random)})
    settings |= some(
        random,
        {
            "standardize": lambda: among("lower", None, "strip_punctuation", odd_ones=("upper", 3))(random),
            "split": lambda: among("character", "whitespace", odd_ones=("words", 1))(random),
            "max_tokens": lambda: among(10, 100, None, odd_ones=(1, 0, "10"))(random),
            "ngrams": lambda: among(2, (1, 2), None, odd_ones=([1, 2], "2", 1.5))(random),
        },
    )
    return settings, rank


def length(random: Dice) -> Value:
    return among(1, 7, 20, None, odd_ones=(-1, 2.0, "7"))(random)


def normalization(random: Dice, rank: int) -> tuple[Settings, int]:
    axis = among(-1, 1, None, (1,), [-1], odd_ones=(5, -6, 0, 1.0))(random)
    settings: Settings = {"axis": axis} if random.random() < 0.5 else {}
    if random.random() < 0.4:
        numbers = among(0.5, [0.5, 1.5, 2.5, 3.5], [1.0], odd_ones=(None,))(random)
        settings |= {"mean": numbers, "variance": numbers}
    return settings, rank


BOUNDARIES = among([0.0, 1.0], (0.0, 0.5, 1.0), [1.0], odd_ones=(None,))
MODE = among("int", "one_hot", "multi_hot", "count", odd_ones=("binary", "ONE_HOT", None))

DRAWERS = {
    "CategoryEncoding": drawer(
        setting(num_tokens=among(4, 1, 9, odd_ones=(0, -1, 4.0, "4", None, True))),
        inputs=column("int32"),
        weight=0,
        extra={"output_mode": among("multi_hot", "one_hot", "count", "binary", odd_ones=("int", None, 3))}
        | {"max_tokens": among(5, 7)},
    ),
    "Discretization": drawer(
        setting(bin_boundaries=BOUNDARIES),
        inputs=column("float32"),
        weight=0,
        extra={"output_mode": MODE, "num_bins": among(None, odd_ones=(4,)), "bins": among(None)},
    ),
    "Hashing": drawer(
        setting(num_bins=among(8, 3, 1, odd_ones=(0, None, "8"))),
        inputs=column("string"),
        weight=0,
        extra={"output_mode": MODE, "salt": among(3, (1, 2), [1, 2], odd_ones=((1,), "a", 1.5))}
        | {"mask_value": among("", None)},
    ),
    "HashedCrossing": drawer(
        setting(num_bins=among(8, 3)),
        inputs=columns,
        weight=0,
        extra={"output_mode": among("int", "one_hot", odd_ones=("count", None))},
    ),
    "StringLookup": drawer(
        lookup(["a", "b", "c"], "[UNK]"),
        inputs=column("string"),
        weight=0,
        extra={
            "mask_token": among("", None, "a"),
            "oov_token": among("[UNK]", "a"),
            "encoding": among("utf-8"),
            "salt": among(None),
            "invert": among(False),
        },
    ),
    "IntegerLookup": drawer(
        lookup([1, 2, 3], -1),
        inputs=column("int64"),
        weight=0,
        extra={
            "mask_token": among(0, None, 1),
            "oov_token": among(-1, 9, 1),
            "salt": among(None),
        }
        | {
            "vocabulary_dtype": among("int64", odd_ones=("int32",)),
            "invert": among(False),
            "oov_method": among("floormod", odd_ones=("hash",)),
        },
    ),
    "TextVectorization": drawer(
        vectorization,
        inputs=column("string"),
        weight=0,
        extra={"pad_to_max_tokens": boolean, "encoding": among("utf-8", odd_ones=(None,))},
    ),
    "Normalization": drawer(normalization, inputs=one(2, 2, 3, low=4, high=4), weight=0, extra={"invert": boolean}),
}
