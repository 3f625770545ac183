"""Pieces of sentences that several rules say in the same way."""

from collections.abc import Iterable, Sequence

from conv1d_lsp.settings import Release, TooOld
from conv1d_lsp.shapes import Dim, Number

#: What is said of a line that Keras 2 refuses too, where it is not reported there.
BOTH_REFUSE = "Keras 2 refuses it too"


def axes(count: int | str | Dim) -> str:
    """`1 axis`, `3 axes`, `at least 3 axes`."""
    return f"{count} axis" if str(count) == "1" else f"{count} axes"


def counted(count: int, noun: str) -> str:
    """`1 tensor`, `2 tensors`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def named(names: Sequence[str]) -> str:
    """The meaning of the axes: ` (batch, steps, channels)`; nothing where it is not known."""
    return f" ({', '.join(names)})" if names else ""


def listed(parts: Iterable[str], joint: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    texts = list(parts)
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} {joint} {texts[-1]}"


def coded(parts: Iterable[str], joint: str = "and") -> str:
    """The same with each part as code."""
    return listed([f"`{part}`" for part in parts], joint)


def an(noun: str) -> str:
    """The noun with its article."""
    return f"an {noun}" if noun[:1].lower() in "aeiou" else f"a {noun}"


def sized(size: Dim, axis: str) -> str:
    """`10 steps`, `1 step`, `a height of 10`; `an open number of steps` for None."""
    if not axis.endswith("s"):
        return f"{an(axis)} of {size}"
    if not isinstance(size, Number):
        return f"an open number of {axis}"
    return f"1 {axis[:-1]}" if size.value == 1 else f"{size} {axis}"


def came_later(too_old: TooOld) -> str:
    """`came with Keras 3.9; this project uses 3.5`."""
    oldest, newest = too_old.use.oldest, too_old.use.newest
    used = "no newer one than " if oldest != newest else ""
    return f"came with Keras {dotted(too_old.came)}; this project uses {used}{dotted(newest or too_old.came)}"


def dotted(release: Release) -> str:
    """`3.14`."""
    return ".".join(map(str, release))
