"""Layers that take whole numbers."""

from dataclasses import replace

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import drawer
from tests.judge.drawers.settings import among, boolean, constraint, initializer, regularizer, setting, up_to
from tests.judge.drawers.tensors import Inputs, one


def there_and_back(random: Dice) -> Inputs:
    """Whole numbers, or with `reverse` what they became."""
    if random.random() < 0.6:
        return one(2, 2, 3, dtype="int32")(random)
    return replace(one(2, 3)(random), call={"reverse": True})


DRAWERS = {
    "ReversibleEmbedding": drawer(
        setting(input_dim=up_to(9), output_dim=up_to(5)),
        inputs=there_and_back,
        weight=0,
        extra={"tie_weights": boolean, "mask_zero": boolean, "reverse_dtype": among("float32", None)}
        | {"logit_soft_cap": among(1.0, 30, None, odd_ones=(0, -1, "a"))},
    ),
    "Embedding": drawer(
        setting(input_dim=up_to(9), output_dim=up_to(5)),
        inputs=one(2, 2, 3, dtype="int32"),
        weight=0,
        extra={"mask_zero": boolean, "embeddings_initializer": initializer, "embeddings_regularizer": regularizer}
        | {"embeddings_constraint": constraint, "input_length": up_to(9)},
    ),
}
