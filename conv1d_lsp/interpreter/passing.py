"""The arguments of a call, evaluated."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.iteration import element, elements
from conv1d_lsp.interpreter.literals import dict_record
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Constant, DictObject, Value


def evaluate_arguments(m: Machine, node: cst.Call) -> Arguments:
    """Evaluate the arguments of a call in their order."""
    positional: list[Value] = []
    keywords: dict[str, Value] = {}
    complete, rest, twice = True, None, None
    for argument in node.args:
        value = m.evaluate(argument.value)
        if argument.keyword is not None:
            name = argument.keyword.value
            twice = name if name in keywords else twice
            keywords[name] = value
        elif argument.star == "*":
            more = elements(m, value)
            if more is None:
                complete, rest = False, element(m, value)
            positional += more or ()
        elif argument.star == "**":
            record = dict_record(m, m.visible(value))
            named = {} if record is None else _by_name(record)
            known = record is not None and record.complete
            twice = next((name for name in named if known and name in keywords), twice)
            keywords |= named
            complete = complete and known
        else:
            positional.append(value)
    return Arguments(tuple(positional), keywords, complete, rest, twice)


def _by_name(record: DictObject) -> Mapping[str, Value]:
    return {
        key.value: item
        for key, item in record.items.values()
        if isinstance(key, Constant) and isinstance(key.value, str)
    }
