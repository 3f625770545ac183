"""Layers alone, held against real Keras: so many cases each, in batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from conv1d_lsp.layers import find, layer_names
from conv1d_lsp.runtime.answers import Built, BuiltNode, Died, Refused
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation, Releases
from tests.judge.alone import alone
from tests.judge.campaign import array
from tests.judge.cases import TODAY
from tests.judge.comparison import Disagreement, compare
from tests.judge.drawers import NOT_DRAWN, drawers, families
from tests.judge.drawers.by_name import by_name
from tests.judge.drawers.dice import Dice
from tests.judge.figures import Figures
from tests.judge.inconsistencies import explained
from tests.judge.nodes import Model
from tests.judge.prediction import Predictor
from tests.judge.python_text import python_text

#: Layers that are known to end the process at times: `pooled-to-one-place` tells when.
DEADLY = frozenset(f"AdaptiveMaxPooling{axes}D" for axes in (1, 2, 3))

#: Cases for each request to the worker.
BATCH = 50

#: Settings are looked for in so many draws.
DRAWS = 100

#: Settings that are drawn for all layers together, that a Sequential or `tf.function` reads, or another name of one.
ELSEWHERE = frozenset(
    "max_values name trainable dtype input_shape input_dim batch_input_shape batch_size dynamic".split()
)

#: Every so many cases are also run on real arrays.
RUN_EVERY = 4


@dataclass(slots=True)
class LayerFigures(Figures):
    """What the cases of one or more layers have shown. refused: cases in which Keras raises; unclear: those about
    which the declaration leaves something open; explained: disagreements by the reason why they do not count."""

    cases: int = 0
    refused: int = 0
    unclear: int = 0
    ran: int = 0
    explained: Counter[str] = field(default_factory=Counter)
    disagreements: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.cases} cases, {self.refused} refused by Keras, {self.unclear} unclear, {self.ran} run on arrays, "
            f"{self.explained.total()} explained, {len(self.disagreements)} disagreements"
        )


def canonical_names(keras: Generation) -> list[str]:
    """Every declared layer of the generation by its first name."""
    found = (find(name, keras) for name in layer_names(keras))
    return sorted({declared.names[0] for declared in found if declared is not None})


def drawn_by_family(keras: Generation) -> Mapping[str, list[str]]:
    """The layers of the generation that are declared and drawn."""
    declared = set(canonical_names(keras))
    found = {family: [name for name in entries if name in declared] for family, entries in families().items()}
    return {family: names for family, names in found.items() if names}


def undrawn(keras: Generation) -> list[str]:
    """Declared layers without an entry or a reason."""
    return [name for name in canonical_names(keras) if name not in drawers() and name not in NOT_DRAWN]


def undrawn_settings(name: str, keras: Generation) -> list[str]:
    """The layer's parameters of which no case ever says anything."""
    declaration, drawer = find(name, keras), drawers()[name]
    assert declaration is not None, f"no declaration of {name}"
    seen = set(drawer.extra)
    for number in range(DRAWS):
        seen |= drawer.draw(Dice(f"{name}:{number}", 0), drawer.ranks[0])[0].keys()
    signature = declaration.signature(keras)
    named = signature.parameters.keys() - seen - signature.of_every_layer
    return sorted(each for each in named if by_name(each) is None and each not in ELSEWHERE)


def run_layer(worker: Worker, name: str, seed: int, numbers: range, releases: Releases = TODAY) -> LayerFigures:
    """Compare the cases of these numbers. releases: what the worker runs."""
    figures = LayerFigures()
    for start in range(numbers.start, numbers.stop, BATCH):
        some = range(start, min(start + BATCH, numbers.stop))
        models = [alone(name, drawers()[name], worker.generation, seed, number) for number in some]
        for number, model, real in zip(some, models, answers(worker, models, some), strict=True):
            figures += judged(Predictor(worker.generation, releases), name, seed, number, model, real)
    return figures


def answers(worker: Worker, models: list[Model], numbers: range) -> Iterator[list[BuiltNode] | Died]:
    """Keras's answer to each; if a whole batch costs the worker its life, they are asked one by one."""
    described = [
        [node.described() | array(node, number, RUN_EVERY, samples_of(model)) for node in model]
        for number, model in zip(numbers, models, strict=True)
    ]
    together = worker.models(described)
    if not isinstance(together, Died):
        yield from together
        return
    for each in described:
        answer = worker.models([each])
        yield answer if isinstance(answer, Died) else answer[0]


def samples_of(model: Model) -> int:
    """As many as an input of the first call says, else 2."""
    first = takewhile(lambda node: node.layer == "Input", model)
    given = (node.settings.get("batch_size") for node in first)
    return next((size for size in given if isinstance(size, int)), 2)


def judged(
    predictor: Predictor, name: str, seed: int, number: int, model: Model, real: list[BuiltNode] | Died
) -> LayerFigures:
    figures, keras = LayerFigures(cases=1), predictor.keras
    where = f"Keras {keras.value}, {name}, seed {seed}, case {number}"
    if isinstance(real, Died) and name in DEADLY and "SIGFPE" in real.reason:
        figures.explained["a window that is longer than the array ends the whole process"] += 1
        return figures
    if isinstance(real, Died):
        figures.disagreements.append(f"{where}: {real.reason}\n{python_text(model).text}")
        return figures
    predicted = predictor.predict(model)
    figures.refused += any(isinstance(node, Refused) for node in real)
    figures.unclear += bool(predictor.unclear)
    figures.ran += any(isinstance(node, Built) and node.ran is not None for node in real)
    found = compare(model, predicted, real, predictor.unclear)
    if found is not None:
        note(figures, found, keras, where)
    return figures


def note(figures: LayerFigures, found: Disagreement, keras: Generation, where: str) -> None:
    reason = explained(found, keras)
    if reason is not None:
        figures.explained[reason.reason] += 1
    else:
        figures.disagreements.append(f"{where}: {found}")
