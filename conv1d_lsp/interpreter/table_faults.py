"""Faults of tables of data and of what they are put through. Facts only; the words live in `rules/`."""

from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.shapes import Dim, Shape


class NotATable(Fault, frozen=True):
    """An estimator of scikit-learn gets data of another number of axes. call: `StandardScaler.fit`.

    wanted: 2, samples and features, or 1, labels. whole: each sample is to be one row, whatever is in it.
    """

    call: str
    given: Shape
    wanted: int
    whole: bool = False


class OtherFeatures(Fault, frozen=True):
    """An estimator gets data with another number of columns than it was fitted to."""

    call: str
    given: Shape
    wanted: Dim


class NotAnArray(Fault, frozen=True):
    """A table is asked for a method that only arrays have; or, without one, is indexed by places.

    kind: "DataFrame", "Series" or "list" of arrays.
    """

    kind: str
    method: str | None = None


class LengthsDiffer(Fault, frozen=True):
    """A table gets more or fewer than it has. what: "columns" (of a new one), "values" of a column, "names" of all."""

    what: str
    wanted: Dim
    given: Dim


class NotFitted(Fault, frozen=True):
    """`transform`, `predict` and their like of an estimator that was not fitted."""

    call: str


class NoSuchColumn(Fault, frozen=True):
    """A table of pandas is asked for a column that it does not have. Names are as code writes them.

    label: what made the table.
    """

    name: str
    columns: tuple[str, ...]
    label: str
