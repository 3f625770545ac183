"""All that can be asked about one text, and what is wrong with the answers."""

from __future__ import annotations

import ast
import json
import warnings
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

from conv1d_lsp.diagnostics import ANALYSIS_FAILED, Analysis, Diagnostic, Fix
from conv1d_lsp.engine import analyze, check, draw, prove_all, repair
from conv1d_lsp.engine.edited import applied
from conv1d_lsp.reports.costs_text import costs
from conv1d_lsp.reports.fields_text import receptive_fields
from conv1d_lsp.reports.formats import FORMATS, make
from conv1d_lsp.reports.graphs.dot import dot
from conv1d_lsp.reports.graphs.mermaid import mermaid
from conv1d_lsp.reports.graphs.pictures import outermost, picture
from conv1d_lsp.reports.graphs.svg import svg
from conv1d_lsp.reports.lines import plain
from conv1d_lsp.reports.models_text import table_of_layers
from conv1d_lsp.reports.report import Found, Run, Setting
from conv1d_lsp.reports.shapes_text import annotated
from conv1d_lsp.settings import Generation, Settings
from conv1d_lsp.source.lines import split_lines

FILE = "program.py"

#: Of how many texts one has its facts asked for, its fixes proven, its reports written, its models drawn, all repaired.
FACTS, FIXES, REPORTS, PICTURES, REPAIRS = 4, 8, 10, 20, 40

#: Seconds of the processor that an analysis may take, and the proofs of a text's fixes, which are many analyses.
ANALYSIS, PROOFS = 20.0, 100.0


def seconds_for(number: int) -> float:
    """What the text of this number may take."""
    return PROOFS if any(number % share == 0 for share in (FIXES, REPORTS, REPAIRS)) else ANALYSIS


def wrong_with(text: str, number: int) -> Iterator[str]:
    """What is wrong with the answers about a text; its number says what is asked."""
    settings = Settings(keras=(None, *Generation)[number % 3])
    ask = analyze if number % FACTS == 0 else check
    found = ask(text, FILE, settings)
    yield from _wrong_places(found, text)
    if number % FIXES == 0:
        yield from _wrong_fixes(text, prove_all(text, FILE, settings, found))
    if number % REPORTS == 0:
        yield from _wrong_reports(text, prove_all(text, FILE, settings, found))
    if number % PICTURES == 0:
        yield from _wrong_pictures(text, settings)
    if number % REPAIRS == 0:
        done = repair(text, found, lambda new: check(new, FILE, settings), unsafe=number % (2 * REPAIRS) == 0)
        yield from _wrong_places(done.analysis, done.text)


def _wrong_places(found: Analysis, text: str) -> Iterator[str]:
    lines = len(split_lines(text))
    for each in found.diagnostics:
        place = each.place
        if each.rule == ANALYSIS_FAILED:
            yield each.message
        start, end = (place.line, place.column), (place.end_line, place.end_column)
        if not ((1, 1) <= start <= end and place.end_line <= lines and place.column >= 1):
            yield f"{each.rule} is at {place}, of {lines} lines"


def _wrong_fixes(text: str, proven: Analysis) -> Iterator[str]:
    for each in proven.diagnostics:
        for fix in each.fixes:
            after = applied(text, fix.edits)
            if _parses(text) and not _parses(after):
                yield f"{_told(each, fix)} leaves no Python"
            if after == text:
                yield f"{_told(each, fix)} changes nothing"


def _told(diagnostic: Diagnostic, fix: Fix) -> str:
    return f"{diagnostic.rule} on line {diagnostic.place.line}: {fix.title!r}"


def _parses(text: str) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _wrong_reports(text: str, found: Analysis) -> Iterator[str]:
    run = Run(Counter(each.severity.value for each in found.diagnostics), 1, 1, 1)
    for name in FORMATS:
        report = make(name, Setting())
        chunks = [report.begin(), report.of(Found(FILE, text, found.diagnostics)), report.end(run)]
        written = "".join(chunk if isinstance(chunk, str) else plain(chunk) for chunk in chunks)
        written.encode(errors="backslashreplace")
        if name in {"json", "sarif", "gitlab", "rdjson"}:
            json.loads(written)
        elif name in {"junit", "checkstyle"}:
            ElementTree.fromstring(written)
        if found.diagnostics and not written.strip():
            yield f"{name} says nothing"


def _wrong_pictures(text: str, settings: Settings) -> Iterator[str]:
    drawn = draw(text, FILE, settings)
    pictures = [picture(graph, drawn.diagnostics) for graph in outermost(drawn.graphs)]
    ElementTree.fromstring(svg(pictures)) if pictures else None
    for each in (mermaid, dot):
        each(pictures)
    known = analyze(text, FILE, settings)
    plain(annotated(known.tensors, split_lines(text)))
    for model in known.models:
        plain([*table_of_layers(model), *receptive_fields(model), *costs(model, batch=8)])
    yield from _wrong_places(known, text)
