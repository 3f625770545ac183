"""Text before it has colours: lines of spans, each with what it means."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Severity


class Ink(StrEnum):
    """What a span of text is; a terminal gives each a colour, a file none."""

    TEXT = "text"
    STRONG = "strong"
    FAINT = "faint"
    PATH = "path"
    RULE = "rule"
    LAYER = "layer"
    SHAPE = "shape"
    NUMBER = "number"
    UNKNOWN = "unknown"
    GOOD = "good"
    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"


class Span(NamedTuple):
    """A piece of a line."""

    text: str
    ink: Ink = Ink.TEXT


Line = tuple[Span, ...]

EMPTY: Line = ()


def ink_of(severity: "Severity") -> Ink:
    """The ink that speaks of a severity."""
    return Ink(severity.value)


def plain(lines: Iterable[Line]) -> str:
    """The lines as bare text, each ended, without blanks at the end."""
    return "".join("".join(span.text for span in line).rstrip(" ") + "\n" for line in lines)


def counted(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
