"""Printing lines on a stream: in colours on a terminal, bare elsewhere, in ASCII where the encoding has no more."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from conv1d_lsp.reports.lines import Ink, Line, Span, plain

Show = Callable[[Iterable[Line]], None]

#: Characters that would end a line, or steer a terminal, out of somebody's source or file name.
_CONTROLS = {code: 0x2400 + code for code in range(32)} | dict.fromkeys(range(127, 160), "�")

_IN_ASCII = str.maketrans(
    {
        "│": "|", "┃": "|", "─": "-", "━": "=", "└": "`", "…": "...", "×": "x", "–": "-", "→": "->", "’": "'",
        "┏": "+", "┳": "+", "┓": "+", "┡": "+", "╇": "+", "┩": "+", "├": "+", "┼": "+", "┤": "+", "┴": "+", "┘": "+",
    }
)  # fmt: skip

#: The inks in the words of rich.
_STYLES = {
    Ink.TEXT: "",
    Ink.STRONG: "bold",
    Ink.FAINT: "dim",
    Ink.PATH: "bold",
    Ink.RULE: "magenta",
    Ink.LAYER: "blue",
    Ink.SHAPE: "green",
    Ink.NUMBER: "cyan",
    Ink.UNKNOWN: "yellow",
    Ink.GOOD: "bold green",
    Ink.ERROR: "bold red",
    Ink.WARNING: "bold yellow",
    Ink.INFORMATION: "bold blue",
    Ink.HINT: "bold cyan",
}


def show_on(stream: TextIO) -> Show:
    """How to print on `stream`. Each call is written at once, so that a stop in the midst leaves no half report."""
    return _coloured(stream) if takes_colour(stream, os.environ) else _bare(stream)


def as_text(lines: Iterable[Line]) -> str:
    """The lines for a file, whatever the terminal takes."""
    return plain(tuple(Span(_harmless(part), ink) for part, ink in line) for line in lines)


def diff_on(stream: TextIO) -> Callable[[Iterable[str]], None]:
    """How to print the lines of a diff: for a person in colours, for a program as they are."""
    if not takes_colour(stream, os.environ):
        return stream.writelines
    show, inks = _coloured(stream), {"+": Ink.GOOD, "-": Ink.ERROR, "@": Ink.HINT}

    def shown(lines: Iterable[str]) -> None:
        show((Span(line.rstrip("\r\n").expandtabs(), inks.get(line[:1], Ink.TEXT)),) for line in lines)

    return shown


def takes_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """A terminal does, unless NO_COLOR is set (no-color.org); with FORCE_COLOR, anything does."""
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return bool(environment.get("FORCE_COLOR")) or stream.isatty()


def complain(sentence: str) -> None:
    """One sentence on stderr, after all that went to stdout."""
    sys.stdout.flush()
    print(_harmless(sentence), file=sys.stderr, flush=True)


def _bare(stream: TextIO) -> Show:
    shown = _drawable(stream)

    def show(lines: Iterable[Line]) -> None:
        stream.write(plain(tuple(Span(shown(part), ink) for part, ink in line) for line in lines))
        stream.flush()

    return show


def _coloured(stream: TextIO) -> Show:
    from rich.console import Console
    from rich.text import Text

    shown = _drawable(stream)
    console = Console(file=stream, force_terminal=True, highlight=False, emoji=False, markup=False)

    def show(lines: Iterable[Line]) -> None:
        text = Text("\n").join(Text.assemble(*((shown(part), _STYLES[ink]) for part, ink in line)) for line in lines)
        console.print(text, soft_wrap=True)
        stream.flush()

    return show


def _drawable(stream: TextIO) -> Callable[[str], str]:
    try:
        "│┏…×".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return lambda text: _harmless(text).translate(_IN_ASCII)
    return _harmless


def _harmless(text: str) -> str:
    return text.translate(_CONTROLS)
