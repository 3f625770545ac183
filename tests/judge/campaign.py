"""Many generated models, held against real Keras in batches."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from conv1d_lsp.engine import analyze
from conv1d_lsp.layers import find, layer_names
from conv1d_lsp.runtime.answers import Built, BuiltNode, Died, Refused
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation, Settings
from tests.judge.cases import TODAY
from tests.judge.comparison import Disagreement, compare
from tests.judge.figures import Figures
from tests.judge.generated import random_model
from tests.judge.inconsistencies import explained
from tests.judge.nodes import Model, Node
from tests.judge.prediction import Predictor
from tests.judge.python_text import python_text
from tests.judge.written import Verdict, verdict

#: Models for each request to the worker.
BATCH = 50

#: Every so many models are also run on real arrays.
RUN_EVERY = 10


@dataclass(slots=True)
class ModelFigures(Figures):
    """What a campaign has seen. `refused` and `unclear` count models with such a layer, `ran` layers on arrays,
    `explained` models that end in a disagreement of Keras with itself. `unknown`: layers that the engine leaves open in
    the text of a model; `in_text`: where it disagrees with Keras there."""

    models: int = 0
    layers: int = 0
    refused: int = 0
    unclear: int = 0
    ran: int = 0
    explained: int = 0
    unknown: int = 0
    disagreements: list[tuple[int, Disagreement]] = field(default_factory=list)
    in_text: list[tuple[int, str]] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.models} models with {self.layers} layers, {self.refused} refused by Keras, "
            f"{self.unclear} with something unclear, {self.ran} layers run on arrays, "
            f"{self.unknown} left open in the text, {self.explained} explained, "
            f"{len(self.disagreements)} disagreements, {len(self.in_text)} in the text"
        )

    @property
    def told(self) -> Iterator[str]:
        """Each disagreement, with the number of its model."""
        yield from (f"model {number}: {found}" for number, found in self.disagreements)
        yield from (f"model {number}, in the text: {found}" for number, found in self.in_text)

    @property
    def kinds(self) -> Counter[tuple[str, str]]:
        return Counter((each.kind, each.layer) for _, each in self.disagreements)


def batches(numbers: range) -> Iterator[range]:
    for start in range(numbers.start, numbers.stop, BATCH):
        yield range(start, min(start + BATCH, numbers.stop))


def parameters(keras: Generation) -> dict[str, tuple[str, ...]]:
    """The layers that are declared, and of each the parameters that may be given by place, in their order."""
    declared = {name: find(name, keras) for name in layer_names(keras)}
    return {name: layer.signature(keras).places for name, layer in declared.items() if layer is not None}


def array(node: Node, number: int, every: int = RUN_EVERY, samples: int = 2) -> dict[str, Any]:
    """Sizes of a real array for an input whose sizes are all given; for some of the models, since it takes time.
    samples: how many there are where the input does not say."""
    sizes = node.settings.get("shape")
    if node.layer != "Input" or number % every or not isinstance(sizes, tuple):
        return {}
    known = [size for size in (node.settings.get("batch_size", samples), *sizes) if isinstance(size, int)]
    return {"array": known, "dtype": node.settings.get("dtype")} if len(known) == len(sizes) + 1 else {}


def run_batch(worker: Worker, seed: int, numbers: range) -> ModelFigures:
    """Compare the models of these numbers. Raises RuntimeError if the worker dies of them."""
    layers = parameters(worker.generation)
    models = [random_model(seed, number, layers, worker.generation) for number in numbers]
    described = [
        [node.described() | array(node, number) for node in model]
        for number, model in zip(numbers, models, strict=True)
    ]
    answers = worker.models(described)
    if isinstance(answers, Died):
        raise RuntimeError(f"seed {seed}, models {numbers.start} to {numbers.stop - 1}: {answers.reason}")
    figures = ModelFigures(models=len(models))
    for number, model, real in zip(numbers, models, answers, strict=True):
        predictor = Predictor(worker.generation)
        predicted = predictor.predict(model)
        figures.layers += sum(node.layer != "Input" for node in model)
        figures.refused += any(isinstance(node, Refused) for node in real)
        figures.unclear += bool(predictor.unclear)
        figures.ran += sum(isinstance(node, Built) and node.ran is not None for node in real)
        found = compare(model, predicted, real, predictor.unclear)
        if found is not None and explained(found, worker.generation) is not None:
            figures.explained += 1
            continue
        if found is not None:
            figures.disagreements.append((number, found))
        written = in_text(model, real, worker.generation)
        figures.unknown += written.unknown
        if written.disagreement is not None and (found is None or f"t{found.node}:" not in written.disagreement):
            figures.in_text.append((number, written.disagreement))
    return figures


def in_text(model: Model, real: list[BuiltNode], keras: Generation) -> Verdict:
    """What the engine says of the model as a program: through parser, interpreter and rules."""
    text = python_text(model)
    analysis = analyze(text.text, "model.py", Settings(keras=keras, releases=TODAY))
    found = verdict(model, text, analysis, real)
    failed = not analysis.complete or any(each.rule == "analysis-failed" for each in analysis.diagnostics)
    told = "the analysis is not complete" if failed else found.disagreement
    return replace(found, disagreement=None if told is None else f"{told}\n{text.text}")
