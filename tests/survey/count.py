"""The column that a site falls into, and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from conv1d_lsp.diagnostics import Analysis, Diagnostic, TensorFact
from conv1d_lsp.engine import ProjectImports, Sources, analyze
from conv1d_lsp.project.configuration import Configurations
from conv1d_lsp.project.excluding import Excludes, Excluding
from conv1d_lsp.settings import Settings
from conv1d_lsp.source.discover import Found, discover
from conv1d_lsp.source.read import Unreadable, read
from tests.survey.sites import NAMES, CallSite, call_sites

#: From the best to the worst.
COLUMNS = ("a", "b", "c", "d")

_POSITION = tuple[int, int]
_AXIS_OF = re.compile(r"([A-Za-z_][\w.]*(?:(?:\([^()]*\)|\[[^\[\]]*\])[\w.]*)*\.shape)\[")
_QUOTED = re.compile(r"`[^`]*`")


@dataclass(frozen=True, slots=True)
class Counted:
    """A site with its column. cause: why it is in the last one, without the names of this one program."""

    file: Path
    site: CallSite
    column: str
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A file: its sites, what is wrong in it, and whether the analysis reached its end."""

    file: Path
    sites: tuple[Counted, ...]
    diagnostics: tuple[Diagnostic, ...]
    complete: bool


def survey(folder: Path, settings: Settings) -> Iterator[Surveyed]:
    """Every Python file below the folder that can be read, in the order of their paths."""
    sources = Sources()
    for found in discover([folder], Excluding(Configurations(), Excludes()).in_folder):
        if isinstance(found, Found) and found.path.suffix == ".py":
            try:
                source = read(found.path)
            except Unreadable:
                continue
            analysis = analyze(source, str(found.path), settings, ProjectImports(str(found.path), sources))
            sites = tuple(_counted(found.path, source, analysis))
            yield Surveyed(found.path, sites, analysis.diagnostics, analysis.complete)


def _counted(file: Path, source: str, analysis: Analysis) -> Iterator[Counted]:
    """Each site once, by the best of the shapes that it has."""
    made: defaultdict[_POSITION, list[TensorFact]] = defaultdict(list)
    for fact in analysis.tensors:
        if fact.layer_place is not None:
            made[fact.layer_place.line, fact.layer_place.column].append(fact)
    for site in _all_sites(source, made):
        facts = made.get((site.line, site.column)) or (made.get(site.wrapper, []) if site.wrapper else [])
        column = min((column_of(fact, source) for fact in facts), key=COLUMNS.index, default="d")
        yield Counted(file, site, column, _cause(site, facts, analysis) if column == "d" else None)


def _all_sites(source: str, made: Mapping[_POSITION, Sequence[TensorFact]]) -> list[CallSite]:
    written = call_sites(source)
    known = {(site.line, site.column) for site in written}
    found = {position for position, facts in made.items() if any(fact.layer in NAMES for fact in facts)}
    return sorted([*written, *(CallSite(*position) for position in found - known)], key=lambda s: (s.line, s.column))


def column_of(fact: TensorFact, source: str) -> str:
    """Which column a tensor's shape falls into."""
    if isinstance(fact.shape, str):
        return "d"
    column = "a"
    for axis in fact.shape:
        if isinstance(axis, str):
            column = max(column, _column_of_axis(axis, source))
    return column


def _column_of_axis(axis: str, source: str) -> str:
    """An axis of an unknown tensor is told by its text: the source itself does not write `x.shape[...]`."""
    if "?" in axis:
        return "d"
    if any(f"{owner}[" not in source for owner in _AXIS_OF.findall(axis)):
        return "c"
    return "b"


def _cause(site: CallSite, facts: Sequence[TensorFact], analysis: Analysis) -> str:
    if facts:
        return "the shape: " + _QUOTED.sub("`…`", next((fact.why for fact in facts if fact.why), "no reason given"))
    if any(each.rule in ("syntax-error", "syntax-not-understood") for each in analysis.diagnostics):
        return "no tensor: the file does not parse"
    if any(each.place.line == site.line for each in analysis.diagnostics):
        return "no tensor: the call is said to fail"
    if not analysis.complete:
        return "no tensor: the analysis was cut short"
    if not site.around:
        return "no tensor: at the top level"
    kind = "method" if len(site.around) > 1 else "function"
    return f"no tensor: in a {kind}, never run or never called on a tensor"
