"""Which Keras a folder's dependency files pin: the generation, and the releases of Keras 3 that they allow.

`keras` below 3 and `tensorflow` below 2.16 bring Keras 2, later ones Keras 3. `tf_keras` is Keras 2, and decides
only where the other two do not, since later TensorFlows are often installed beside it.
Lock files are asked first, as they hold what is really installed.
"""

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from conv1d_lsp.project.versions import Allowed, Version, allowed
from conv1d_lsp.settings import Generation, Release, Releases

Requirement = tuple[str, Allowed]

#: Larger files are no list of dependencies that a person or a tool has written.
LARGEST = 20_000_000

_PACKAGES = r"(?P<package>keras|tf[-_.]keras|tensorflow(?:[-_](?:cpu|gpu|macos|intel|rocm))?)"
_VERSIONS = r"(?P<versions>(?:\s*[=<>!~^]{1,3}\s*v?\d[\w.*]*,?)*)"
_REQUIREMENT = re.compile(  # requirements.txt, setup.cfg, and Conda with its dashes and channels
    rf"^[ \t\-]*(?:[\w\-]+::)?{_PACKAGES}(?![\w.\-])(?:\[[^\]]*\])?{_VERSIONS}", re.MULTILINE | re.IGNORECASE
)
_LISTED = re.compile(rf"""["']{_PACKAGES}(?![\w.\-])(?:\[[^\]]*\])?{_VERSIONS}""", re.IGNORECASE)
_POETRY = re.compile(
    rf"""^{_PACKAGES}\s*=\s*(?:{{[^}}\n]*?\bversion\s*=\s*)?["'](?P<versions>[^"'\n]*)""", re.MULTILINE | re.IGNORECASE
)
_LOCKED = re.compile(rf'^name = "{_PACKAGES}"\r?\nversion = "(?P<versions>[^"]*)"', re.MULTILINE | re.IGNORECASE)
_PIPFILE = re.compile(rf'"{_PACKAGES}":\s*{{[^{{}}]*?"version":\s*"(?P<versions>[^"]*)"', re.IGNORECASE)

#: How the requirements stand in a file, by its name. The order is the order of trust.
_READERS = (
    ("uv.lock", _LOCKED),
    ("poetry.lock", _LOCKED),
    ("Pipfile.lock", _PIPFILE),
    ("requirements*.txt", _REQUIREMENT),
    ("pyproject.toml", _LISTED),
    ("pyproject.toml", _POETRY),
    ("environment.yml", _REQUIREMENT),
    ("environment.yaml", _REQUIREMENT),
    ("setup.cfg", _REQUIREMENT),
)

_FIRST_OF_KERAS_3: dict[str, Version] = {"keras": (3,), "tensorflow": (2, 16)}


@dataclass(frozen=True, slots=True)
class Pinned:
    """What is known of the Keras that a folder uses."""

    keras: Generation | None = None
    releases: Releases = field(default_factory=Releases)


def pinned_in(folder: Path) -> Pinned:
    """What the first file of `folder` that decides the generation pins; nothing if there is none.

    A file that cannot be read decides nothing.
    """
    for file, pattern in _files(folder):
        found = pinned(tuple(_requirements(_text(file), pattern)))
        if found.keras is not None:
            return found
    return Pinned()


def pinned(requirements: tuple[Requirement, ...]) -> Pinned:
    """What requirements decide together."""
    keras = _decide(requirements)
    wanted = [versions for name, versions in requirements if name == "keras"]
    if keras is not Generation.KERAS_3 or not wanted:
        return Pinned(keras)
    least, ends = min(each.low for each in wanted), [each.high for each in wanted]
    highs = [end for end in ends if end is not None]
    newest = _before(max(highs)) if len(highs) == len(ends) else None
    return Pinned(keras, Releases((least[0], least[1]), newest))


def _before(end: Version) -> Release | None:
    """The last release before a version; None if another number may stand before it."""
    major, minor, *rest = end
    if any(rest):
        return major, minor
    return (major, minor - 1) if minor else None


def _files(folder: Path) -> Iterator[tuple[Path, re.Pattern[str]]]:
    for name, pattern in _READERS:
        try:
            found = sorted(folder.glob(name)) if "*" in name else [folder / name]
        except OSError:
            continue
        yield from ((file, pattern) for file in found)


def _text(file: Path) -> str:
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            return ""
        data = file.read_bytes()
    except OSError:
        return ""
    return data.decode(errors="replace") if b"keras" in data or b"tensorflow" in data else ""


def _requirements(text: str, pattern: re.Pattern[str]) -> Iterator[Requirement]:
    for found in pattern.finditer(text):
        package = re.sub(r"[-_.]", "-", found["package"].lower())
        name = "tensorflow" if package.startswith("tensorflow") else package
        yield name, allowed(found["versions"])


def _decide(requirements: tuple[Requirement, ...]) -> Generation | None:
    for package, border in _FIRST_OF_KERAS_3.items():
        verdicts = {_verdict(versions, border) for name, versions in requirements if name == package} - {None}
        if verdicts:
            return verdicts.pop() if len(verdicts) == 1 else None
    return Generation.KERAS_2 if any(name == "tf-keras" for name, _ in requirements) else None


def _verdict(versions: Allowed, border: Version) -> Generation | None:
    if versions.below(border):
        return Generation.KERAS_2
    return Generation.KERAS_3 if versions.from_on(border) else None
