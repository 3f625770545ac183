"""Generated models written down as programs: what the engine says about the text, against real Keras's answer."""

from dataclasses import dataclass

from conv1d_lsp.diagnostics import Analysis, Severity
from conv1d_lsp.diagnostics.shown import ShownShape
from conv1d_lsp.runtime.answers import BuiltNode, Refused, Skipped
from tests.judge.nodes import Model
from tests.judge.python_text import ModelText


@dataclass(frozen=True, slots=True)
class Verdict:
    """agreed, unknown: the layer calls about which the engine says what Keras does, and those that it can't tell
    (a shape with a "?", or nothing at all). disagreement: the first one, in words."""

    agreed: int
    unknown: int
    disagreement: str | None


def verdict(model: Model, text: ModelText, analysis: Analysis, real: list[BuiltNode]) -> Verdict:
    """Up to the first disagreement. What Keras does not reach counts for nothing, nor do later calls of a layer whose
    first call was refused, and what comes of them; a refusal of what comes of something unknown is unknown too."""
    wrong = {each.place.line: each for each in analysis.diagnostics if each.severity is Severity.ERROR}
    shapes = {fact.name: fact.shapes for fact in analysis.variables}
    agreed = unknown = 0
    void: set[int] = set()
    doubtful: set[int] = set()
    for index, node in enumerate(model):
        answer, given = real[index], shapes.get(f"t{index}")
        inside = [shapes.get(f"t{index}_{number}") for number in range(1, len(node.body) + 1)]
        if doubtful & set(node.needs) or any(each is None or unclear(each) for each in inside):
            doubtful.add(index)
        ended = node.again is not None and isinstance(real[node.again], Refused)
        if ended or void & set(node.needs):
            void.add(index)
            continue
        if isinstance(answer, Skipped):
            continue
        first, last = text.lines[index]
        found = next((wrong[line] for line in range(first, last + 1) if line in wrong), None)
        if found is not None:
            if not isinstance(answer, Refused):
                words = f"the engine says [{found.rule}] {found.message!r}, Keras does not raise: {answer}"
                return Verdict(agreed, unknown, f"t{index}: {words}")
        elif given is None or unclear(given) or (isinstance(answer, Refused) and index in doubtful):
            unknown += 1
            doubtful.add(index)
            continue
        elif isinstance(answer, Refused):
            return Verdict(agreed, unknown, f"t{index}: Keras raises, the engine gives {given}: {answer}")
        elif given != answer.shapes:
            return Verdict(agreed, unknown, f"t{index}: the engine gives {given}, Keras {answer.shapes}")
        agreed += 1
    return Verdict(agreed, unknown, None)


def unclear(shapes: tuple[ShownShape, ...]) -> bool:
    """Whether a size is not known, or only by the name of what it comes from."""
    return any(isinstance(size, str) for shape in shapes for size in shape)
