"""Faults of tables of data and of what they are put through. Facts only; the words live in `rules/`."""

from dataclasses import dataclass

from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.shapes import Dim, Shape


@dataclass(frozen=True, slots=True)
class NotATable(Fault):
    """An estimator of scikit-learn gets data of another number of axes. call: `StandardScaler.fit`.

    wanted: 2, samples and features, or 1, labels. whole: each sample is to be one row, whatever is in it.
    """

    call: str
    given: Shape
    wanted: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class OtherFeatures(Fault):
    """An estimator gets data with another number of columns than it was fitted to."""

    call: str
    given: Shape
    wanted: Dim


@dataclass(frozen=True, slots=True)
class NotAnArray(Fault):
    """A table is asked for a method that only arrays have; or, without one, is indexed by places.

    kind: "DataFrame", "Series" or "list" of arrays.
    """

    kind: str
    method: str | None = None


@dataclass(frozen=True, slots=True)
class LengthsDiffer(Fault):
    """A table gets more or fewer than it has. what: "columns" (of a new one), "values" of a column, "names" of all."""

    what: str
    wanted: Dim
    given: Dim


@dataclass(frozen=True, slots=True)
class NotFitted(Fault):
    """`transform`, `predict` and their like of an estimator that was not fitted."""

    call: str


@dataclass(frozen=True, slots=True)
class NoSuchColumn(Fault):
    """A table of pandas is asked for a column that it does not have. Names are as code writes them.

    label: what made the table.
    """

    name: str
    columns: tuple[str, ...]
    label: str
