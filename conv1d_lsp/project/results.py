"""Running the engine over a set of files.

A file goes three steps: it is read, asked in bytes whether it could speak of Keras or import a file that does, and only
then analysed. The last step is a plain function, so that an executor or a cache can stand in for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.engine.reach import reaches_keras
from conv1d_lsp.engine.sources import Sources
from conv1d_lsp.project.analyse import Analyse
from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.paths import shown
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.source.discover import Found, Missed
from conv1d_lsp.source.read import Unreadable, decode, mentions_keras, read_bytes

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Analysis


#: Bytes above which a file is not even looked at; it would not fit beside others in memory.
_LARGEST = 100_000_000


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was analysed; `text` is what the places of `analysis` refer to.

    obsolete: how many findings the baseline knows of that are not there any more.
    """

    shown: str
    text: str
    analysis: "Analysis"
    obsolete: int = 0


@dataclass(frozen=True, slots=True)
class WithoutKeras:
    """A file that mentions neither Keras nor TensorFlow, nor imports one that does: nothing was asked of it."""

    shown: str


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A file or folder that could not be read. `named` if it stands among the paths that the user named."""

    shown: str
    reason: str
    named: bool


@dataclass(frozen=True, slots=True)
class Misconfigured:
    """A file that was not analysed, because the settings around it cannot be followed; `reason` is a sentence."""

    shown: str
    reason: str


FileResult = Checked | WithoutKeras | Unchecked | Misconfigured


def check_files(
    found: Iterable[Found | Missed], named: Iterable[Path], settings: ProjectSettings, analyse: Analyse
) -> Iterator[FileResult]:
    """One result for each of `found`, in its order. `named` are the paths that the user gave."""
    given, sources = frozenset(named), Sources()
    working_directory = Path.cwd()
    for item in found:
        name = shown(item.path, working_directory)
        if isinstance(item, Missed):
            yield Unchecked(name, item.reason, item.path in given)
        else:
            yield check_file(item, name, settings, sources, analyse)


def check_file(found: Found, name: str, settings: ProjectSettings, sources: Sources, analyse: Analyse) -> FileResult:
    """The result for one file, which is called `name` in it."""
    try:
        data = read_bytes(found.path, _LARGEST)
        project = ProjectImports(name, sources)
        if not mentions_keras(data) and not reaches_keras(data.decode("latin-1"), project):
            return WithoutKeras(name)
        text = decode(data, name)
        analysis = analyse(text, name, settings.for_file(found.path), project)
        view = settings.view(found.path)
        return Checked(name, text, view.of(analysis, text), view.obsolete(analysis, text))
    except Unreadable as error:
        return Unchecked(name, error.reason, found.named)
    except ConfigurationError as error:
        return Misconfigured(name, str(error))
