"""Expressions: numbers and conditions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.judge.programs.writer import Writer

Part = tuple[float, Callable[["Writer", int], str]]


def _call(w: Writer, levels: int) -> str:
    if not w.functions:
        return f"D.get('{w.pick('x', 'y', 'z')}', {number(w, levels)})"
    return f"{w.pick(*w.functions)}({number(w, levels)}, {number(w, levels)})"


def _attribute(w: Writer, levels: int) -> str:
    return f"{w.pick(*w.instances)}.{w.pick('m', 'n')}" if w.instances else w.name()


#: What a number may be, each with how often.
PARTS: tuple[Part, ...] = (
    (10, lambda w, left: f"({number(w, left)} {w.pick('+', '-', '*')} {number(w, left)})"),
    (3, lambda w, left: f"len({w.list()})"),
    (4, lambda w, left: f"({number(w, left)} if {condition(w)} else {number(w, left)})"),
    (3, lambda w, left: f"sum({w.list()})"),
    (2, lambda w, left: f"{w.pick('max', 'min')}({number(w, left)}, {number(w, left)})"),
    (2, lambda w, left: f"({number(w, left)} // {w.pick('2', '3')})"),
    (1, lambda w, left: f"({number(w, left)} % {w.pick('2', '3')})"),
    (2, lambda w, left: "n"),
    (1, lambda w, left: f"({number(w, left)} {w.pick('and', 'or')} {number(w, left)})"),
    (2, _attribute),
    (3, _call),
)


def number(w: Writer, levels: int) -> str:
    """An expression that is a number, with at most so many parentheses inside each other."""
    drawn = w.random.random()
    if drawn < 0.35 or levels <= 0:
        return str(w.digit(5))
    if drawn < 0.7:
        return w.name()
    ((_, part),) = w.random.choices(PARTS, [weight for weight, _ in PARTS])
    return part(w, levels - 1)


def condition(w: Writer) -> str:
    drawn = w.random.random()
    if drawn < 0.25:
        return "random.random() < 0.5"
    if drawn < 0.5:
        return w.flag()
    if drawn < 0.6:
        return f"not {w.flag()}"
    if drawn < 0.7:
        return f"{w.flag()} {w.pick('and', 'or')} {w.flag()}"
    if drawn < 0.87:
        return f"{number(w, 1)} {w.pick('<', '>', '==', '!=', '<=', '>=')} {number(w, 1)}"
    if drawn < 0.9:
        return f"{number(w, 1)} {w.pick('<', '<=')} {number(w, 1)} {w.pick('<', '!=')} {number(w, 1)}"
    if drawn < 0.95:
        return w.list()
    return f"{number(w, 1)} in {w.list()}"
