"""The arguments of a call."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from conv1d_lsp.interpreter.values import Value


class Arguments(Struct, frozen=True, eq=False):
    """complete: False if a `*` or `**` of unknown content was passed too. rest: any item behind that `*`.

    twice: a keyword that is given two values, for which Python refuses the call.
    """

    positional: tuple[Value, ...] = ()
    keywords: Mapping[str, Value] = field(default_factory=dict)
    complete: bool = True
    rest: Value | None = None
    twice: str | None = None

    def get(self, index: int, name: str) -> Value | None:
        """The argument at a position or of a name."""
        if index < len(self.positional):
            return self.positional[index]
        return self.keywords.get(name)

    def all(self) -> tuple[Value, ...]:
        return (*self.positional, *self.keywords.values())

    def with_first(self, value: Value) -> Arguments:
        return Arguments((value, *self.positional), self.keywords, self.complete)


NO_ARGUMENTS = Arguments()
