"""Claims held against a run under real Keras."""

from collections.abc import Iterator

from conv1d_lsp.diagnostics.shown import ShownShape
from conv1d_lsp.runtime.answers import RealFault, RealShape, Trace
from conv1d_lsp.settings import Generation
from tests.judge.cases import Program
from tests.judge.claims import ShapeClaim, Shapes


def disagreements(program: Program, trace: Trace, keras: Generation) -> list[str]:
    """A sentence for each claim that the run does not bear out, and for each exception that nobody claims."""
    exempt = {claim.line for claim in program.exempt(keras)}
    found = [*silent_lines(program, trace, keras, exempt), *unclaimed(program, trace, keras, exempt)]
    for claim in program.shapes(keras):
        if claim.line not in exempt:
            found += wrong_shape(claim, trace)
    return found


def silent_lines(program: Program, trace: Trace, keras: Generation, exempt: set[int]) -> Iterator[str]:
    for claim in program.findings(keras):
        if claim.raises and claim.line not in exempt and not any(fault.touches(claim.line) for fault in trace.faults):
            yield f"line {claim.line}: Keras does not raise: {claim}"


def unclaimed(program: Program, trace: Trace, keras: Generation, exempt: set[int]) -> Iterator[str]:
    expected = exempt | {claim.line for claim in program.findings(keras) if claim.raises}
    for fault in trace.faults:
        if not any(fault.touches(line) for line in expected):
            yield f"line {lines(fault)}: Keras raises, and nobody claims it: {fault.kind}: {fault.message}"


def lines(fault: RealFault) -> str:
    return " via ".join(str(first) for first, _ in reversed(fault.statements)) or "?"


def wrong_shape(claim: ShapeClaim, trace: Trace) -> Iterator[str]:
    if claim.line in trace.unasked:
        yield f"line {claim.line}: nothing on this line has a value that could have a shape"
        return
    if all(shape == "?" for shapes in claim.passes for shape in shapes):
        return
    given = list(dict.fromkeys(trace.passes.get(claim.line, ())))
    if not agree(claim.passes, given):
        really = " then ".join(", ".join(map(str, shapes)) for shapes in given)
        reached = not any(first <= claim.line <= last for first, last in trace.skipped)
        yield f"line {claim.line}: Keras gives {really or 'no shape' if reached else 'nothing, it never gets here'}"


def agree(claimed: tuple[Shapes, ...], given: list[tuple[RealShape, ...]]) -> bool:
    """Pass for pass where all is known; else every pass must be one of those claimed, for `?` may join several."""
    if all(known(shape) for shapes in claimed for shape in shapes):
        return list(dict.fromkeys(claimed)) == given
    return bool(given) and all(any(fits(shapes, real) for shapes in claimed) for real in given)


def known(shape: ShownShape) -> bool:
    return not isinstance(shape, str) and not any(isinstance(axis, str) for axis in shape)


def fits(claimed: Shapes, given: tuple[RealShape, ...]) -> bool:
    return len(claimed) == len(given) and all(map(shape_fits, claimed, given))


def shape_fits(claimed: ShownShape, given: RealShape) -> bool:
    """`?` and names agree with anything."""
    if isinstance(claimed, str):
        return True
    if isinstance(given, str) or len(claimed) != len(given):
        return False
    return all(isinstance(axis, str) or axis == real for axis, real in zip(claimed, given, strict=True))
