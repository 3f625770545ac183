"""Estimators of scikit-learn: made, fitted, and what their methods give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.arrays import Given, Misfit
from conv1d_lsp.arrays.estimators import Estimator, Seen, Takes, find_estimator
from conv1d_lsp.arrays.misfits import OtherFeatures, SizesDiffer
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.framed import is_series
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.library.names import LIBRARY_SCOPE
from conv1d_lsp.interpreter.library.tables.refusals import report_on_tables
from conv1d_lsp.interpreter.library.tables.rows import SOME_ROWS, as_array, rows_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import Variable
from conv1d_lsp.interpreter.table_faults import NotFitted
from conv1d_lsp.interpreter.values import (
    ANSWERS,
    NONE,
    OF_OBJECTS,
    SPARSE,
    Array,
    Constant,
    EstimatorObject,
    Fit,
    Integer,
    Ref,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear

_UNTOLD = "what an estimator gives"

#: Set where the program may have asked for tables of pandas in place of arrays.
OUTPUT: Variable = (LIBRARY_SCOPE, "output of estimators")


def give_tables(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`scaler.set_output(transform="pandas")`, `sklearn.set_config(transform_output="pandas")`."""
    m.state.write_variable(OUTPUT, NONE)
    return NONE


def make_estimator(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """`StandardScaler()`, `PCA(n_components=3)`; None for a class that is not declared."""
    declared = find_estimator(path)
    if declared is None:
        return None
    named = dict(zip(declared.first, arguments.positional, strict=False)) | dict(arguments.keywords)
    known = arguments.complete and len(arguments.positional) <= len(declared.first)
    return m.new(EstimatorObject(declared.path, m.site(node), named if known else None))


def estimator_method(
    m: Machine, ref: Ref, record: EstimatorObject, name: str, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """What a method of an estimator gives."""
    work = _METHODS.get(name)
    if name == "set_output":
        give_tables(m, arguments, node)
    if name in ("set_params", "set_output", "partial_fit") or not arguments.complete:
        m.write(ref, replace(record, fit=None, untold=True, settings=None if name == "set_params" else record.settings))
        return ref
    if work is None:
        return m.unknown(f"what `{record.label}.{name}` gives", node)
    values = [arguments.get(0, "X") or arguments.keywords.get("y") or NONE, arguments.get(1, "y") or NONE]

    def one(chosen: Sequence[Value]) -> Value:
        now = m.record(ref)
        assert isinstance(now, EstimatorObject)
        return Step(m, ref, now, name, node).run(work, chosen[0], chosen[1])

    return m.each(values, one)


class Step:
    """One call of a method of an estimator."""

    def __init__(self, m: Machine, ref: Ref, record: EstimatorObject, method: str, node: cst.CSTNode) -> None:
        declared = find_estimator(record.path)
        assert declared is not None
        self.m, self.ref, self.record, self.node = m, ref, record, node
        self.declared: Estimator = declared
        self.method, self.label = method, f"{record.label}.{method}"
        self.settings = {name: _setting(m, value) for name, value in (record.settings or {}).items()}

    def run(self, work: _Work, data: Value, targets: Value) -> Value:
        try:
            result = work(self, data, targets)
            of_model = data.of_model if isinstance(data, Array) and self.method == "inverse_transform" else None
            return replace(result, of_model=of_model) if of_model is ANSWERS and isinstance(result, Array) else result
        except Misfit as misfit:
            given = [each if is_series(each) else as_array(self.m, each) for each in (data, targets)]
            arrays = [each for each in given if isinstance(each, Array)]
            return report_on_tables(self.m, self.label, misfit, arrays, self.node)

    # What the data is

    def table(self, data: Value) -> Array | None:
        """The data, which is looked at. Raises NotATable."""
        array = as_array(self.m, data)
        if array is None or array.dtype in OF_OBJECTS:
            return None
        self.declared.check(array.shape)
        return array

    def fitted(self, data: Value, targets: Value) -> Fit | None:
        """What `fit` sees; None where it can't be told. Raises a misfit."""
        if self.declared.takes is Takes.ANYTHING:
            return Fit(rows_of(self.m, data) or SOME_ROWS, SOME_ROWS)
        array, target = self.table(data), as_array(self.m, targets)
        if array is None:
            return None
        axes = array.shape.known_axes
        counted = self.declared.predicts and target is not None and target.shape.axes and axes
        if counted and target is not None and axes[0].equals(target.shape[0]) is Truth.NO:
            raise SizesDiffer((array.shape, target.shape), 0)
        rest = axes[1] if len(axes) > 1 else SOME_ROWS
        fit = Fit(axes[0], rest, None if target is None else target.shape)
        self.declared.width(Seen(fit.samples, fit.features), self.settings)
        return fit

    def keep(self, fit: Fit | None) -> None:
        self.record = replace(self.record, fit=fit, untold=fit is None)
        self.m.write(self.ref, self.record)

    def seen(self) -> Fit | None:
        """What it was fitted to, where nobody else can have fitted it since."""
        return self.record.fit if self.is_own else None

    @property
    def is_own(self) -> bool:
        """Whether nothing but the code being read can have done something to it."""
        return self.ref.address > self.m.others_until and not self.record.untold

    def check_features(self, data: Shape) -> None:
        """Raises OtherFeatures."""
        fit, is_table = self.seen(), data.ranked and len(data.known_axes) == 2
        if fit is None or self.declared.takes is not Takes.TABLE or not is_table:
            return
        if fit.features.equals(data[1]) is Truth.NO:
            raise OtherFeatures(data, fit.features)

    def unfitted(self) -> Unknown | None:
        """Reports a method that wants a fitted estimator."""
        if self.record.fit is not None or self.declared.stateless or not self.is_own or self.m.summarised_loops:
            return None
        return self.m.report(NotFitted(self.label), self.node, made=self.record.site)

    def result(self, rows: Dim, width: Dim | None) -> Value:
        if OUTPUT in self.m.state.variables:
            return self.m.unknown("what kind of table an estimator is set to give", self.node)
        axes = (rows,) if width is None else (rows, width)
        return Array(Shape(axes), self.m.site(self.node), self.label, library=self.library)

    @property
    def library(self) -> str:
        """Whether the result is a sparse matrix, as far as that is known."""
        setting = self.declared.sparse
        if setting is None:
            return "numpy"
        stated = [self.settings.get(name) for name in (setting, "sparse") if name in self.settings]
        return "numpy" if stated and stated[0] is False else SPARSE

    def transformed(self, data: Value, fit: Fit | None) -> Value:
        rows = rows_of(self.m, data)
        array = as_array(self.m, data)
        if rows is None:
            return self.m.unknown(_UNTOLD, self.node)
        features = array.shape[1] if array is not None and len(array.shape.known_axes) == 2 else SOME_ROWS
        seen = Seen(rows, features) if fit is None else Seen(fit.samples, fit.features)
        if self.declared.columns is None:
            return self.result(rows, None)
        if self.declared.takes is Takes.LABELS and (array is None or len(array.shape.known_axes) > 1):
            return self.m.unknown(_UNTOLD, self.node)
        if self.record.settings is None:
            return self.result(rows, Unclear("how an estimator was set"))
        return self.result(rows, self.declared.width(seen, self.settings))


_Work = Callable[[Step, Value, Value], Value]


def _fit(step: Step, data: Value, targets: Value) -> Value:
    step.keep(step.fitted(data, targets))
    return step.ref


def _fit_transform(step: Step, data: Value, targets: Value) -> Value:
    if step.declared.columns is None and step.declared.takes is not Takes.LABELS:
        return step.m.unknown(_UNTOLD, step.node)
    fit = step.fitted(data, targets)
    step.keep(fit)
    return step.transformed(data, fit)


def _transform(step: Step, data: Value, targets: Value) -> Value:
    if step.declared.columns is None and step.declared.takes is not Takes.LABELS:
        return step.m.unknown(_UNTOLD, step.node)
    if (unfitted := step.unfitted()) is not None:
        return unfitted
    array = None if step.declared.takes is Takes.ANYTHING else step.table(data)
    if array is not None:
        step.check_features(array.shape)
    return step.transformed(data, step.seen())


def _inverse(step: Step, data: Value, targets: Value) -> Value:
    """Back to as many columns as there were."""
    if (unfitted := step.unfitted()) is not None:
        return unfitted
    array, fit, rows = as_array(step.m, data), step.seen(), rows_of(step.m, data)
    if rows is None or step.declared.takes is Takes.ANYTHING:
        return step.m.unknown(_UNTOLD, step.node)
    if step.declared.takes is Takes.LABELS and (step.declared.columns is not None or step.table(data) is not None):
        return step.result(rows, None)
    if array is None or step.declared.takes is Takes.LABELS:
        return step.m.unknown(_UNTOLD, step.node)
    if step.declared.loose:
        step.declared.check(array.shape)
        spread = fit is not None and fit.features.equals(1) is not Truth.NO
        if not spread:
            step.check_features(array.shape)
        return step.result(rows, array.shape[1])
    return step.result(rows, Unclear("what an estimator was fitted to") if fit is None else fit.features)


def _predict(step: Step, data: Value, targets: Value) -> Value:
    """A number or a label for each sample, where one was learned for each."""
    if not step.declared.predicts:
        return step.m.unknown(_UNTOLD, step.node)
    if (unfitted := step.unfitted()) is not None:
        return unfitted
    array, fit = step.table(data), step.seen()
    if array is None:
        return step.m.unknown(_UNTOLD, step.node)
    step.check_features(array.shape)
    clusters = step.declared.path.startswith("sklearn.cluster.")
    alone = fit is not None and fit.target is not None and len(fit.target.axes or (0, 0)) == 1
    if not alone and not clusters:
        return step.m.unknown("what was learned for each sample is not known", step.node)
    return step.result(array.shape[0], None)


def _fit_predict(step: Step, data: Value, targets: Value) -> Value:
    if not step.declared.path.startswith("sklearn.cluster."):
        return step.m.unknown(_UNTOLD, step.node)
    fit = step.fitted(data, targets)
    step.keep(fit)
    return step.m.unknown(_UNTOLD, step.node) if fit is None else step.result(fit.samples, None)


def _probabilities(step: Step, data: Value, targets: Value) -> Value:
    """A number for each class."""
    if not step.declared.predicts or (array := step.table(data)) is None:
        return step.m.unknown(_UNTOLD, step.node)
    step.check_features(array.shape)
    return step.result(array.shape[0], Unclear("how many classes there are"))


_METHODS: Mapping[str, _Work] = {
    "fit": _fit,
    "fit_transform": _fit_transform,
    "transform": _transform,
    "inverse_transform": _inverse,
    "predict": _predict,
    "fit_predict": _fit_predict,
    "predict_proba": _probabilities,
}


def _setting(m: Machine, value: Value) -> Given:
    value = m.visible(value)
    match value:
        case Constant(value=str() | float() | bool() | None as plain):
            return plain
        case Integer():
            return value.dim
        case Ref() | TupleValue() if (items := elements(m, value)) is not None:
            return tuple(_setting(m, item) for item in items)
    return Unclear("a setting of an estimator")


#: What `fit` of a scaler leaves: a number for each feature.
_OF_FEATURES = frozenset("mean_ scale_ var_ data_min_ data_max_ data_range_ min_ max_abs_ center_".split())


def estimator_attribute(m: Machine, record: EstimatorObject, name: str, node: cst.CSTNode) -> Value | None:
    """What `fit` has left; None for a method."""
    if not name.endswith("_"):
        return None if record.settings is None else record.settings.get(name)
    site, fit = m.site(node), None if record.untold else record.fit
    if name == "classes_":
        return Array(Shape((Unclear("how many classes there are"),)), site, f"{record.label}.classes_")
    if fit is None:
        return m.unknown("what an estimator was fitted to", node)
    if name == "n_features_in_":
        return Integer(fit.features)
    if name in _OF_FEATURES and record.path.endswith("Scaler") and record.settings == {}:
        return Array(Shape((fit.features,)), site, f"{record.label}.{name}")
    if name == "labels_":
        return Array(Shape((fit.samples,)), site, f"{record.label}.labels_")
    return m.unknown(f"`{name}` of an estimator", node)
