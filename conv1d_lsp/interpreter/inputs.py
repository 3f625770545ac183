"""Inputs of the program: what whoever uses it chooses, and how a condition's key names it."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.executing import Input
from conv1d_lsp.interpreter.literals import key_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import ConditionKey
from conv1d_lsp.interpreter.values import Constant, Function, Integer, Library, TupleValue, Unknown, Value
from conv1d_lsp.shapes import Dim, Number
from conv1d_lsp.source.text import text_of

#: Decorators under which whoever calls a function still chooses its arguments.
_PLAIN_DECORATORS = frozenset({"staticmethod", "classmethod", "tf.function"})


def part_of(value: Value) -> object | None:
    """What identifies a value in a condition's key."""
    match value:
        case Unknown(number=Number() as number):
            return "number", str(number), _identities(number)
        case Unknown():
            return value
        case Integer():
            return "number", str(value.dim), _identities(value.dim)
        case Constant() | TupleValue():
            return key_of(value)
        case Library():
            return value.path
    return None


def _identities(size: Dim) -> frozenset[int]:
    """Which names a number is made of: those of two functions may read alike."""
    return frozenset(s.identity for s in size.expression.symbols()) if isinstance(size, Number) else frozenset()


def may_ask_what_there_is(m: Machine) -> bool:
    """Whether a test on this path may be about the libraries: any but that of a number that somebody chooses."""
    numbers = {fork for key, fork in m.conditions.items() if _limits_a_number(m, key)} if m.state.guards else ()
    return any(fork not in numbers for fork, _ in m.state.guards)


def _limits_a_number(m: Machine, key: ConditionKey) -> bool:
    """`if steps < 8`, where the program is given the steps."""
    chosen = m.inputs.get(key[1]) if key[0] in ("LessThan", "LessThanEqual") else None
    return chosen is not None and "version" not in chosen.word.lower()


def note_option(m: Machine, value: Unknown, name: str) -> None:
    """An option of the command line, known as `args.name` or `FLAGS.name`."""
    m.inputs = m.inputs.set(part_of(value), Input(name, name.rpartition(".")[2]))


def note_parameter(m: Machine, value: Unknown, name: str, function: Function, node: cst.CSTNode) -> None:
    """A parameter of a function that is followed though nobody calls it. node: where it is said to be called."""
    definition = function.node
    if isinstance(node, cst.Call) or not isinstance(definition, cst.FunctionDef):
        return
    plain = all(text_of(decorator.decorator) in _PLAIN_DECORATORS for decorator in definition.decorators)
    if plain and not _is_annotated(definition, name):
        m.inputs = m.inputs.set(part_of(value), Input(name, name, definition))


def _is_annotated(definition: cst.FunctionDef, name: str) -> bool:
    """Whether the signature says more of a parameter than a plain type: then not every value is one of its."""
    params = definition.params
    for each in (*params.posonly_params, *params.params, *params.kwonly_params):
        if each.name.value == name and each.annotation is not None:
            return text_of(each.annotation.annotation) not in ("bool", "int", "str", "float")
    return False
