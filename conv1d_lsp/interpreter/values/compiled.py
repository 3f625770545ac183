"""Losses and metrics as objects, and what a model was compiled with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from conv1d_lsp.interpreter.values.site import Site

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.values import Value


class Criterion(Struct, frozen=True, eq=False):
    """A loss or metric of Keras's: `keras.losses.Huber(delta=2.0)`.

    path: of its class. settings: what it was made with, by name. complete: False if it may have been given others.
    """

    path: str
    settings: Mapping[str, Value]
    complete: bool
    site: Site

    @property
    def label(self) -> str:
        """The name of its class."""
        return self.path.rpartition(".")[2]


class Compiled(Struct, frozen=True, eq=False):
    """What `compile` was given; None for an argument that it was not.

    site: of the call; None where the model was perhaps compiled somewhere, with what is not known.
    """

    site: Site | None = None
    loss: Value | None = None
    metrics: Value | None = None
    loss_weights: Value | None = None
    weighted_metrics: Value | None = None
