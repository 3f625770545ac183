"""What would change in a file, as a unified diff that `patch` and `git apply` take."""

import difflib
from collections.abc import Iterator


def unified(shown: str, before: str, after: str) -> Iterator[str]:
    """The lines of the diff, each with its newline."""
    for line in difflib.unified_diff(_lines(before), _lines(after), shown, shown):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """A lone carriage return ends no line for `patch`."""
    lines = text.split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *(lines[-1:] if lines[-1] else [])]
