"""Attention."""

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import drawer
from tests.judge.drawers.settings import NO_SETTINGS, among, boolean, odd, rate, some, whole
from tests.judge.drawers.tensors import Given, Inputs, alike, tensor
from tests.judge.values import Settings


def multi_head(random: Dice, rank: int) -> tuple[Settings, int]:
    settings: Settings = {"num_heads": whole(random, 1, 3), "key_dim": whole(random, 1, 4)}
    settings |= some(
        random,
        {
            "value_dim": lambda: odd(random, random.randint(1, 4), None, 0, 2.0),
            "use_bias": lambda: boolean(random),
            "output_shape": lambda: random.choice([None, 3, (3,), (2, 3)]),
        },
    )
    return settings, rank


def query_and_value(random: Dice) -> Inputs:
    """By position or name; a key of the value's steps now and then."""
    query = tensor(random, (3,), None, 1, 6)
    value = alike(random, query, same=(1,) if random.random() < 0.5 else (0, 1))
    tensors: tuple[Given, ...] = (query, value)
    if random.random() < 0.3:
        tensors = (query, value, alike(random, value))
    count = len(tensors)
    if random.random() < 0.05:
        return Inputs(tensors[:1])
    if random.random() < 0.6:
        return Inputs(tensors, more=tuple(range(1, count)))
    return Inputs(tensors, named=dict(list({"value": 1, "key": 2}.items())[: count - 1]))


def grouped(random: Dice, rank: int) -> tuple[Settings, int]:
    heads = random.randint(1, 3)
    queries = odd(random, heads * random.randint(1, 3), 5, -4, 4.0, None)
    settings: Settings = {"head_dim": whole(random, 1, 4), "num_query_heads": queries}
    settings["num_key_value_heads"] = odd(random, heads, 0, -1, 2.0, None)
    return settings, rank


def alike_channels(random: Dice) -> Inputs:
    """Mostly of the same channels; the scores asked for now and then."""
    query = tensor(random, (3,), None, 1, 6)
    value = alike(random, query, same=(1,) if random.random() < 0.5 else (0, 1))
    tensors: tuple[Given, ...] = (query, value, alike(random, value)) if random.random() < 0.2 else (query, value)
    call: Settings = {"return_attention_scores": True} if random.random() < 0.2 else {}
    return Inputs(tensors, more=tuple(range(1, len(tensors))), call=call)


def pair_or_three(random: Dice) -> Inputs:
    """[query, value] or [query, value, key]."""
    query = tensor(random, (3,), None, 1, 6)
    value = alike(random, query, same=(1,) if random.random() < 0.7 else (0, 1))
    tensors: tuple[Given, ...] = (query, value)
    if random.random() < 0.4:
        tensors = (query, value, alike(random, value))
    if random.random() < 0.04:
        tensors = (query,)
    return Inputs(tensors, 0 if random.random() < 0.03 else tuple(range(len(tensors))))


DRAWERS = {
    "MultiHeadAttention": drawer(
        multi_head,
        3,
        inputs=query_and_value,
        weight=0,
        extra={
            "dropout": rate,
            "use_gate": boolean,
            "flash_attention": among(False, None),
            "attention_axes": among(1, None, (1,), odd_ones=(2, -2, (1, 2))),
        },
    ),
    "GroupQueryAttention": drawer(
        grouped,
        3,
        inputs=alike_channels,
        weight=0,
        extra={"use_bias": boolean, "use_gate": boolean, "flash_attention": among(False, None)},
    ),
    "Attention": drawer(
        NO_SETTINGS,
        3,
        inputs=pair_or_three,
        weight=0,
        extra={"use_scale": boolean, "score_mode": among("dot", "concat", odd_ones=("Dot", None)), "dropout": rate},
    ),
    "AdditiveAttention": drawer(
        NO_SETTINGS, 3, inputs=pair_or_three, weight=0, extra={"use_scale": boolean, "dropout": rate}
    ),
}
