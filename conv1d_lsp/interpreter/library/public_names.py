"""Which names the modules of Keras have, by generation and road; those that are gone, and what took their place.

The names stand in `public_names.txt`, and those that not each release of Keras 3 has in `later_names.txt`;
`python -m tests.names` writes both.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path

from msgspec import Struct

from conv1d_lsp.interpreter.library.replaced import operation, replacement
from conv1d_lsp.settings import Generation, Release, Releases


class Road(StrEnum):
    """How a program gets at Keras: `import keras`, or by TensorFlow, which adds names of the older generation."""

    KERAS = "keras"
    TENSORFLOW = "tensorflow"


#: How a name in a module begins that is nobody's business.
_PRIVATE = ("_", "src", "api")

#: Names of Keras 3 that older releases of Keras 2 have had as well.
_OFTEN = frozenset(
    {"keras.wrappers", "keras.legacy", "keras.version", "keras.metrics.categorical_hinge", "keras.metrics.huber"}
)

#: Modules whose names are few enough that a similar one is meant.
_TYPED = frozenset({"keras.layers", "keras.models", "keras.optimizers", "keras.callbacks", "keras.losses"})

#: How like another name a misspelt one is.
_CLOSE = 0.85


class Missing(Struct, frozen=True):
    """`module` has no `name`.

    is_last: nothing inside of it is asked for. found_in: the generation that has it, or had it. instead: its place now.
    close: what it is like. came: the release that brought it, where the one in use is older.
    """

    module: str
    name: str
    is_last: bool
    found_in: Generation | None
    instead: str | None = None
    close: str | None = None
    came: Release | None = None


@cache
def _tables() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """For each `generation`, `generation-road`: the names of each module."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for line in _lines("public_names.txt"):
        table, module, *names = line.split()
        found.setdefault(table, {})[module] = frozenset(names)
    return found


def _lines(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _came() -> Mapping[str, Release]:
    """The release of Keras 3 that brought a name, by its path; the first one brought those that are not here."""
    found: dict[str, Release] = {}
    for line in _lines("later_names.txt"):
        release, module, *names = line.split()
        major, minor = map(int, release.split("."))
        found |= dict.fromkeys((f"{module}.{name}" for name in names), (major, minor))
    return found


def came_later(path: str, releases: Releases) -> Release | None:
    """The release of Keras 3 that brought a name, if those that may be in use are all older."""
    release = _came().get(path) if releases.newest is not None else None
    return release if release is not None and releases.all_before(release) else None


@cache
def _tensorflow_1() -> Mapping[str, str]:
    return dict(line.split() for line in _lines("tensorflow_1_names.txt"))


def missing_in_tensorflow(path: str) -> Missing | None:
    """The part of `tensorflow.Session` that TensorFlow 2 lacks and its first version had."""
    names = path.split(".")[1:]
    for count in range(1, len(names) + 1):
        now = _tensorflow_1().get(".".join(names[:count]))
        if now is not None:
            module = ".".join(("tensorflow", *names[: count - 1]))
            instead = None if now == "-" else f"tensorflow.{now}"
            return Missing(module, names[count - 1], count == len(names), Generation.KERAS_2, instead)
    return None


def names_of(module: str, keras: Generation, road: Road) -> frozenset[str] | None:
    """The names of a public module; None for what is no such module."""
    plain = _tables()[str(int(keras))].get(module)
    if keras is Generation.KERAS_3 and road is Road.TENSORFLOW:
        more = _tables()["3-tensorflow"].get(module)
        return more if plain is None else plain | (more or frozenset())
    return plain


class Takes(Struct, frozen=True):
    """What a class of settings or a method of models takes. places: by position, in order; keywords: by name."""

    places: tuple[str, ...]
    required: tuple[str, ...]
    keywords: frozenset[str]


@cache
def _takers() -> Mapping[tuple[str, str], Takes]:
    """By generation and path."""
    found = {}
    for line in _lines("public_names.txt"):
        table, path, *names = line.split()
        if table.endswith("()"):
            plain = [name.removesuffix("!") for name in names]
            places = plain[: plain.index("*")] if "*" in plain else plain
            required = tuple(name.removesuffix("!") for name in names if name.endswith("!"))
            found[table, path] = Takes(tuple(places), required, frozenset(plain) - {"*"})
    return found


def takes(path: str, keras: Generation) -> Takes | None:
    """What a class or method takes, such as `keras.Model.fit`; None where that is not known."""
    return _takers().get((f"{int(keras)}()", path))


def missing(path: str, keras: Generation, road: Road, releases: Releases) -> Missing | None:
    """The first part of a canonical path (`keras.layers.core.Dense`) that its module lacks, if that is certain.

    Older and newer releases have other names than the ones that are known: only what the other generation has, what an
    older one had, and what is misspelt is certainly missing.
    """
    parts = path.split(".")
    module = parts[0]
    for number, name in enumerate(parts[1:], 2):
        names = names_of(module, keras, road)
        if names is None or name.startswith(_PRIVATE):
            return None
        if name not in names:
            return _told(module, name, keras, road, number == len(parts), path)
        came = came_later(f"{module}.{name}", releases) if keras is Generation.KERAS_3 else None
        if came is not None:
            return Missing(module, name, number == len(parts), Generation.KERAS_3, came=came)
        module = f"{module}.{name}"
    return None


def _told(module: str, name: str, keras: Generation, road: Road, is_last: bool, path: str) -> Missing | None:
    whole = f"{module}.{name}"
    instead = replacement(whole, path)
    elsewhere = name in (names_of(module, _other(keras), road) or ())
    if keras is Generation.KERAS_2 and elsewhere:
        return None if instead is not None or whole in _OFTEN else Missing(module, name, is_last, Generation.KERAS_3)
    if elsewhere and module == "keras.backend" and not instead:
        instead = operation(name)
    if elsewhere or instead is not None:
        if keras is Generation.KERAS_2:
            return None  # who runs an older release has it
        known = instead if instead and is_known(instead, keras, road) else None
        return Missing(module, name, is_last, Generation.KERAS_2, known)
    close = _close(name, names_of(module, keras, road) or frozenset()) if is_last and module in _TYPED else None
    return None if close is None else Missing(module, name, is_last, None, close=close)


def is_known(path: str, keras: Generation, road: Road) -> bool:
    """Whether a name is there in this generation, or is a module."""
    module, _, name = path.rpartition(".")
    return path == "keras" or name in (names_of(module, keras, road) or ())


def _close(name: str, names: frozenset[str]) -> str | None:
    if name.isupper():
        return None
    folded = {each.lower(): each for each in sorted(names)}
    found = get_close_matches(name.lower(), list(folded), 1, _CLOSE)
    return folded[found[0]] if found else None


def _other(keras: Generation) -> Generation:
    return Generation.KERAS_2 if keras is Generation.KERAS_3 else Generation.KERAS_3
