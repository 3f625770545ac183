"""The arguments of a call, evaluated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import libcst as cst

from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.literals import dict_record
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Constant, Value


@dataclass(frozen=True, slots=True, eq=False)
class Arguments:
    """complete: False if a `*` or `**` of unknown content was passed too."""

    positional: tuple[Value, ...] = ()
    keywords: Mapping[str, Value] = field(default_factory=dict)
    complete: bool = True

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


def evaluate_arguments(m: Machine, node: cst.Call) -> Arguments:
    """Evaluate the arguments of a call in their order."""
    positional: list[Value] = []
    keywords: dict[str, Value] = {}
    complete = True
    for argument in node.args:
        value = m.evaluate(argument.value)
        if argument.keyword is not None:
            keywords[argument.keyword.value] = value
        elif argument.star == "*":
            more = elements(m, value)
            complete = complete and more is not None
            positional += more or ()
        elif argument.star == "**":
            complete = _spread(m, value, keywords) and complete
        else:
            positional.append(value)
    return Arguments(tuple(positional), keywords, complete)


def _spread(m: Machine, value: Value, keywords: dict[str, Value]) -> bool:
    record = dict_record(m, m.visible(value))
    if record is None:
        return False
    for key, item in record.items.values():
        if isinstance(key, Constant) and isinstance(key.value, str):
            keywords[key.value] = item
    return record.complete
