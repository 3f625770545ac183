"""What goes wrong in the user's own files and names, in one sentence."""

from collections.abc import Iterable


class ConfigurationError(Exception):
    """A setting that cannot be followed; `str()` of it is one sentence that names the file or the value."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean "input-rank"?`, or nothing where no known word is near."""
    from difflib import get_close_matches

    nearest = get_close_matches(word, list(known), n=1)
    return f'; did you mean "{nearest[0]}"?' if nearest else ""


def as_written(value: object) -> str:
    """A value as TOML and JSON write it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
