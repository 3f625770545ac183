"""Which Keras a folder uses: what its dependency files pin, and what is installed in an environment inside of it.

Where they do not say, the environment that is active has the word. Nothing is run: names of folders tell.
"""

import re
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path

from conv1d_lsp.project.pins import Pinned, Requirement, pinned, pinned_in
from conv1d_lsp.project.versions import allowed

#: Where tools put a project's environment.
_ENVIRONMENTS = (".venv", "venv", "env")

#: What names the environment that is active, and the file or folder by which it is known as one.
_ACTIVE = (("VIRTUAL_ENV", "pyvenv.cfg"), ("CONDA_PREFIX", "conda-meta"))

#: More packages are not looked at.
_MOST_PACKAGES = 20_000

#: Where its packages are, on POSIX and on Windows.
_PACKAGES = ("lib/python3.*/site-packages", "Lib/site-packages")

#: The folders that tell of an installed package by their names.
_INSTALLED = re.compile(
    r"(?P<name>keras|tf_keras|tensorflow)(?:_(?:cpu|gpu|macos|intel|rocm))?-(?P<version>\d[^-]*)\.dist-info"
)


def used_in(folder: Path) -> Pinned | None:
    """What is known of the Keras that the folder itself uses; None if nothing is.

    Of the generation the files have the first word: environments grow old. The release is the one that is installed.
    """
    written, found = pinned_in(folder), installed_in(folder)
    if written.keras is None:
        return found if found.keras is not None else None
    return found if found.keras is written.keras and found.releases.newest is not None else written


def installed_in(folder: Path) -> Pinned:
    """What the first environment of the folder that has Keras in it decides."""
    for name in _ENVIRONMENTS:
        found = pinned(tuple(_installed(folder / name, "pyvenv.cfg")))
        if found.keras is not None:
            return found
    return Pinned()


def active_in(variables: Mapping[str, str]) -> Pinned:
    """What the environment decides that these environment variables name as the active one."""
    for name, sign in _ACTIVE:
        if variables.get(name):
            found = pinned(tuple(_installed(Path(variables[name]), sign)))
            if found.keras is not None:
                return found
    return Pinned()


def with_active(used: Pinned | None, look: Callable[[], Pinned]) -> Pinned | None:
    """What the project says, and the active environment where it says nothing: of the generation, or the release.

    look: reads that environment; it is asked only where it may decide.
    """
    if used is not None and used.releases.newest is not None:
        return used
    active = look()
    if used is None:
        return active if active.keras is not None else None
    oldest, there = used.releases.oldest, active.releases.newest
    fits = there is not None and active.keras is used.keras and (oldest is None or oldest <= there)
    return active if fits else used


def _installed(environment: Path, sign: str) -> list[Requirement]:
    """The packages of an environment. sign: what it is known by."""
    try:
        if not (environment / sign).exists():
            return []
        places = (place for pattern in _PACKAGES for place in environment.glob(pattern))
        names = [entry.name for place in places for entry in islice(place.iterdir(), _MOST_PACKAGES)]
    except (OSError, ValueError):  # a ValueError of a path with a null character
        return []
    found = filter(None, map(_INSTALLED.fullmatch, names))
    return [(each["name"].replace("_", "-"), allowed(f"=={each['version']}")) for each in found]
