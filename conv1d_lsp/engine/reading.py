"""Analysing a text that mentions Keras: parsed (or recovered), interpreted, put into words."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.diagnostics import ANALYSIS_FAILED, Analysis, Diagnostic, Place
from conv1d_lsp.engine.broken import may_raise, told_of_broken
from conv1d_lsp.engine.facts import model_facts, tensor_facts, variable_facts
from conv1d_lsp.engine.generation import decide
from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.engine.reader import Reader, read_by
from conv1d_lsp.engine.telling import compared, distinct, statements_to_compare, told_of
from conv1d_lsp.interpreter.findings import Interpretation
from conv1d_lsp.interpreter.interpret import Reading, read_certain
from conv1d_lsp.rules.diagnose import own
from conv1d_lsp.settings import Generation, Settings
from conv1d_lsp.source.collector import collector_off
from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.suppressions import Suppressions, skips_file, suppressions_of
from conv1d_lsp.source.syntax import Broken

if TYPE_CHECKING:
    from conv1d_lsp.engine.following import Following
    from conv1d_lsp.engine.silencing import Unused
    from conv1d_lsp.source.recover import Recovered

#: Stands in every table of `model.summary()`, in its head or in its rows; a file without it has none.
_TABLE = re.compile(r"Output Shape|\(\w+\) +\[?\((?:None|\d{1,9}), ")

#: Python frames that an analysis may need: its own limits on nesting stop it before that.
_FRAMES = 20_000


class Examined(Struct, frozen=True):
    """What is wrong with a file, and what its facts are made of, should someone want them."""

    analysis: Analysis
    interpretation: Interpretation
    positions: Positions

    def with_graphs(self, source: str) -> Analysis:
        """The analysis with its models as graphs; source: what was read."""
        from conv1d_lsp.engine.graphs import Graphs

        keras = Generation(self.analysis.keras)
        graphs = Graphs(self.interpretation, source, self.analysis.file, self.positions, keras)
        return replace(self.analysis, graphs=tuple(graphs.each()))

    def with_facts(self) -> Analysis:
        """The analysis with its tensors, variables and models."""
        given = self.interpretation, self.analysis.file, self.positions
        return replace(
            self.analysis,
            tensors=tensor_facts(*given),
            variables=variable_facts(*given),
            models=model_facts(*given, Generation(self.analysis.keras)),
        )


def analyze_keras(source: str, path: str, settings: Settings, project: ProjectImports | None = None) -> Analysis:
    """See `conv1d_lsp.engine.analyze`."""
    given = source, path, settings, project
    return _guarded(source, path, settings, lambda: _examine(*given, Reader()).with_facts())


def follow_keras(
    source: str, path: str, settings: Settings, project: ProjectImports | None, following: Following
) -> Analysis:
    """`analyze_keras` for a text that is being edited."""
    return _guarded(source, path, settings, lambda: _follow(source, path, settings, project, following))


def check_keras(source: str, path: str, settings: Settings, project: ProjectImports | None = None) -> Analysis:
    """See `conv1d_lsp.engine.check`."""
    given = source, path, settings, project
    return _guarded(source, path, settings, lambda: _examine(*given, Reader()).analysis)


def draw_keras(source: str, path: str, settings: Settings, project: ProjectImports | None = None) -> Analysis:
    """See `conv1d_lsp.engine.draw`."""
    given = source, path, settings, project
    return _guarded(source, path, settings, lambda: _examine(*given, Reader()).with_graphs(source))


def _guarded(source: str, path: str, settings: Settings, analysis: Callable[[], Analysis]) -> Analysis:
    if len(source) > settings.largest_file:
        words = f"the file is larger than {settings.largest_file:,} characters and is not analysed"
        return _unread(source, path, "file-too-large", words)
    with _room_to_nest(), collector_off():
        try:
            return analysis()
        except Exception as error:  # the one place where a mistake of ours is kept from the user's work
            words = f"conv1d-lsp could not analyse this file: {type(error).__name__}: {error}"
            return _unread(source, path, ANALYSIS_FAILED, words)


def _follow(
    source: str, path: str, settings: Settings, project: ProjectImports | None, following: Following
) -> Analysis:
    parsed = following.parsed(source)
    if isinstance(parsed, Broken) and (known := following.known(source, path, settings, project)) is not None:
        syntax = () if skips_file(source) else tuple(told_of_broken(parsed, source, path))
        return replace(known, diagnostics=_sorted((*syntax, *known.diagnostics)))
    analysis = _examine(source, path, settings, project, following).with_facts()
    following.keep(source, analysis, settings, project)
    return analysis


def _unread(source: str, path: str, rule: str, words: str) -> Analysis:
    found = () if skips_file(source) else (own(rule, Place(path, 1, 1, 1, 1), words),)
    return Analysis(path, 3, "the file was not read", found, parsed=False)


def _examine(source: str, path: str, settings: Settings, project: ProjectImports | None, reader: Reader) -> Examined:
    parsed = reader.parsed(source)
    recovered: Recovered | None = None
    syntax: tuple[Diagnostic, ...] = ()
    if isinstance(parsed, Broken):
        syntax = tuple(told_of_broken(parsed, source, path))
        recovered = reader.recovered(source)
        parsed = recovered.parsed
    decision = decide(source, parsed, settings, project)
    positions = reader.positions(parsed)
    reading = reader.reading(parsed, decision.keras, settings, project)
    told = list(told_of(reading, path, positions, decision.keras))
    found = distinct(told)
    if not decision.decided and (doubtful := statements_to_compare(told, positions)):
        certain = partial(read_certain, watched=doubtful)
        other = read_by(certain, parsed, Generation.KERAS_2, settings, project)
        found = compared(found, distinct(told_of(other, path, positions, Generation.KERAS_2)))
    found = (*found, *_of_tables(source, path, positions, reading, decision.keras))
    if not reading.interpretation.complete:
        words = "the program takes more steps than the analyzer's budget allows; what comes later is not known"
        found = (*found, own("cut-short", Place(path, 1, 1, 1, 1), words))
    if recovered is not None:
        lost = partial(may_raise, source=source, path=path)  # the beginning of such a cell may be blanked, too
        found = tuple(each for each in found if not (recovered.is_blanked(each.place.line) or lost(each.place.line)))
    shown = (*syntax, *found)
    suppressions = suppressions_of(parsed, positions, {each.place.line for each in shown})
    if suppressions != Suppressions():
        from conv1d_lsp.engine.silencing import is_silenced, of_comments, unused

        in_vain: Sequence[Unused] = ()
        if recovered is None and reading.interpretation.complete and _is_the_same_elsewhere(settings, project):
            asks_other = not settings.both and (settings.keras is not None or not decision.decided)
            other_found = partial(_found, source, path, positions, _other(decision.keras), settings, project)
            in_vain = unused(suppressions, shown, other_found if asks_other else tuple)
        silent = (each for each in shown if not is_silenced(each, suppressions))
        shown = (*silent, *(of_comments(source, path, suppressions, in_vain) if recovered is None else ()))
    analysis = Analysis(
        path,
        int(decision.keras),
        decision.reason,
        _sorted(shown),
        complete=reading.interpretation.complete,
        parsed=recovered is None,
        files=() if project is None else tuple(sorted(project.files)),
        data_files=() if project is None else tuple(sorted(project.data_files)),
    )
    return Examined(analysis, reading.interpretation, positions)


def _found(
    source: str, path: str, positions: Positions, keras: Generation, settings: Settings, project: ProjectImports | None
) -> tuple[Diagnostic, ...] | None:
    """What is wrong under a generation that the file is not shown under; None where that is not known for all of it."""
    reading = Reader().reading(positions.parsed, keras, settings, project)
    if not reading.interpretation.complete:
        return None
    found = distinct(told_of(reading, path, positions, keras))
    return (*found, *_of_tables(source, path, positions, reading, keras))


def _other(keras: Generation) -> Generation:
    return Generation.KERAS_2 if keras is Generation.KERAS_3 else Generation.KERAS_3


def _is_the_same_elsewhere(settings: Settings, project: ProjectImports | None) -> bool:
    """Whether what is found does not hang on files of data, which another machine may have or not."""
    return settings.read_data_files and (project is None or not project.data_files)


def _of_tables(
    source: str, path: str, positions: Positions, reading: Reading, keras: Generation
) -> tuple[Diagnostic, ...]:
    """What differs from the tables of `model.summary()` that are pasted into the file."""
    if _TABLE.search(source) is None or not reading.interpretation.complete:
        return ()
    from conv1d_lsp.engine.pasted_tables import differing_tables  # its patterns take long to compile

    return tuple(differing_tables(source, path, model_facts(reading.interpretation, path, positions, keras)))


def _sorted(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By line; of one line first what comes first when the program runs, so that causes precede what they cause."""
    return tuple(sorted(diagnostics, key=lambda each: each.place.line))


@contextmanager
def _room_to_nest() -> Iterator[None]:
    """The interpreter is recursive; how deep it may go is its own business, not the caller's stack's."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
