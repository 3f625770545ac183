"""Repairing a set of files: what became of each, and writing it back."""

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
    from conv1d_lsp.engine.repairing import Repair


@dataclass(frozen=True, slots=True)
class Mended:
    """A file and its repairs; `after` is what is left then, `after.text` is not written yet."""

    path: Path
    before: Checked
    after: Checked
    repairs: tuple[Repair, ...]

    def write(self) -> None:
        """Put the repaired text in the place of the file's. Raises `source.write.Unwritable`."""
        from conv1d_lsp.source.write import rewrite

        rewrite(self.path, self.before.text, self.after.text)


def repair_files(
    found: Iterable[Found | Missed], named: Iterable[Path], settings: ProjectSettings, *, unsafe: bool
) -> Iterator[FileResult | Mended]:
    """`check_files`, with the fixes that work: a `Mended` where something was repaired. Nothing is written.

    The findings that are left carry the fixes that would work on what is left.
    """
    items, same = tee(found)
    for item, result in zip(items, check_files(same, named, settings, diagnosed), strict=True):
        yield _repaired(item.path, result, settings, unsafe=unsafe) if isinstance(result, Checked) else result


def _repaired(path: Path, checked: Checked, settings: ProjectSettings, *, unsafe: bool) -> Checked | Mended:
    from conv1d_lsp.engine import repair

    project, own, view = (
        ProjectImports(checked.shown, Sources()),
        settings.for_file(path),
        settings.view(path),
    )

    def check(text: str) -> Analysis:
        return view.of(diagnosed(text, checked.shown, own, project), text)

    done = repair(checked.text, checked.analysis, check, unsafe=unsafe)
    after = Checked(checked.shown, done.text, done.analysis)
    return Mended(path, checked, after, done.repairs) if done.repairs else after
