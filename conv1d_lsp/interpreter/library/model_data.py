"""`fit`, `evaluate`, `predict` and their like: what a model is given, and what it makes of it."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst
from msgspec import Struct

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.library.data_checks import check_samples
from conv1d_lsp.interpreter.library.elements import without_first_size
from conv1d_lsp.interpreter.library.handed import Handed, Origin, argument, handed, handed_in
from conv1d_lsp.interpreter.library.listed_data import check_lists
from conv1d_lsp.interpreter.library.lossless import check_loss_there
from conv1d_lsp.interpreter.library.made_turned import check_turned
from conv1d_lsp.interpreter.library.model_calls import GIVE_OUTPUTS, call_built, lacking_key, shapes_given
from conv1d_lsp.interpreter.library.perhaps_called import perhaps_called
from conv1d_lsp.interpreter.library.refused_data import refused_data
from conv1d_lsp.interpreter.library.structures import in_model_order
from conv1d_lsp.interpreter.library.targets import Comparing, check_targets
from conv1d_lsp.interpreter.library.training import check_training
from conv1d_lsp.interpreter.library.training_checks import check_states, check_targets_there, check_validation
from conv1d_lsp.interpreter.library.training_results import history_of, numbers_of
from conv1d_lsp.interpreter.library.unscaled import check_scale
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import ModelObject, Ref, Unknown, Value
from conv1d_lsp.settings import Generation

Method = Callable[[Machine, Ref, ModelObject, Arguments, cst.CSTNode], Value]


class _OnData(Struct, frozen=True):
    """A call of one of these methods on one model."""

    m: Machine
    ref: Ref
    record: ModelObject
    method: str
    arguments: Arguments
    node: cst.CSTNode

    def result(self) -> Value:
        m, method, node = self.m, self.method, self.node
        if (refused := check_training(m, self.record, method, node)) is not None:
            return refused
        given = handed(m, method, self.arguments, node)
        if given is None:
            perhaps_called(m, self.ref)
            return m.unknown(f"what `{method}` gives", node)
        if (refused := self._refused(given)) is not None:
            return refused
        found = len(m.notes.findings)
        result = self._on(given, "")
        if _raised(m, found):
            return result
        check_targets_there(m, method, given, self.record, node)
        check_loss_there(m, method, given, self.record, node)
        if method == "fit":
            self._validated()
            check_scale(m, self.record, given.data, node)
            trained = m.record(self.ref)
            if isinstance(trained, ModelObject):
                check_turned(m, trained, given.data, node)
        return result if _raised(m, found) else self._kept() or result

    def _kept(self) -> Value | None:
        """What `fit` and `evaluate` give, as far as it is known."""
        gives = {"fit": history_of, "evaluate": numbers_of}.get(self.method)
        model = self.m.record(self.ref)
        return gives(self.m, model, self.arguments, self.node) if gives and isinstance(model, ModelObject) else None

    def _refused(self, given: Handed) -> Unknown | None:
        """What is wrong before the model is called."""
        m, method, arguments, node = self.m, self.method, self.arguments, self.node
        refused = refused_data(m, method, given, self.record, arguments, node)
        return refused or check_states(m, method, given, self.record, arguments, node)

    def _on(self, given: Handed, part: str) -> Value:
        """What the model makes of the data. part: the argument that holds it, if that is not `x`."""
        m, method, node = self.m, self.method, self.node
        data = given.data
        if given.origin is not Origin.ARRAYS and method == "predict":
            data = without_first_size(m, data)
        now = m.record(self.ref)
        tensors = in_model_order(m, now, data) if isinstance(now, ModelObject) else None
        if tensors is None:
            lacking = lacking_key(m, self.record, data, method, node, part)
            perhaps_called(m, self.ref)
            return lacking or m.unknown("which input of the model is which can't be told", node)
        if method in GIVE_OUTPUTS:
            return m.each(tensors, lambda chosen: call_built(m, self.ref, chosen, method, node))

        def trained(chosen: object) -> Value:
            shapes = shapes_given(m, self.ref, chosen, method, node, part)  # type: ignore[arg-type]
            model = m.record(self.ref)
            if isinstance(shapes, tuple) and isinstance(model, ModelObject) and given.targets is not None:
                whole = given.origin is Origin.ARRAYS
                holder = part or ("y" if whole else "x")
                comparing = Comparing(model, method, self.arguments, node, holder, whole, given.weights)
                check_targets(m, comparing, shapes, given.targets)
            return m.unknown(f"what `{method}` gives", node)

        return m.each(tensors, trained)

    def _validated(self) -> None:
        """`validation_data`, which `fit` looks at when an epoch ends."""
        m, node, part = self.m, self.node, "validation_data"
        value, index = argument(m, "fit", self.arguments, part)
        frequency, _ = argument(m, "fit", self.arguments, "validation_freq")
        now = frequency is None or m.keras is Generation.KERAS_2
        if value is not None and now and check_validation(m, value, self.record, node, index):
            return
        given = None if value is None or frequency is not None else handed_in(m, value, node)
        if given is None or check_lists(m, "fit", given, self.record, self.arguments, node, part) is not None:
            return
        if check_samples(m, "fit", given, self.record, node, part) is None:
            self._on(given, part)


def _raised(m: Machine, found: int) -> bool:
    """Whether an exception is among the findings from there on."""
    return any(each.promise is Promise.RAISES for each in m.notes.findings[found:])


def on_data(name: str) -> Method:
    """The method of this name."""

    def method(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
        return _OnData(m, ref, record, name, arguments, node).result()

    return method


ON_DATA = {
    name: on_data(name)
    for name in ("fit", "evaluate", "predict", "predict_on_batch", "train_on_batch", "test_on_batch")
}
