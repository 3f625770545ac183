"""Many mixed models, what the engine says of each held against a run of its text under real Keras."""

from __future__ import annotations

from dataclasses import dataclass, field

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.diagnostics.analysis import ModelFact
from conv1d_lsp.engine import analyze
from conv1d_lsp.runtime.answers import Built, BuiltNode, Died, RealFault, Refused, Skipped, Trace
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Settings
from tests.judge.cases import TODAY
from tests.judge.figures import Figures
from tests.judge.mixed.drawing import mixed_model
from tests.judge.mixed.head import CLASSES, HEAD
from tests.judge.nodes import Model
from tests.judge.python_text import ModelText, python_text
from tests.judge.written import verdict


@dataclass(slots=True)
class MixedFigures(Figures):
    """unknown: tensors that the engine leaves open; whole: models whose total of parameters was compared."""

    models: int = 0
    tensors: int = 0
    refused: int = 0
    unknown: int = 0
    whole: int = 0
    disagreements: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.models} models, {self.tensors} tensors that agree, {self.refused} models refused by Keras, "
            f"{self.unknown} tensors left open, {self.whole} totals of parameters, "
            f"{len(self.disagreements)} disagreements"
        )


def run_mixed(worker: Worker, seed: int, numbers: range) -> MixedFigures:
    figures = MixedFigures()
    for number in numbers:
        figures += run_one(worker, seed, number)
    return figures


def run_one(worker: Worker, seed: int, number: int) -> MixedFigures:
    model = mixed_model(seed, number, worker.generation)
    text = python_text(model, [*HEAD, *CLASSES, ""])
    tail, reached = whole_model(model)
    program = text.text + "".join(f"{row}\n" for row in tail)
    total = len(program.splitlines())
    trace = worker.trace(program, {*(last for _, last in text.lines), *([total] if tail else [])})
    analysis = analyze(program, "model.py", Settings(keras=worker.generation, releases=TODAY))
    figures = MixedFigures(models=1)
    if isinstance(trace, Died):
        found: str | None = trace.reason
    elif not analysis.complete or any(each.rule == "analysis-failed" for each in analysis.diagnostics):
        found = "the analysis is not complete"
    else:
        answers = real_answers(model, text, trace)
        judged = verdict(model, text, analysis, answers)
        found = judged.disagreement
        figures.tensors, figures.unknown = judged.agreed, judged.unknown
        figures.refused = any(isinstance(each, Refused) for each in answers)
        if found is None and tail and all(isinstance(answers[i], Built) for i in reached):
            figures.whole = 1
            found = other_total(analysis, trace, total)
    if found is not None:
        shown = [row for row in program.splitlines() if row not in CLASSES or row in HEAD]
        figures.disagreements.append(f"model {number}: {found}\n" + "\n".join(shown))
    return figures


def whole_model(model: Model) -> tuple[list[str], set[int]]:
    """A model of all that leads to the last tensor, and an input as wide as it has parameters; and the nodes in it."""
    last = len(model) - 1
    reached, todo = set[int](), [last]
    while todo:
        index = todo.pop()
        if index not in reached:
            reached.add(index)
            again = model[index].again
            todo += [*model[index].needs, *([] if again is None else [again])]
    names = [f"t{index}" for index in sorted(reached) if model[index].layer == "Input"]
    names += [row.partition(" ")[0] for index in sorted(reached) for row in model[index].before]
    if not names or model[last].layer == "Input":
        return [], reached
    return [f"whole = keras.Model([{', '.join(names)}], t{last})", "keras.Input((whole.count_params(),))"], reached


def real_answers(model: Model, text: ModelText, trace: Trace) -> list[BuiltNode]:
    """What the run made of each node."""
    found: list[BuiltNode] = []
    for node, (first, last) in zip(model, text.lines, strict=True):
        needs = {*node.needs, *([] if node.again is None else [node.again])}
        fault = next((each for each in trace.faults if any(map(each.touches, range(first, last + 1)))), None)
        given = trace.passes.get(last)
        if any(not isinstance(found[i], Built) for i in needs):
            found.append(Skipped())
        elif fault is not None:
            found.append(refused(fault))
        else:
            found.append(Built(given[0], 0, 0) if given else Skipped())
    return found


def refused(fault: RealFault) -> Refused:
    return Refused("call", fault.kind, fault.message)


def other_total(analysis: Analysis, trace: Trace, line: int) -> str | None:
    """Another total of parameters, or a model that is refused or taken to be."""
    fact: ModelFact | None = next((each for each in analysis.models if each.variable == "whole"), None)
    told = [each for each in analysis.diagnostics if each.place.line >= line - 1 and each.severity.name == "ERROR"]
    faults = [each for each in trace.faults if each.touches(line) or each.touches(line - 1)]
    if told or faults:
        return None if told and faults else f"the whole model: the engine says {told}, Keras {faults}"
    ours = None if fact is None else fact.total_params
    passes = trace.passes.get(line)
    return (
        None
        if ours is None or not passes or passes[0] == ((None, ours),)
        else f"{ours} parameters in all, Keras {passes[0]}"
    )
