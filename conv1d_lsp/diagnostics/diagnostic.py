"""A diagnostic with its trail of places and its fixes."""

from enum import StrEnum

from msgspec import Struct

from conv1d_lsp.diagnostics.place import Place


class Severity(StrEnum):
    """error: Keras raises there, every time. warning: it runs and is hardly meant, or raises on some paths."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"


#: How the step of a trail begins that says what to do.
ADVICE = "help: "


class Step(Struct, frozen=True):
    """One place on the way to a fault, with what happened there; or advice, which is about the fault itself."""

    place: Place
    message: str

    @property
    def is_advice(self) -> bool:
        return self.message.startswith(ADVICE)


class Edit(Struct, frozen=True):
    """Replace the text at `place` by `text`."""

    place: Place
    text: str


class Fix(Struct, frozen=True):
    """A repair. `safe` as in Ruff: the meaning stays, or a crash becomes what was surely meant.

    A fix begins as a proposal of its rule. It is `proven` once the engine has analysed the edited text and found the
    fault gone and nothing new; nobody is shown a fix that is not.
    """

    title: str
    safe: bool
    edits: tuple[Edit, ...]
    proven: bool = False


class Diagnostic(Struct, frozen=True):
    """One thing to tell the user: `message` is readable alone, `trail` says how it came about.

    keras: the generations under which it is so, 2 or 3; empty where that does not matter.
    """

    place: Place
    rule: str
    severity: Severity
    message: str
    trail: tuple[Step, ...] = ()
    fixes: tuple[Fix, ...] = ()
    keras: tuple[int, ...] = ()
