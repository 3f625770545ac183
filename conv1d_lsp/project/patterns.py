"""Patterns of paths, as `.gitignore` has them: `tests/**`, `legacy`, `*_old.py`, `src/*/train.py`."""

import re
from functools import lru_cache


def matches(pattern: str, path: str) -> bool:
    """Whether `path`, with "/" and from the folder on that the pattern speaks of, is meant, or a folder above it.

    `*` and `?` stand for what has no "/", `**` for any number of folders. A pattern without "/" but at its end means
    that name in any folder; one that ends in "/" means folders alone.
    """
    return _compiled(pattern).fullmatch(path) is not None


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
    kinds = {"*": "[^/]*", "?": "[^/]"}
    return "".join(kinds.get(character) or re.escape(character) for character in part)
