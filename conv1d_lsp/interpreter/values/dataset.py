"""Datasets of `tf.data`, and the specification of a tensor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from conv1d_lsp.interpreter.values.structure import Structure
from conv1d_lsp.shapes import Shape

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.values import Value


class Dataset(Struct, frozen=True, eq=False):
    """A `tf.data.Dataset`: what any one of its elements is like. It never changes: its methods give others.

    structure: how the parts of an element stand together; None for one alone. parts: arrays, datasets (those of
    windows) or what is unknown, those of a dict by key. An axis that is open in them has another size in each element.
    """

    structure: Structure | None
    parts: tuple[Value, ...]


class Spec(Struct, frozen=True, eq=False):
    """`tf.TensorSpec(shape)`."""

    shape: Shape
