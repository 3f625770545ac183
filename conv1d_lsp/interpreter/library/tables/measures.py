"""`accuracy_score`, `mean_squared_error`, `compute_class_weight` and their like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import libcst as cst

from conv1d_lsp.arrays.misfits import SizesDiffer
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.tables.refusals import report_on_tables
from conv1d_lsp.interpreter.library.tables.rows import as_array
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, Value
from conv1d_lsp.shapes import Shape, Truth, Unclear

_CLASSES = Unclear("how many classes there are")

#: What compares labels or numbers with those that were predicted, sample by sample.
_COMPARING = (
    "accuracy_score f1_score precision_score recall_score mean_squared_error mean_absolute_error r2_score "
    "root_mean_squared_error balanced_accuracy_score cohen_kappa_score matthews_corrcoef classification_report "
    "confusion_matrix mean_absolute_percentage_error explained_variance_score median_absolute_error hamming_loss"
).split()


def _compared(name: str, m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Two arrays of as many samples each."""
    if not arguments.complete or len(arguments.all()) < 2:
        return m.unknown(f"what `{name}` gives", node)
    values = [arguments.get(0, "y_true"), arguments.get(1, "y_pred")]

    def one(chosen: Sequence[Value]) -> Value:
        both = [array for value in chosen if (array := as_array(m, value)) is not None and array.shape.axes]
        if len(both) == 2 and both[0].shape[0].equals(both[1].shape[0]) is Truth.NO:
            misfit = SizesDiffer((both[0].shape, both[1].shape), 0)
            return report_on_tables(m, name, misfit, both, node)
        if name == "confusion_matrix" and "labels" not in arguments.keywords:
            return Array(Shape((_CLASSES, _CLASSES)), m.site(node), name)
        return m.unknown(f"what `{name}` gives", node)

    return m.each([value for value in values if value is not None], one)


def _weights(name: str, m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`compute_class_weight("balanced", classes=…, y=…)`: a number for each class; for each sample."""
    given = arguments.get(1, "classes" if name == "compute_class_weight" else "y")
    array = None if given is None else as_array(m, given)
    if array is None or len(array.shape.known_axes) != 1:
        return m.unknown(f"what `{name}` gives", node)
    return Array(array.shape, m.site(node), name)


#: What scales a table in one step.
_SCALING = "scale minmax_scale maxabs_scale robust_scale normalize quantile_transform power_transform".split()


def _scaled(name: str, m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    given = arguments.all()[0] if arguments.all() and arguments.complete else None
    array = None if given is None else as_array(m, given)
    told = array is not None and len(array.shape.known_axes) == 2 and "return_norm" not in arguments.keywords
    return Array(array.shape, m.site(node), name) if told and array is not None else m.unknown(f"`{name}`", node)


MEASURES: Mapping[str, Builtin] = {
    **{f"sklearn.preprocessing.{name}": partial(_scaled, name) for name in _SCALING},
    **{f"sklearn.metrics.{name}": partial(_compared, name) for name in _COMPARING},
    "sklearn.utils.class_weight.compute_class_weight": partial(_weights, "compute_class_weight"),
    "sklearn.utils.compute_class_weight": partial(_weights, "compute_class_weight"),
    "sklearn.utils.class_weight.compute_sample_weight": partial(_weights, "compute_sample_weight"),
}
