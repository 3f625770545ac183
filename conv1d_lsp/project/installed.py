"""Which Keras a folder uses: what its dependency files pin, and what is installed in an environment inside of it."""

import re
from pathlib import Path

from conv1d_lsp.project.pins import Pinned, Requirement, pinned, pinned_in
from conv1d_lsp.project.versions import allowed

#: Where tools put a project's environment.
_ENVIRONMENTS = (".venv", "venv", "env")

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
        found = pinned(tuple(_installed(folder / name)))
        if found.keras is not None:
            return found
    return Pinned()


def _installed(environment: Path) -> list[Requirement]:
    try:
        if not (environment / "pyvenv.cfg").is_file():
            return []
        names = [
            entry.name for pattern in _PACKAGES for place in environment.glob(pattern) for entry in place.iterdir()
        ]
    except OSError:
        return []
    found = filter(None, map(_INSTALLED.fullmatch, names))
    return [(each["name"].replace("_", "-"), allowed(f"=={each['version']}")) for each in found]
