"""Recursion over values: they may be nested without end, and a list may stand in itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from conv1d_lsp.interpreter.machine import DEEPEST, Machine

Rest = ParamSpec("Rest")
Result = TypeVar("Result")
Other = TypeVar("Other")

#: What one level of a structure counts beside one of an expression.
DEPTH_OF_A_LEVEL = 8


def bounded(
    otherwise: Other,
) -> Callable[[Callable[Concatenate[Machine, Rest], Result]], Callable[Concatenate[Machine, Rest], Result | Other]]:
    """A function that takes a step for each call and gives `otherwise` where it is nested too deeply."""

    def decorate(
        function: Callable[Concatenate[Machine, Rest], Result],
    ) -> Callable[Concatenate[Machine, Rest], Result | Other]:
        @wraps(function)
        def inner(m: Machine, /, *given: Rest.args, **named: Rest.kwargs) -> Result | Other:
            if m.depth > DEEPEST:
                return otherwise
            m.tick()
            m.depth += DEPTH_OF_A_LEVEL
            try:
                return function(m, *given, **named)
            finally:
                m.depth -= DEPTH_OF_A_LEVEL

        return inner

    return decorate
