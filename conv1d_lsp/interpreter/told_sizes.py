"""The sizes that a comment or an annotation names: `n` is the same wherever it stands in one function.

A name of the program that holds an integer there is that integer. Any other is a size known by this name; in an
annotation, the one that it was found to be.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from typing import Any

import libcst as cst

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import Variable
from conv1d_lsp.interpreter.values import Integer, TupleValue, Unknown
from conv1d_lsp.interpreter.variables import read_name
from conv1d_lsp.shapes import OPEN, Dim, Number, Symbol, Unclear, dim
from conv1d_lsp.shapes.grammar import ToldAxis

#: What is said to be any size.
_ANY = frozenset({"?", "_"})

#: Names, numbers and operators: of nothing else does Python's parser warn.
_TOKENS = re.compile(r"(?:[^\W\d]\w*+|\d{1,18}(?!\w)|[-+*/()\s])++")

#: Two numbers with a dash are no subtraction.
_RANGE = re.compile(r"\d\s*[-/]\s*\d")

_NOT_SAID = Unclear("the comment does not say it")
_NOT_UNDERSTOOD = Unclear("the comment says it in words that are not understood")
_DEEPEST = 20

_OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Dim]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Div: operator.floordiv,
}


def told_size(m: Machine, axis: ToldAxis, teller: cst.CSTNode) -> Dim:
    """An axis as a size. teller: the comment or annotation."""
    return _read(axis, lambda name: _named(m, name, teller))


def checked_size(m: Machine, axis: ToldAxis) -> Dim:
    """The same, as far as the program says itself what its names are: people use one letter for many things."""
    return _read(axis, lambda name: _of_program(m, name) or _NOT_SAID)


def claimed_size(m: Machine, axis: ToldAxis) -> Dim:
    """The same of an axis of a claim, in which a letter stands for any size, and `90-98` for one of these."""
    if isinstance(axis, str) and _RANGE.search(axis):
        return _NOT_UNDERSTOOD
    return _read(axis, lambda name: (None if len(name) == 1 else _of_program(m, name)) or _NOT_SAID)


def _read(axis: ToldAxis, named: Callable[[str], Dim]) -> Dim:
    if axis is None:
        return OPEN
    if isinstance(axis, int):
        return dim(axis) if axis >= 0 else _NOT_UNDERSTOOD
    text = axis.rpartition("=")[2].strip()
    if text in _ANY:
        return _NOT_SAID
    if _TOKENS.fullmatch(text) is None:
        return _NOT_UNDERSTOOD
    try:
        parsed = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return _NOT_UNDERSTOOD
    return _size(parsed, named, _DEEPEST)


def _size(node: ast.expr, named: Callable[[str], Dim], levels: int) -> Dim:
    if not levels:
        return _NOT_UNDERSTOOD
    match node:
        case ast.Constant(value=int() as number) if type(number) is int:
            return dim(number)
        case ast.Name(id=name):
            return named(name)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_size(left, named, levels - 1), _size(right, named, levels - 1))
    return _NOT_UNDERSTOOD


def _named(m: Machine, name: str, teller: cst.CSTNode) -> Dim:
    known = _of_program(m, name) or _kept(m, name)
    if known is not None:
        return known
    m.counters.fork += 1
    size = Number.of(Symbol(name, m.counters.fork, low=0, whole=True, passing=m.summarised_loops > 0))
    _keep(m, name, size, teller)
    return size


def _of_program(m: Machine, name: str) -> Number | None:
    value = m.visible(read_name(m, name))
    if isinstance(value, Integer) and isinstance(value.dim, Number):
        return value.dim
    return value.number if isinstance(value, Unknown) else None


def found_size(m: Machine, axis: ToldAxis, size: Dim, teller: cst.CSTNode) -> None:
    """An axis that is known by itself: from here on its name, if it has one that nobody has told before, is this."""
    if isinstance(axis, str) and axis.isidentifier() and isinstance(size, Number) and axis not in _ANY:
        told_before = m.state.variables.get(_variable(m, axis))
        if told_before is None or _teller(told_before) is teller:
            _keep(m, axis, size, teller)


def _kept(m: Machine, name: str) -> Number | None:
    value = m.state.variables.get(_variable(m, name))
    size = value.items[0] if isinstance(value, TupleValue) else None
    return size.dim if isinstance(size, Integer) and isinstance(size.dim, Number) else None


def _keep(m: Machine, name: str, size: Number, teller: cst.CSTNode) -> None:
    m.state.write_variable(_variable(m, name), TupleValue((Integer(size), Unknown("a told size", m.site(teller)))))


def _teller(value: object) -> cst.CSTNode | None:
    """The comment that has told a name first: passed again, it may tell another size."""
    teller = value.items[1] if isinstance(value, TupleValue) else None
    return teller.site.node if isinstance(teller, Unknown) and teller.site is not None else None


def _variable(m: Machine, name: str) -> Variable:
    """No variable of the program has a blank in its name."""
    return m.scope, f"size {name}"
