"""Files with other texts: what an edit made of each, and writing it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.engine.sources import Sources
from conv1d_lsp.project.analyse import diagnosed
from conv1d_lsp.project.batch import check_files
from conv1d_lsp.project.results import Checked, FileResult
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.source.discover import Found, Missed

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Analysis

Done = TypeVar("Done")

#: What is found in another text of the same file, as the user wants to see it.
Check = Callable[[str], "Analysis"]

#: Another text of a file, what is found in it, and what was done.
Edit = Callable[[Checked, Check], "tuple[str, Analysis, Done]"]


@dataclass(frozen=True, slots=True)
class Edited(Generic[Done]):
    """A file that has another text now, which is not written yet. done: what the edit says of its work."""

    path: Path
    before: Checked
    after: Checked
    done: Done

    def write(self) -> None:
        """Put the new text in the place of the file's. Raises `source.write.Unwritable`."""
        from conv1d_lsp.source.write import rewrite

        rewrite(self.path, self.before.text, self.after.text)

    def rewritten(self, data: bytes) -> bytes:
        """The bytes of the file, which were `data`. Raises `source.write.Unwritable`."""
        from conv1d_lsp.source.write import rewritten

        return rewritten(data, self.before.shown, self.before.text, self.after.text)


def edited_files(
    found: Iterable[Found | Missed], named: Iterable[Path], settings: ProjectSettings, edit: Edit[Done]
) -> Iterator[FileResult | Edited[Done]]:
    """`check_files`, with an `Edited` where the edit changes something. Nothing is written."""
    items, same = tee(found)
    for item, result in zip(items, check_files(same, named, settings, diagnosed), strict=True):
        yield _edited(item.path, result, settings, edit) if isinstance(result, Checked) else result


def _edited(path: Path, checked: Checked, settings: ProjectSettings, edit: Edit[Done]) -> Checked | Edited[Done]:
    own, view, sources = settings.for_file(path), settings.view(path), Sources()

    def check(text: str) -> Analysis:
        return view.of(diagnosed(text, checked.shown, own, ProjectImports(checked.shown, sources)), text)

    text, analysis, done = edit(checked, check)
    after = checked._replace(text=text, analysis=analysis)
    return after if text == checked.text else Edited(path, checked, after, done)
