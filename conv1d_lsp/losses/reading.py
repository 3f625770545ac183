"""How a loss or a metric reads a target and an output: what it is told, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from conv1d_lsp.losses.axes import Axes
from conv1d_lsp.losses.outcomes import Silence
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Unclear


class Way(Enum):
    """How a loss or a metric is called."""

    COMPILED = "by fit, evaluate, train_on_batch and their like"
    OBJECT = "an object's own call, with tensors"
    FUNCTION = "the plain function; in Keras 2 also a loss object's own call with arrays"


class Ending(Enum):
    """What gave the output. Keras 2 looks whether it can take the logits in its place."""

    SIGMOID = "sigmoid"
    SOFTMAX = "softmax"
    OTHER = "anything else"


#: A setting of a constructor; an `Unclear` if it can't be told.
Setting = int | float | str | bool | tuple[int, ...] | Unclear | None


class Facts(Struct, frozen=True):
    """What is known besides the shapes; None for an `ending` and for `integers` that can't be told.

    integers: whether the target's numbers are whole by their type. settings: those that were given, by name.
    """

    keras: Generation
    way: Way = Way.COMPILED
    ending: Ending | None = None
    integers: bool | None = None
    settings: Mapping[str, Setting] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def third(self) -> bool:
        return self.keras is Generation.KERAS_3

    def flag(self, name: str, usual: bool = False) -> bool:
        """A setting that is on or off, `usual` if not given. Raises Untold where it can't be told."""
        value = self.settings.get(name, usual)
        if isinstance(value, Unclear):
            raise Untold(*(replace(self, settings={**self.settings, name: choice}) for choice in (True, False)))
        return bool(value)

    def setting(self, name: str, default: Setting) -> Setting:
        """Any other. Raises Untold where it can't be told."""
        value = self.settings.get(name, default)
        if isinstance(value, Unclear):
            raise Untold
        return value

    def is_set_to(self, name: str, word: str) -> bool:
        """Whether a setting has this word. Raises Untold where that can't be told."""
        value = self.setting(name, None)
        return isinstance(value, str) and value == word

    def ended_with(self, ending: Ending) -> bool:
        """Whether that gave the output. Raises Untold."""
        if self.ending is None:
            raise Untold(*(replace(self, ending=choice) for choice in (ending, Ending.OTHER)))
        return self.ending is ending

    def of_integers(self) -> bool:
        """Whether the target's numbers are whole. Raises Untold."""
        if self.integers is None:
            raise Untold(*(replace(self, integers=choice) for choice in (True, False)))
        return self.integers


class Untold(Exception):  # noqa: N818 (nothing is wrong)
    """Ends a reading that needs to know more. choices: the facts to try in place; none where that can't be done."""

    def __init__(self, *choices: Facts) -> None:
        super().__init__(*choices)
        self.choices = choices


class Reading(Struct, frozen=True):
    """The values that came out, before they are reduced to one, and why they are not what was meant.

    classes: the axis that the classes were read from, where there are any.
    """

    values: Axes
    odd: Silence | None = None
    classes: int | None = None


#: Target and output, as Keras takes them to the function. Raises Refused where Keras raises, Untold.
Reader = Callable[[Axes, Axes, Facts], Reading]
