"""The arguments of a call, evaluated."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.iteration import element, elements
from conv1d_lsp.interpreter.literals import dict_record
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Constant, Value


def evaluate_arguments(m: Machine, node: cst.Call) -> Arguments:
    """Evaluate the arguments of a call in their order."""
    positional: list[Value] = []
    keywords: dict[str, Value] = {}
    complete, rest = True, None
    for argument in node.args:
        value = m.evaluate(argument.value)
        if argument.keyword is not None:
            keywords[argument.keyword.value] = value
        elif argument.star == "*":
            more = elements(m, value)
            if more is None:
                complete, rest = False, element(m, value)
            positional += more or ()
        elif argument.star == "**":
            complete = _spread(m, value, keywords) and complete
        else:
            positional.append(value)
    return Arguments(tuple(positional), keywords, complete, rest)


def _spread(m: Machine, value: Value, keywords: dict[str, Value]) -> bool:
    record = dict_record(m, m.visible(value))
    if record is None:
        return False
    for key, item in record.items.values():
        if isinstance(key, Constant) and isinstance(key.value, str):
            keywords[key.value] = item
    return record.complete
