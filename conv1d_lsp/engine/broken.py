"""What does not parse, and what is still done then: a broken cell of a notebook leaves the others what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Place
from conv1d_lsp.rules.diagnose import own
from conv1d_lsp.source.cells import broken_cells, cells_of
from conv1d_lsp.source.read import is_notebook
from conv1d_lsp.source.syntax import Broken


def told_of_broken(broken: Broken, source: str, path: str) -> Iterator[Diagnostic]:
    """What is broken first; of a notebook, in each cell but those that may fail."""
    every = [*broken_cells(source)] if is_notebook(path) else []
    for each in every or [broken]:
        if not may_raise(each.line, source, path):
            place = Place(path, each.line, each.column, each.line, each.column + 1)
            yield own("syntax-not-understood" if each.valid else "syntax-error", place, each.message)


def may_raise(line: int, source: str, path: str) -> bool:
    """Whether a line is in a cell that may fail."""
    return is_notebook(path) and cells_of(source).may_raise(line)


def repairable(source: str, analysis: Analysis) -> Analysis:
    """The analysis with the fixes alone that may be made: of a text that is not whole, those of a notebook's cells
    that are, as these run whatever stands in the others."""
    if analysis.is_whole:
        return analysis
    whole = _lines_of_whole_cells(source, analysis)

    def kept(diagnostic: Diagnostic) -> Diagnostic:
        places = [[diagnostic.place, *(edit.place for edit in fix.edits)] for fix in diagnostic.fixes]
        fixes = zip(diagnostic.fixes, places, strict=True)
        return replace(diagnostic, fixes=tuple(fix for fix, used in fixes if all(map(whole, used))))

    return replace(analysis, diagnostics=tuple(map(kept, analysis.diagnostics)))


def _lines_of_whole_cells(source: str, analysis: Analysis) -> Callable[[Place], bool]:
    """Tells of a place whether it is in a cell that is whole; of none where nobody knows which is broken."""
    broken = [*broken_cells(source)] if analysis.complete and is_notebook(analysis.file) else []
    program = cells_of(source)
    numbers = {None, *(program.cell_at(each.line) for each in broken)}
    return lambda place: bool(broken) and program.cell_at(place.line) not in numbers
