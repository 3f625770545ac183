"""What Python's own parser says of a text. It costs a tenth of LibCST's, and its words are the ones that users know."""

import ast
import threading
import warnings

from msgspec import Struct

from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.nesting import deep_line, deep_line_of, is_flat

# `warnings.catch_warnings` puts back a list that all threads share.
_QUIET = threading.Lock()


class Broken(Struct, frozen=True):
    """Why a text has no tree. Line and column count from 1.

    valid: the text may well be right Python, which only this program does not follow: worth an information, no error.
    """

    message: str
    line: int
    column: int
    valid: bool = False


class Verdict(Struct, frozen=True):
    """`tree` if Python takes the text, `broken` if it does not, or if the text must not get to LibCST (`fatal`)."""

    lines: tuple[str, ...]
    tree: ast.Module | None = None
    broken: Broken | None = None
    fatal: bool = False


#: Escapes that Python may refuse in a string, where LibCST does not look.
_ESCAPES = ("\\N", "\\x", "\\u", "\\U")


def is_plain(text: str) -> bool:
    """Whether Python certainly takes the text if LibCST does, and LibCST may see it: true of nearly all texts.

    Compared on thousands of broken texts, see `tests/units/source/test_syntax.py`.
    """
    return text.isascii() and "\0" not in text and not any(each in text for each in _ESCAPES) and is_flat(text)


def judge(text: str) -> Verdict:
    """What Python says of the text. Never raises."""
    lines = tuple(split_lines(text))
    if (stop := _impossible_character(text, lines)) is not None:
        return Verdict(lines, broken=stop, fatal=True)
    try:
        tree = _parse(text)
    except (SyntaxError, ValueError) as error:
        broken = _in_its_words(error, lines)
        return Verdict(lines, broken=broken, fatal=deep_line(text) is not None)
    except (RecursionError, MemoryError):
        return Verdict(lines, broken=_too_deep(deep_line(text) or 1, lines), fatal=True)
    if (line := deep_line_of(tree, lines)) is not None:
        return Verdict(lines, tree=tree, broken=_too_deep(line, lines), fatal=True)
    return Verdict(lines, tree=tree)


def tree_of(text: str) -> ast.Module | None:
    """Python's own tree; None where it refuses the text."""
    try:
        return _parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _parse(text: str) -> ast.Module:
    with _QUIET, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escape sequences are not our subject
        return ast.parse(text)


def _impossible_character(text: str, lines: tuple[str, ...]) -> Broken | None:
    if "\0" in text:
        return _at_character(lines, "\0", "source code cannot contain null bytes")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return _at_character(lines, text[error.start], "this is half a character (a lone surrogate), which is not text")
    return None


def _at_character(lines: tuple[str, ...], character: str, message: str) -> Broken:
    for number, line in enumerate(lines, 1):
        if character in line:
            return Broken(message, number, line.index(character) + 1)
    return Broken(message, 1, 1)


def _in_its_words(error: SyntaxError | ValueError, lines: tuple[str, ...]) -> Broken:
    if not isinstance(error, SyntaxError):
        return Broken(str(error), 1, 1)
    line = min(max(error.lineno or 1, 1), len(lines))
    column = min(max(error.offset or 1, 1), len(lines[line - 1].rstrip("\r\n")) + 1)
    return Broken(error.msg, line, column)


def _too_deep(line: int, lines: tuple[str, ...]) -> Broken:
    content = lines[line - 1]
    column = len(content) - len(content.lstrip()) + 1 if content.strip() else 1
    return Broken("this expression nests too deeply to be followed, so it is left out", line, column, valid=True)
