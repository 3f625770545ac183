"""The settings that hold for a file, one by one, and where each comes from."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from conv1d_lsp.project.configuration import Configuration
from conv1d_lsp.project.options import OPTIONS
from conv1d_lsp.project.patterns import matches

#: Where nobody says.
DEFAULT = "default"

#: What is said by path is told by what it comes to.
_BY_PATH = ("per-path", "overrides")


#: What stands for nothing in settings that can say it.
_UNSAID: Mapping[str, object] = {
    "keras": "auto",
    "jobs": "auto",
    "per-file-ignores": {},
    **{key: [] for key in ("extend-select", "ignore", "exclude", "extend-exclude")},
}


class InForce(NamedTuple):
    """value: as JSON and TOML have it; None where there is none."""

    key: str
    value: object
    source: str


def in_force(configuration: Configuration, file: Path) -> dict[str, InForce]:
    """What a configuration says of a file, by key. Raises ConfigurationError where it cannot be followed."""
    path = configuration.sound().path_of(file)
    options = configuration.options.of(path)
    found = dict[str, InForce]()
    for key in OPTIONS:
        if key not in _BY_PATH:
            value = plain(getattr(options, key.replace("-", "_")))
            found[key] = InForce(key, _UNSAID.get(key) if value in (None, []) else value, DEFAULT)
    sources = dict.fromkeys(configuration.said, str(configuration.file))
    if any(matches(pattern, path) for pattern, _ in configuration.options.per_path):
        sources["rules"] = f"per-path in {configuration.file}"
    for number, override in enumerate(configuration.options.overrides, 1):
        if any(matches(pattern, path) for pattern in override.files):
            said = f"[[overrides]] {number} in {configuration.file}"
            sources |= {key.replace("_", "-"): said for key in override.said}
    return {key: each._replace(source=sources.get(key, DEFAULT)) for key, each in found.items()}


def plain(value: object) -> object:
    """A value of a setting as JSON has it."""
    match value:
        case Enum():
            return value.value
        case Mapping():
            return {key: "off" if inner is None else plain(inner) for key, inner in value.items()}
        case frozenset():
            return sorted(value)
        case tuple() if value and all(isinstance(each, tuple) for each in value):
            return {pattern: plain(inner) for pattern, inner in value}
        case tuple():
            return list(value)
        case Path():
            return str(value)
    return value
