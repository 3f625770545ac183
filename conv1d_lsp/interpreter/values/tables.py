"""What tables of data are put through: the estimators of scikit-learn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from conv1d_lsp.interpreter.values.reference import Ref
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.shapes import Dim, Shape
from conv1d_lsp.shapes.record import record

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.values import Value


@record(frozen=True, slots=True, eq=False)
class Fit:
    """What an estimator has seen. samples, features: of the data; target: the shape of the targets, if it has any."""

    samples: Dim
    features: Dim
    target: Shape | None = None


@record(frozen=True, slots=True, eq=False)
class EstimatorObject:
    """An estimator of scikit-learn.

    path: its class. settings: what it was made with, by name; None where that is not known. steps: of a pipeline.
    fit: what `fit` has seen, None if it was not called. untold: it is not known what has been done to it.
    """

    path: str
    site: Site
    settings: Mapping[str, Value] | None = field(default_factory=dict)
    steps: tuple[Ref, ...] = ()
    fit: Fit | None = None
    untold: bool = False

    @property
    def label(self) -> str:
        return self.path.rpartition(".")[2]
