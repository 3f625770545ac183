"""What an exception of a user's program comes down to: statements of that program, a class, a message."""

from __future__ import annotations

import ast
import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conv1d_lsp.runtime.worker.places import lines_of_innermost

#: Longest part of an exception's text that is passed on, in characters.
LONGEST_MESSAGE = 600

#: Keras 3 sets parts of its messages in bold.
COLOUR = re.compile("\x1b\\[[0-9;]*m")

#: AutoGraph and TensorFlow's graphs tell the stack in the message, with the cause behind it.
FRAME = re.compile(r'^[ \t]*File "[^"\n]*", line \d+, in [^\n]*\n(?:[ \t]+[^\n]*\n|\n)?', re.MULTILINE)


def fault_of(tree: ast.Module, error: BaseException, program: Path) -> dict[str, Any]:
    """`statements`: first and last lines of the program's own statements in the traceback, outermost first, then those
    that only the message names (AutoGraph rewrites functions, and tells their lines in words)."""
    message = text_of(error)
    frames = [*traceback.extract_tb(error.__traceback__), *_inside_lambda(error, message)]
    lines = [frame.lineno for frame in frames if frame.filename == str(program)]
    lines += [int(line) for line in re.findall(re.escape(str(program)) + r'", line (\d+)', message)]
    return {
        "statements": [lines_of_innermost(tree, line) for line in lines if line is not None],
        "class": type(error).__name__,
        "message": FRAME.sub("", message).replace(str(program), program.name)[:LONGEST_MESSAGE],
    }


def _inside_lambda(error: BaseException, message: str) -> Iterator[traceback.FrameSummary]:
    """Keras 3 catches what goes wrong in the function of a Lambda, and raises something else in its place."""
    inner = error.__context__ if "infer the shape of the Lambda" in message else None
    while inner is not None:
        yield from traceback.extract_tb(inner.__traceback__)
        inner = inner.__context__


def unreadable(error: SyntaxError | ValueError) -> dict[str, Any]:
    """The program is no Python: the parser's own line, the first one for a null byte."""
    line = getattr(error, "lineno", None) or 1
    return {"statements": [[line, line]], "class": type(error).__name__, "message": text_of(error)[:LONGEST_MESSAGE]}


def text_of(error: BaseException) -> str:
    """The exception's words, without colours; some exceptions of user code fail at telling them."""
    if isinstance(error, SyntaxError):
        return error.msg
    try:
        return COLOUR.sub("", str(error))
    except Exception:
        return ""
