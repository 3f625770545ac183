"""`train_test_split`, `shuffle`, `resample`: the samples shared out, mixed, drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import libcst as cst

from conv1d_lsp.arrays import Given, Misfit
from conv1d_lsp.arrays.samples import halves, of_one_count
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.tables.refusals import report_on_tables
from conv1d_lsp.interpreter.library.tables.rows import SOME_ROWS, rows_of, with_rows
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import NONE, Array, Constant, Integer, ListObject, Unknown, Value
from conv1d_lsp.shapes import Dim, Shape, Unclear

#: What `train_test_split` is told by name.
_OPTIONS = ("test_size", "train_size", "random_state", "shuffle", "stratify")

_Work = Callable[[Machine, Sequence[Value], Mapping[str, Value], cst.CSTNode], Value]


def _called(work: _Work, options: Sequence[str], m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Each combination of choices on its own. What is not known altogether gives nothing that is known."""
    if not arguments.complete or not arguments.positional or not set(arguments.keywords) <= set(options):
        return m.unknown("how the samples are shared out", node)
    names, count = list(arguments.keywords), len(arguments.positional)

    def one(chosen: Sequence[Value]) -> Value:
        return work(m, chosen[:count], dict(zip(names, chosen[count:], strict=True)), node)

    return m.each(list(arguments.all()), one)


def _split(m: Machine, data: Sequence[Value], options: Mapping[str, Value], node: cst.CSTNode) -> Value:
    """`train_test_split(X, y, test_size=0.2)`: of each, what is for training and what is for the test."""
    label, site = "train_test_split", m.site(node)
    stratify = options.get("stratify", NONE)
    arrays = _arrays([*data, stratify])
    try:
        samples = _samples(m, [*data, stratify])
        found = halves(samples, share(options.get("test_size")), share(options.get("train_size")))
    except Misfit as misfit:
        return report_on_tables(m, label, misfit, arrays, node)
    parts = [with_rows(m, each, rows, site) for each in data for rows in (found.train, found.test)]
    return m.new(ListObject(tuple(parts)))


def _samples(m: Machine, data: Sequence[Value]) -> Dim:
    """Raises SizesDiffer."""
    counts = [rows_of(m, each) for each in data]
    shapes = [
        each.shape if isinstance(each, Array) else Shape((rows,))
        for each, rows in zip(data, counts, strict=True)
        if rows is not None
    ]
    return of_one_count(shapes) or SOME_ROWS


def _arrays(data: Sequence[Value]) -> list[Array]:
    return [each for each in data if isinstance(each, Array)]


def share(value: Value | None) -> Given:
    """A share of the samples as it is given."""
    if value is None or isinstance(value, Constant):
        known = None if value is None else value.value
        return known if isinstance(known, float | str | None) else Unclear("a share of the samples")
    return value.dim if isinstance(value, Integer | Unknown) else Unclear("a share of the samples")


def _shuffled(m: Machine, data: Sequence[Value], options: Mapping[str, Value], node: cst.CSTNode) -> Value:
    """`shuffle(X, y)`: as many samples, or `n_samples` of them; one array alone is given back alone."""
    wanted = options.get("n_samples", NONE)
    try:
        samples = _samples(m, data)
    except Misfit as misfit:
        return report_on_tables(m, "shuffle", misfit, _arrays(data), node)
    if wanted is not NONE:
        samples = wanted.dim if isinstance(wanted, Integer | Unknown) else SOME_ROWS
    parts = [with_rows(m, each, samples, m.site(node)) for each in data]
    return parts[0] if len(parts) == 1 else m.new(ListObject(tuple(parts)))


def _on_call(work: _Work, options: Sequence[str]) -> Builtin:
    return lambda m, arguments, node: _called(work, options, m, arguments, node)


_DRAWING = ("n_samples", "random_state", "replace", "stratify", "sample_weight")

SPLITTING: Mapping[str, Builtin] = {
    "sklearn.model_selection.train_test_split": _on_call(_split, _OPTIONS),
    "sklearn.cross_validation.train_test_split": _on_call(_split, _OPTIONS),
    "sklearn.utils.shuffle": _on_call(_shuffled, _DRAWING),
    "sklearn.utils.resample": _on_call(_shuffled, _DRAWING),
}
