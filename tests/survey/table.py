"""The count in words: a table, the causes, the diagnostics."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.survey.count import COLUMNS, Counted, Surveyed

_MOST_CAUSES = 20
_EXAMPLES = 3


def report(folder: Path, files: Sequence[Surveyed]) -> Iterator[str]:
    """The lines of the report."""
    sites = [site for file in files for site in file.sites]
    yield from _table(folder, sites)
    yield from _causes(folder, sites)
    yield from _diagnostics(folder, files)


def _table(folder: Path, sites: Sequence[Counted]) -> Iterator[str]:
    by_repository: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for site in sites:
        by_repository[_repository(folder, site.file)][site.column] += 1
    yield f"{'sites':>6} {'a':>5} {'b':>5} {'c':>5} {'d':>5} {'a+b':>5} {'+c':>5}"
    for name, counts in sorted(by_repository.items(), key=lambda item: -item[1].total()):
        yield f"{_row(counts)}  {name}"
    everything = Counter(site.column for site in sites)
    yield f"{_row(everything)}  all"
    if by_repository:
        shares = [[_share(counts, last) for last in ("b", "c")] for counts in by_repository.values()]
        mean = [sum(column) / len(shares) for column in zip(*shares, strict=True)]
        yield f"the mean of the {len(shares)} repositories: a + b {mean[0]:.0f} %, with c {mean[1]:.0f} %"


def _row(counts: Counter[str]) -> str:
    numbers = " ".join(f"{counts[column]:5}" for column in COLUMNS)
    return f"{counts.total():6} {numbers} {_share(counts, 'b'):4.0f}% {_share(counts, 'c'):4.0f}%"


def _share(counts: Counter[str], last: str) -> float:
    """Per cent of the sites in the columns up to `last`."""
    upto = COLUMNS[: COLUMNS.index(last) + 1]
    return 100 * sum(counts[column] for column in upto) / max(1, counts.total())


def _repository(folder: Path, file: Path) -> str:
    parts = file.relative_to(folder).parts
    return parts[0] if len(parts) > 1 else "."


def _causes(folder: Path, sites: Sequence[Counted]) -> Iterator[str]:
    causes: defaultdict[str, list[Counted]] = defaultdict(list)
    for site in sites:
        if site.cause is not None:
            causes[site.cause].append(site)
    if causes:
        yield ""
        yield "Why the shape is not known"
    for cause, found in sorted(causes.items(), key=lambda item: (-len(item[1]), item[0]))[:_MOST_CAUSES]:
        yield f"{len(found):6}  {cause}"
        yield from (f"          {_place(folder, each.file, each.site.line)}" for each in _spread(folder, found))


def _spread(folder: Path, found: Sequence[Counted]) -> list[Counted]:
    """A few of them, from as many repositories as there are."""
    first: dict[str, Counted] = {}
    for each in found:
        first.setdefault(_repository(folder, each.file), each)
    rest = [each for each in found if each not in first.values()]
    return [*first.values(), *rest][:_EXAMPLES]


def _diagnostics(folder: Path, files: Sequence[Surveyed]) -> Iterator[str]:
    said = Counter((str(each.severity.name).lower(), each.rule) for file in files for each in file.diagnostics)
    yield ""
    yield f"Diagnostics in {len(files):,} files"
    for (severity, rule), count in sorted(said.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:6}  {severity} {rule}"
    cut = [file for file in files if not file.complete]
    if cut:
        yield f"{len(cut):6}  files cut short, such as {_place(folder, cut[0].file, 1)}"


def _place(folder: Path, file: Path, line: int) -> str:
    return f"{file.relative_to(folder).as_posix()}:{line}"
