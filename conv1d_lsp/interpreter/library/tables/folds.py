"""`KFold(5).split(X)` and its like: the places of the samples for training and for the test, round by round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import libcst as cst

from conv1d_lsp.arrays import Misfit
from conv1d_lsp.arrays.kinds import WHOLE
from conv1d_lsp.arrays.samples import Halves, folds, halves, in_time
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.forgetting import unknown_iterator
from conv1d_lsp.interpreter.iterators import over_items
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.tables.rows import SOME_ROWS, rows_of
from conv1d_lsp.interpreter.library.tables.splitting import share
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import NONE, Array, EstimatorObject, Integer, TupleValue, Value, integer
from conv1d_lsp.shapes import Dim, Shape, dim

_MODULE = "sklearn.model_selection"

#: Of each splitter: what comes first by position, and how many rounds there are where nothing is said.
_SPLITTERS = {
    "KFold": ("n_splits", 5),
    "StratifiedKFold": ("n_splits", 5),
    "RepeatedKFold": ("n_splits", 5),
    "RepeatedStratifiedKFold": ("n_splits", 5),
    "TimeSeriesSplit": ("n_splits", 5),
    "ShuffleSplit": ("n_splits", 10),
    "StratifiedShuffleSplit": ("n_splits", 10),
    "GroupKFold": ("n_splits", 5),
    "GroupShuffleSplit": ("n_splits", 5),
    "LeaveOneOut": ("", 0),
    "LeaveOneGroupOut": ("", 0),
}

#: More rounds are followed all at once.
_MOST_ROUNDS = 20


def _make(name: str, m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    first = _SPLITTERS[name][0]
    settings = dict(zip((first,), arguments.positional, strict=False)) | dict(arguments.keywords)
    known = arguments.complete and len(arguments.positional) <= 1
    return m.new(EstimatorObject(f"{_MODULE}.{name}", m.site(node), settings if known else None))


def is_splitter(record: EstimatorObject) -> bool:
    """Whether it shares samples out."""
    return record.path.startswith(_MODULE)


def splitter_method(m: Machine, record: EstimatorObject, name: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`split(X, y)`: pairs of places; `get_n_splits()`: how many of them."""
    rounds = _rounds(m, record)
    if name == "get_n_splits" and rounds is not None:
        return integer(rounds)
    data = arguments.get(0, "X")
    if name != "split" or data is None:
        return m.unknown(f"what `{record.label}.{name}` gives", node)
    samples = rows_of(m, data) or SOME_ROWS
    try:
        found = _halves(m, record, samples, rounds)
    except Misfit:
        found = None
    if found is None or len(found) > _MOST_ROUNDS:
        any_round = Halves(SOME_ROWS, SOME_ROWS)
        if found and all(each.test.same(found[0].test) and each.train.same(found[0].train) for each in found):
            any_round = found[0]
        return m.new(unknown_iterator(element=_places(m, any_round, node)))
    return m.new(over_items(tuple(_places(m, each, node) for each in found)))


def _places(m: Machine, count: Halves, node: cst.CSTNode) -> Value:
    site = m.site(node)
    return TupleValue(tuple(Array(Shape((size,)), site, "split", WHOLE) for size in (count.train, count.test)))


def _setting(m: Machine, record: EstimatorObject, name: str) -> Value:
    return m.visible((record.settings or {}).get(name, NONE))


def _rounds(m: Machine, record: EstimatorObject) -> int | None:
    given = _setting(m, record, "n_splits")
    if record.settings is None:
        return None
    if given is NONE:
        return _SPLITTERS[record.label][1] or None
    return given.known if isinstance(given, Integer) else None


def _halves(m: Machine, record: EstimatorObject, samples: Dim, rounds: int | None) -> Sequence[Halves] | None:
    """Raises Misfit."""
    name = record.label
    if name == "LeaveOneOut":
        return [Halves(samples - 1, dim(1))] * samples.value if samples.value is not None else None
    if rounds is None or name.startswith(("Group", "LeaveOneGroup")):
        return None
    if name.endswith("ShuffleSplit"):
        test, train = share(_setting(m, record, "test_size")), share(_setting(m, record, "train_size"))
        return [halves(samples, 0.1 if test is None and train is None else test, train)] * rounds
    if name == "TimeSeriesSplit":
        return _of_time(m, record, samples, rounds)
    found = folds(samples, rounds)
    times = _setting(m, record, "n_repeats") if name.startswith("Repeated") else integer(1)
    times = integer(10) if times is NONE else times
    known = times.known if isinstance(times, Integer) else None
    return None if found is None or known is None or not 0 < known < 1000 else found * known


def _of_time(m: Machine, record: EstimatorObject, samples: Dim, rounds: int) -> Sequence[Halves] | None:
    given = {name: _setting(m, record, name) for name in ("test_size", "gap", "max_train_size")}
    known = {name: value.known if isinstance(value, Integer) else None for name, value in given.items()}
    if any(known[name] is None and value is not NONE for name, value in given.items()):
        return None
    found = in_time(samples, rounds, known["test_size"], known["gap"] or 0)
    most = known["max_train_size"]
    return found if most is None or found is None else [_at_most(each, most) for each in found]


def _at_most(count: Halves, most: int) -> Halves:
    return count if count.train.value is not None and count.train.value <= most else Halves(dim(most), count.test)


FOLDS: Mapping[str, Builtin] = {f"{_MODULE}.{name}": partial(_make, name) for name in _SPLITTERS}
