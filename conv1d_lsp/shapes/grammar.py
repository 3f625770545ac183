"""The language in which people tell shapes: in comments (`# shape: (n, 100, 3), (n,)`) and in the tests' claims.

A shape stands in parentheses or brackets, its axes with commas between: a number, `None` (open), `?` (not said), or a
name or expression such as `window - 2`. `...` in front stands for any number of axes. `?` alone asks, or says nothing.
Several shapes have commas between them.
"""

from __future__ import annotations

import re

from msgspec import Struct

#: An axis: a number; None, which the model leaves open; "?"; a name or an expression, as it is written.
ToldAxis = int | str | None

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_OPERATORS = ("+", "-", "*", "/")
_MOST_CHARACTERS = 1_000
_ELLIPSIS = ("...", "…")


class NoShape(Exception):  # noqa: N818 - says what a text is
    """A text that tells no shape. broken: it begins like one, and a bracket or an axis is missing; else it is prose."""

    def __init__(self, reason: str, *, broken: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.broken = broken


class ToldShape(Struct, frozen=True):
    """axes: None for `?`. leading: any number of axes may stand before these."""

    axes: tuple[ToldAxis, ...] | None
    leading: bool = False

    def __str__(self) -> str:
        if self.axes is None:
            return "?"
        axes = [*(["..."] if self.leading else []), *map(str, self.axes)]
        return f"({axes[0]},)" if len(axes) == 1 else f"({', '.join(axes)})"


ASKED = ToldShape(None)


def read_shapes(text: str) -> tuple[ToldShape, ...]:
    """`(None, 98, 64)`, or several with commas between. Raises `NoShape`."""
    if len(text) > _MOST_CHARACTERS:
        raise NoShape("it is too long")
    parts = split_at_commas(text)
    if not parts:
        raise NoShape("there is none")
    return tuple(map(read_shape, parts))


def read_shape(text: str) -> ToldShape:
    """One shape. Raises `NoShape`."""
    text = text.strip()
    if text == "?":
        return ASKED
    if text[:1] not in ("(", "[") or text[-1:] != _CLOSING[text[0]]:
        raise NoShape(f"{text!r} is no shape")
    inside = text[1:-1].strip()
    axes = split_at_commas(inside.removesuffix(",")) if inside else []
    if not all(axes):
        raise NoShape("an axis is missing between two commas", broken=True)
    leading = bool(axes) and axes[0] in _ELLIPSIS
    return ToldShape(tuple(map(_axis, axes[leading:])), leading)


def _axis(text: str) -> ToldAxis:
    if text == "None":
        return None
    if text in _ELLIPSIS:
        raise NoShape("`...` stands for the first axes only")
    if len(text) > 1 and text.endswith(_OPERATORS):
        raise NoShape(f"{text!r} breaks off", broken=True)
    return int(text) if re.fullmatch(r"-?\d{1,18}", text) else text


def split_at_commas(text: str) -> list[str]:
    """The parts between those commas that stand in no brackets. Raises `NoShape` where brackets do not match."""
    parts, open_ones = [""], ""
    for character in text:
        if character in _CLOSING:
            open_ones += character
        elif character in _CLOSING.values():
            if not open_ones or _CLOSING[open_ones[-1]] != character:
                raise NoShape(f"a {character!r} closes nothing", broken=True)
            open_ones = open_ones[:-1]
        if character == "," and not open_ones:
            parts.append("")
        else:
            parts[-1] += character
    if open_ones:
        raise NoShape(f"a {open_ones[-1]!r} is not closed", broken=True)
    return [part.strip() for part in parts]
