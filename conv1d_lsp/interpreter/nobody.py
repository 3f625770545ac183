"""What a function gets that nobody calls: its parameters as names, or its defaults where they count."""

from __future__ import annotations

from enum import Enum

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.functions import call_function
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Function, Value, is_none
from conv1d_lsp.source.walk import child_nodes


class Given(Enum):
    """Which arguments nobody's call passes.

    NAMES: any of them, `*args` and `**kwargs` too. DEFAULTS: all that can be left out. SOME_DEFAULTS: those whose
    default is a value; None often stands for what the caller is to give, and so do `*args` and `**kwargs`.
    """

    NAMES = "names"
    DEFAULTS = "defaults"
    SOME_DEFAULTS = "some defaults"


def call_for_nobody(m: Machine, function: Function, given: Given, node: cst.CSTNode, *first: Value) -> Value:
    """Call a function; `first` are the arguments that are known: the instance of a method."""
    outer, m.nobody_from = m.nobody_from, m.counters.graph
    try:
        return call_function(m, *_passed(function, given, first), node)
    finally:
        m.nobody_from = outer


def _passed(function: Function, given: Given, first: tuple[Value, ...]) -> tuple[Function, Arguments]:
    if given is Given.NAMES:
        return replace(function, defaults=()), Arguments(first, complete=False)
    if given is Given.SOME_DEFAULTS:
        said = {name: value for name, value in function.defaults if not is_none(value)}
        return function, Arguments(first, said, complete=False)
    return function, Arguments(first)


def starred_names(function: Function) -> frozenset[str]:
    """The names of its `*args` and `**kwargs`."""
    params = function.node.params
    starred = params.star_arg, params.star_kwarg
    return frozenset(each.name.value for each in starred if isinstance(each, cst.Param))


def uses(function: Function, names: frozenset[str]) -> bool:
    """Whether it does something with its starred parameters other than to hand them to the class that it is from."""
    stack: list[cst.CSTNode] = [function.node.body] if names else []
    while stack:
        node = stack.pop()
        if type(node) is cst.Name and node.value in names:
            return True
        if type(node) is cst.Call and type(node.func) is cst.Attribute and node.func.attr.value == "__init__":
            stack += [each.value for each in node.args if not (each.star and type(each.value) is cst.Name)]
        else:
            stack += child_nodes(node)
    return False
