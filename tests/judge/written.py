"""Generated models written down as programs: what the engine says about the text, against real Keras's answer."""

from conv1d_lsp.diagnostics import Analysis, Severity
from conv1d_lsp.diagnostics.analysis import ShownShape
from conv1d_lsp.runtime.answers import Built, BuiltNode, Refused, Skipped
from tests.judge.generated import Model
from tests.judge.python_text import ModelText


def disagreement(model: Model, text: ModelText, analysis: Analysis, real: list[BuiltNode]) -> str | None:
    """The first one, in words. What the engine cannot tell agrees with anything, and so does what follows it."""
    wrong = {each.place.line: each for each in analysis.diagnostics if each.severity is Severity.ERROR}
    shapes = {fact.name: fact.shapes for fact in analysis.variables}
    void: set[int] = set()
    for index, node in enumerate(model):
        given = shapes.get(f"t{index}")
        if (given is not None and unclear(given)) or void & set(node.needs):
            void.add(index)
            continue
        found = wrong.get(text.lines[index]) or (
            wrong.get(text.lines[index] - 1) if index in text.made_before else None
        )
        answer = real[index]
        if isinstance(answer, Skipped) or (given is None and found is None):
            void.add(index)
            continue
        if isinstance(answer, Refused) and found is None:
            return f"t{index}: Keras raises, the engine gives {given}: {answer}"
        if found is not None and not isinstance(answer, Refused):
            return f"t{index}: the engine says [{found.rule}] {found.message!r}, Keras does not raise: {answer}"
        if isinstance(answer, Built) and given != answer.shapes:
            return f"t{index}: the engine gives {given}, Keras {answer.shapes}"
    return None


def unclear(shapes: tuple[ShownShape, ...]) -> bool:
    return any("?" in shape for shape in shapes)
