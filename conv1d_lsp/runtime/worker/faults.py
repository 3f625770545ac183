"""What an exception of a user's program comes down to: lines of that program, a class, a message."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import Any

#: Longest part of an exception's text that is passed on, in characters.
LONGEST_MESSAGE = 600

#: Keras 3 sets parts of its messages in bold.
COLOUR = re.compile("\x1b\\[[0-9;]*m")


def fault_of(first: int, last: int, error: BaseException, program: Path) -> dict[str, Any]:
    """The fault of the top-level statement on lines `first` to `last`; `frames` are the program's own lines, outermost
    first, then those that only the message names (AutoGraph rewrites functions, and tells their lines in words)."""
    message = text_of(error)
    frames = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(program)]
    frames += [int(line) for line in re.findall(re.escape(str(program)) + r'", line (\d+)', message)]
    fault = statement_of(first, last, error)
    fault["frames"] = [line for line in frames if line is not None]
    fault["message"] = message.replace(str(program), program.name)[:LONGEST_MESSAGE]
    return fault


def statement_of(first: int, last: int, error: BaseException) -> dict[str, Any]:
    """A fault of which nothing is known but the statement."""
    return {
        "statement": [first, last],
        "frames": [],
        "class": type(error).__name__,
        "message": text_of(error)[:LONGEST_MESSAGE],
    }


def text_of(error: BaseException) -> str:
    """The exception's words, without colours; some exceptions of user code fail at telling them."""
    if isinstance(error, SyntaxError):
        return error.msg
    try:
        return COLOUR.sub("", str(error))
    except Exception:
        return ""
