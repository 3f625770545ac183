"""What a loss or a metric of `compile` is: a word, an object, a function of Keras's, or one of the program's own."""

from __future__ import annotations

from msgspec import Struct, field

from conv1d_lsp.arrays import kinds
from conv1d_lsp.interpreter.library.names import canonical
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import OWN_WORDS
from conv1d_lsp.interpreter.values import Array, Constant, Criterion, Integer, Library, TupleValue, Value
from conv1d_lsp.losses import Ending, Facts, Measure, Outcome, Setting, Way, find_loss, find_metric, find_metric_called
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Unclear

_UNTOLD = Unclear("a setting of a loss or metric that can't be told")

_FIND = {"loss": find_loss, "metric": find_metric}
_FIND_CLASS = {"loss": find_loss, "metric": find_metric_called}

#: Where functions and classes of losses and metrics are found, `keras.objectives` in old programs.
_MODULES = {
    "loss": ("keras.losses", "keras.metrics", "keras.objectives"),
    "metric": ("keras.metrics", "keras.losses", "keras.objectives"),
}


class Judge(Struct, frozen=True):
    """A loss or metric of Keras's, as a program has chosen it.

    role: "loss" or "metric". name: what the program calls it. settings: what it was made with.
    """

    role: str
    name: str
    measure: Measure
    settings: dict[str, Setting] = field(default_factory=dict)

    @property
    def usual(self) -> str:
        """The name of its function: `categorical_crossentropy`."""
        return self.measure.names[0]

    def outcome(self, output: Shape, target: Shape, facts: Facts) -> Outcome:
        return self.measure.outcome(output, target, facts)


def judge_of(m: Machine, value: Value, role: str) -> Judge | None:
    """The loss or metric that a value stands for; None for one of the program's own, and for what is not known."""
    match value:
        case Constant(value=str() as word) if not _may_be_own(m, word):
            return _named(m, role, word, word)
        case Criterion():
            module = value.path.rpartition(".")[0]
            own_kind = module == ("keras.losses" if role == "loss" else "keras.metrics")
            if not value.complete or (role == "loss" and not own_kind):
                return None
            measure = _FIND_CLASS[role if own_kind else "loss"](value.label, m.keras)
            settings = {name: setting_of(m.visible(given)) for name, given in value.settings.items()}
            return None if measure is None else Judge(role, value.label, measure, settings)
        case Library():
            module, _, name = canonical(value.path).rpartition(".")
            plain = not name[:1].isupper() or name.isupper()
            return _named(m, role, name, name) if module in _MODULES[role] and plain else None
    return None


def _may_be_own(m: Machine, word: str) -> bool:
    """Whether the program may have told Keras 2 what the word means."""
    return m.keras is Generation.KERAS_2 and OWN_WORDS in m.state.variables


def _named(m: Machine, role: str, name: str, shown: str) -> Judge | None:
    measure = _FIND[role](name, m.keras)
    return None if measure is None else Judge(role, shown, measure)


def setting_of(value: Value) -> Setting:
    """A setting of a loss or metric."""
    match value:
        case Constant(value=None | str() | bool() | float() as known):
            return known
        case Integer(dim=size) if size.value is not None:
            return size.value
        case TupleValue(items=items):
            numbers = [each.known for each in items if isinstance(each, Integer)]
            told = tuple(number for number in numbers if number is not None)
            return told if len(told) == len(items) else _UNTOLD
    return _UNTOLD


def facts_of(m: Machine, judge: Judge, target: Array, ending: Ending | None, way: Way = Way.COMPILED) -> Facts:
    """What is known of a comparison besides the shapes."""
    whole = {kinds.WHOLE: True, kinds.TRUTHS: True, kinds.FLOATS: False}.get(target.dtype or "")
    return Facts(m.keras, way, ending, whole, judge.settings)
