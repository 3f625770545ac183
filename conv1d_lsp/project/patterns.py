"""Patterns of paths, as `.gitignore` has them: `tests/**`, `legacy`, `*_old.py`, `src/*/train.py`."""

import re
from functools import lru_cache


def matches(pattern: str, path: str) -> bool:
    """Whether `path`, with "/" and from the folder on that the pattern speaks of, is meant, or a folder above it.

    `*`, `?` and sets such as `[0-9]` stand for what has no "/", `**` for any number of folders. A pattern without "/"
    but at its end means that name in any folder; one that ends in "/" means folders alone.
    """
    return _compiled(pattern).fullmatch(path) is not None


def complaint(pattern: str) -> str | None:
    """Why a pattern can't mean anything, as a clause."""
    if not pattern.strip("/ "):
        return "names nothing"
    return 'begins with "!", which takes nothing back here' if pattern.startswith("!") else None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = pattern.removeprefix("./").strip("/").split("/")
    if len(parts) == 1 and not pattern.startswith("/"):
        parts.insert(0, "**")
    last = parts[-1] == "**"
    text = "".join("(?:[^/]+/)*" if part == "**" else f"{_part(part)}/" for part in (parts[:-1] if last else parts))
    if last:
        return re.compile(f"{text}.+", re.DOTALL)
    return re.compile(f"{text}.+" if pattern.endswith("/") else f"{text.removesuffix('/')}(?:/.+)?", re.DOTALL)


def _part(part: str) -> str:
    return "".join(_word(each) for each in _WORDS.findall(part))


def _word(word: str) -> str:
    if word in ("*", "?"):
        return "[^/]*" if word == "*" else "[^/]"
    if len(word) < 3:
        return re.escape(word)
    beside = "^" if word[1] in "!^" else ""
    characters = re.sub(r"[\\\[\]^&~|]", r"\\\g<0>", word[1 + len(beside) : -1])
    try:
        re.compile(f"[{characters}]")
    except re.error:  # a range that runs backwards
        return "(?!)"
    return f"(?!/)[{beside}{characters}]"


#: A set of characters, such as `[0-9]` or `[!a]`, or any other one.
_WORDS = re.compile(r"\[[!^]?\]?[^]]+\]|.", re.DOTALL)
