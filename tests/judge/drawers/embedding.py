"""Layers that take whole numbers."""

from tests.judge.drawers.drawer import drawer
from tests.judge.drawers.settings import boolean, constraint, initializer, regularizer, setting, up_to
from tests.judge.drawers.tensors import one

DRAWERS = {
    "Embedding": drawer(
        setting(input_dim=up_to(9), output_dim=up_to(5)),
        inputs=one(2, 2, 3, dtype="int32"),
        weight=0,
        extra={"mask_zero": boolean, "embeddings_initializer": initializer, "embeddings_regularizer": regularizer}
        | {"embeddings_constraint": constraint, "input_length": up_to(9)},
    )
}
