"""Comments for what is found in a set of files: what became of each, and writing it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.engine.sources import Sources
from conv1d_lsp.project.analyse import diagnosed
from conv1d_lsp.project.results import Checked, FileResult, check_files
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.source.discover import Found, Missed

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Analysis


@dataclass(frozen=True, slots=True)
class Hushed:
    """A file with comments for `silenced` findings; `after.text` is not written yet."""

    path: Path
    before: Checked
    after: Checked
    silenced: int

    def write(self) -> None:
        """Put the text with the comments in the place of the file's. Raises `source.write.Unwritable`."""
        from conv1d_lsp.source.write import rewrite

        rewrite(self.path, self.before.text, self.after.text)


def hush_files(
    found: Iterable[Found | Missed], named: Iterable[Path], settings: ProjectSettings, reason: str
) -> Iterator[FileResult | Hushed]:
    """`check_files`, with a `Hushed` where comments silence something. Nothing is written."""
    items, same = tee(found)
    for item, result in zip(items, check_files(same, named, settings, diagnosed), strict=True):
        yield _hushed(item.path, result, settings, reason) if isinstance(result, Checked) else result


def _hushed(path: Path, checked: Checked, settings: ProjectSettings, reason: str) -> Checked | Hushed:
    if not checked.analysis.diagnostics:
        return checked
    from conv1d_lsp.engine.ignoring import with_ignores

    own, view, sources = settings.for_file(path), settings.view(path), Sources()

    def check(text: str) -> Analysis:
        return view.of(diagnosed(text, checked.shown, own, ProjectImports(checked.shown, sources)), text)

    done = with_ignores(checked.text, checked.analysis, check, reason)
    if not done.silenced:
        return checked
    return Hushed(path, checked, Checked(checked.shown, done.text, done.analysis), done.silenced)
