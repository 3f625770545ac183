"""Tables of pandas, and what they are put through: the estimators of scikit-learn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from conv1d_lsp.interpreter.values.reference import Ref
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.shapes import Dim, Shape

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.values import Value
    from conv1d_lsp.interpreter.values.objects import Key


class FrameObject(Struct, frozen=True, eq=False):
    """A DataFrame of pandas. A Series is an `Array` of the library PANDAS, whose `site` is its `index`.

    width: how many columns; columns: their names, if all of them are known.
    index: which labels the rows have: what has the same ones has the same `index`; None: they are counted from 0.
    heads: the same for the columns. site: where it was made, for the trail, with its label.
    """

    rows: Dim
    width: Dim
    columns: tuple[Key, ...] | None
    index: Site | None
    heads: Site
    site: Site
    label: str = "DataFrame"


class View(Struct, frozen=True, eq=False):
    """What is asked of a table before it is asked for data: `df.iloc`, `df.groupby("a")`, `s.str`.

    kind: the name of the attribute or method. owner: the table or Series. details: what it was given.
    """

    owner: Value
    kind: str
    details: tuple[Value, ...] = ()


class Fit(Struct, frozen=True, eq=False):
    """What an estimator has seen. samples, features: of the data; target: the shape of the targets, if it has any."""

    samples: Dim
    features: Dim
    target: Shape | None = None


class EstimatorObject(Struct, frozen=True, eq=False):
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
