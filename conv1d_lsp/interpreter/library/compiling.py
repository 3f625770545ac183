"""What `compile` is given: words for optimizer, losses and metrics, and lists in their places.

Keras looks at the optimizer there, and at losses and metrics only when it trains.
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.classes import library_base, lookup
from conv1d_lsp.interpreter.faults import BadSetting, UnknownCompileWord
from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import OWN_WORDS
from conv1d_lsp.interpreter.values import (
    NONE,
    Compiled,
    Constant,
    Function,
    Instance,
    ListObject,
    Ref,
    TupleValue,
    Unknown,
    Value,
    is_none,
)
from conv1d_lsp.layers.identifiers import Kind
from conv1d_lsp.settings import Generation

#: The parameters in order.
_PLACES = {
    Generation.KERAS_2: ("optimizer", "loss", "metrics", "loss_weights", "weighted_metrics"),
    Generation.KERAS_3: ("optimizer", "loss", "loss_weights", "metrics", "weighted_metrics"),
}

_KINDS = {"optimizer": Kind.OPTIMIZER, "loss": Kind.LOSS, "metrics": Kind.METRIC, "weighted_metrics": Kind.METRIC}

_WEIGHTS = "a number for each output"

#: Methods of a model of the program's own that may make something else of losses and metrics.
_OWN = ("train_step", "test_step", "compute_loss", "compute_metrics")


def check_compile(m: Machine, arguments: Arguments, node: cst.CSTNode) -> None:
    """Report what `model.compile(...)` is given that Keras does not know, there or as soon as it trains."""
    for index, name in enumerate(_PLACES[m.keras]):
        value = arguments.get(index, name)
        if value is None or not arguments.complete:
            continue
        check = _Check(m, name, index if index < len(arguments.positional) else None, node)
        m.each([value], check)


def compiled_with(m: Machine, before: Compiled | None, arguments: Arguments, node: cst.CSTNode) -> Compiled:
    """What a model is compiled with from here on. before: what it was compiled with, None for nothing.

    Keras 3 keeps the metrics of before where it is given none.
    """
    if not arguments.complete:
        return Compiled()
    places = _PLACES[m.keras]
    by_name = {name: arguments.get(places.index(name), name) for name in places if name != "optimizer"}
    again = m.keras is Generation.KERAS_3 and before is not None
    if again and all(each is None or is_none(each) for each in (by_name["metrics"], by_name["weighted_metrics"])):
        by_name["metrics"] = m.unknown("metrics of an earlier `compile`", node)
    return Compiled(m.site(node), **by_name)


def compile_own(m: Machine, ref: Ref, record: Instance, arguments: Arguments, node: cst.CSTNode) -> None:
    """Both for a model of a class of the program's own."""
    cls = record.cls
    if cls is None or library_base(cls) not in ("keras.Model", "keras.Sequential"):
        return
    if not any(isinstance(lookup(m, cls, name), Function) for name in _OWN):
        check_compile(m, arguments, node)
    m.write(ref, replace(record, compiled=compiled_with(m, record.compiled, arguments, node)))


class _Check(Struct, frozen=True):
    """Of one argument; place: where it stands, if it is passed by position."""

    m: Machine
    name: str
    place: int | None
    node: cst.CSTNode

    def __call__(self, chosen: Sequence[Value]) -> Value:
        (value,) = chosen
        if self.name == "loss_weights":
            self._weights(value)
        elif self.m.keras is Generation.KERAS_3 and self.name.endswith("metrics") and _word(value):
            self._report(repr(_word(value)), "a list of metrics")
        else:
            self._words(value)
        return NONE

    def _words(self, value: Value) -> None:
        """An optimizer is one word, the others may be lists and dicts of them."""
        m, kind = self.m, _KINDS[self.name]
        promise = Promise.RAISES if kind is Kind.OPTIMIZER else Promise.RUNS
        parts = (value,) if kind is Kind.OPTIMIZER else leaves(m, value)
        for word in dict.fromkeys(filter(None, map(_word, parts))):
            registered = ">" in word or self._may_be_told(kind)
            if not registered and not kind.knows(word, m.keras):
                m.report(UnknownCompileWord(self.name, word, kind.like(word, m.keras)), self.node, promise=promise)

    def _may_be_told(self, kind: Kind) -> bool:
        """Whether the program may have told Keras the word; Keras 3 asks nobody for losses and metrics."""
        asked = self.m.keras is Generation.KERAS_2 or kind is Kind.OPTIMIZER
        return asked and OWN_WORDS in self.m.state.variables

    def _weights(self, value: Value) -> None:
        """Metrics where Keras 3 has the weights of the losses: a list fails as soon as it trains."""
        if self.m.keras is not Generation.KERAS_3 or self.place is None:
            return
        record = self.m.record(value) if isinstance(value, Ref) else value
        items = record.items or () if isinstance(record, ListObject | TupleValue) else None
        if items is None and _word(value):
            self._report(repr(_word(value)), _WEIGHTS, "metrics")
        elif any(_word(each) for each in items or ()):
            self._report("a list of metrics", _WEIGHTS, "metrics", Promise.RUNS)

    def _report(self, found: str, wanted: str, meant: str | None = None, promise: Promise = Promise.RAISES) -> None:
        fault = BadSetting("compile", self.name, found, wanted, self.place, meant)
        self.m.report(fault, self.node, promise=promise)


def _word(value: Value) -> str | None:
    return value.value if isinstance(value, Constant) and isinstance(value.value, str) else None


def tell_words(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Unknown:
    """`get_custom_objects()`, `custom_object_scope({...})`: from here on Keras may know words of the program's own."""
    m.state.write_variable(OWN_WORDS, NONE)
    return m.unknown("objects that Keras is told of", node)


OWN_OBJECTS = {
    f"keras.{module}.{name}": tell_words
    for module in ("utils", "saving", "utils.generic_utils", "utils.custom_object_scope")
    for name in ("get_custom_objects", "custom_object_scope", "CustomObjectScope")
}
