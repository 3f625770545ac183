"""What a reading found, in words; and what of it Keras 2 would not say, where nothing tells which Keras is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from conv1d_lsp.diagnostics import Diagnostic, Place, Severity
from conv1d_lsp.engine.files import Files
from conv1d_lsp.engine.releases import as_released
from conv1d_lsp.interpreter.findings import Finding
from conv1d_lsp.interpreter.interpret import Reading
from conv1d_lsp.rules.words import BOTH_REFUSE
from conv1d_lsp.settings import Generation
from conv1d_lsp.source.positions import Positions

Told = tuple[Finding, Diagnostic]


def told_of(reading: Reading, path: str, positions: Positions, keras: Generation) -> Iterator[Told]:
    """Each finding that is this file's business, with what is said of it."""
    files = Files(path, positions, reading.interpretation.modules)
    for finding in reading.interpretation.notes.findings:
        diagnostic = files.diagnose(as_released(finding, keras, reading.machine.releases), keras)
        if diagnostic is not None:
            yield finding, diagnostic


def distinct(told: Iterable[Told]) -> tuple[Diagnostic, ...]:
    """One for each distinct thing to say, however many calls lead to it."""
    said: dict[tuple[Place, str, str], Diagnostic] = {}
    for _, diagnostic in told:
        said.setdefault((diagnostic.place, diagnostic.rule, diagnostic.message), diagnostic)
    return tuple(said.values())


def statements_to_compare(told: Iterable[Told], positions: Positions) -> frozenset[object]:
    """The top-level statements from which an error was reached that Keras 2 may not meet, and the calls' own nodes."""
    begun = {finding.site.outermost.node for finding, diagnostic in told if _is_doubtful(diagnostic)}
    return frozenset({*begun, *(positions.parsed.statements[positions.chunk_of(node)] for node in begun)})


def compared(found: Iterable[Diagnostic], under_keras_2: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """An error says so if Keras 2 would run the line."""
    raised = {each.place.line for each in under_keras_2 if each.severity is Severity.ERROR}
    return tuple(
        replace(each, message=f"{each.message} (Keras 2 would run this line)")
        if _is_doubtful(each) and each.place.line not in raised
        else each
        for each in found
    )


#: Rules whose words say themselves which generation they speak of.
_OF_ONE_GENERATION = frozenset({"no-such-name", "symbolic-refused", "shape-is-a-tuple"})


def _is_doubtful(diagnostic: Diagnostic) -> bool:
    """Whether it is an error of which nothing says what Keras 2 does there."""
    plain = diagnostic.rule in _OF_ONE_GENERATION or BOTH_REFUSE in diagnostic.message
    return diagnostic.severity is Severity.ERROR and not plain
