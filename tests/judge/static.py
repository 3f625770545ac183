"""Claims held against the analyzer's answer."""

import ast
from collections.abc import Iterable, Iterator

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Place, TensorFact
from conv1d_lsp.runtime.worker.places import span, spoken_of, targets
from conv1d_lsp.settings import Generation
from tests.judge.cases import Program
from tests.judge.claims import FindingClaim, Shapes


def disagreements(program: Program, analysis: Analysis) -> list[str]:
    """A sentence for each claim that the analysis does not bear out, and for each diagnostic that nobody claims."""
    keras = Generation(analysis.keras)
    found = list(unmet_findings(program.findings(keras), analysis.diagnostics))
    found += unclaimed(program.findings(keras), analysis.diagnostics)
    found += wrong_shapes(program, analysis, keras)
    if not analysis.complete:
        found.append("the analysis was cut short")
    return found


def unmet_findings(claims: list[FindingClaim], diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    for claim in claims:
        if not any(meets(diagnostic, claim) for diagnostic in diagnostics):
            yield f"line {claim.line}: not found: {claim}"


def unclaimed(claims: list[FindingClaim], diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    for diagnostic in diagnostics:
        if not any(meets(diagnostic, claim) for claim in claims):
            yield (
                f"line {diagnostic.place.line}: nobody claims this: "
                f"{diagnostic.severity}: [{diagnostic.rule}] {diagnostic.message!r}"
            )


def meets(diagnostic: Diagnostic, claim: FindingClaim) -> bool:
    return (
        diagnostic.place.line == claim.line
        and diagnostic.severity is claim.severity
        and diagnostic.rule == claim.rule
        and claim.text in diagnostic.message
    )


def wrong_shapes(program: Program, analysis: Analysis, keras: Generation) -> Iterator[str]:
    claims = program.shapes(keras)
    if not claims:
        return
    tree = ast.parse(program.text)
    for claim in claims:
        given = shapes_at(tree, program.text, analysis, claim.line)
        if given != without_repetitions(claim.passes) and (given or not untold(claim.passes)):
            yield f"line {claim.line}: claimed {shown(claim.passes)}, found {shown(given)}"


def untold(passes: Iterable[Shapes]) -> bool:
    """Whether nothing is claimed but that the analyzer cannot tell."""
    return all(shape == "?" for shapes in passes for shape in shapes)


def shapes_at(tree: ast.Module, text: str, analysis: Analysis, line: int) -> list[Shapes]:
    """What the analyzer knows of the statement that a comment on this line speaks of: shapes for each pass."""
    node = spoken_of(tree, line)
    if node is None:
        return []
    area = code_points(node, text.split("\n"))
    by_target = [given_to(name, area, analysis) for name in targets(node)]
    if any(by_target):
        return side_by_side([passes for passes in by_target if passes])
    inside = [fact for fact in analysis.tensors if within(fact.place, area)]
    last = max(((fact.place.end_line, fact.place.end_column) for fact in inside), default=None)
    return passes_of(fact for fact in inside if (fact.place.end_line, fact.place.end_column) == last)


def given_to(name: str, area: Place, analysis: Analysis) -> list[Shapes]:
    """What this statement gives to a target, each time that it is reached."""
    return without_repetitions(
        fact.shapes for fact in analysis.variables if fact.name == name and within(fact.place, area)
    )


def passes_of(facts: Iterable[TensorFact]) -> list[Shapes]:
    """A pass for each time that the call was reached; the outputs of one call belong to one pass."""
    passes: list[Shapes] = []
    for fact in facts:
        if fact.index and passes:
            passes[-1] = (*passes[-1], fact.shape)
        else:
            passes.append((fact.shape,))
    return without_repetitions(passes)


def side_by_side(columns: list[list[Shapes]]) -> list[Shapes]:
    """Several targets of one statement: their first passes together, and so on; a target that stays the same is
    repeated."""
    length = max(len(column) for column in columns)
    filled = [column + column[-1:] * (length - len(column)) for column in columns]
    return [sum(row, ()) for row in zip(*filled, strict=True)]


def without_repetitions(passes: Iterable[Shapes]) -> list[Shapes]:
    return list(dict.fromkeys(passes))


def within(place: Place, area: Place) -> bool:
    start, end = (place.line, place.column), (place.end_line, place.end_column)
    return (area.line, area.column) <= start and end <= (area.end_line, area.end_column)


def code_points(node: ast.stmt | ast.expr, rows: list[str]) -> Place:
    """Where the node stands, as diagnostics count."""
    area = span(node)
    return Place(
        "", area.line, column(rows, area.line, area.column), area.end_line, column(rows, area.end_line, area.end_column)
    )


def column(rows: list[str], line: int, byte: int) -> int:
    return len(rows[line - 1].encode()[:byte].decode()) + 1


def shown(passes: Iterable[Shapes]) -> str:
    return " then ".join(", ".join(map(str, shapes)) for shapes in passes) or "nothing"
