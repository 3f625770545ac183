"""A generated model as the declarations see it, and as real Keras does."""

from dataclasses import dataclass

from conv1d_lsp.runtime.answers import Built, BuiltNode, RealShape, Refused, Skipped
from tests.judge.nodes import Model, Node
from tests.judge.python_text import python_text

#: Layers for which Keras itself disagrees with Keras: the symbolic call of `Dot(0)` passes, the run raises. So do later
#: calls of one layer: Keras 2 checks them on arrays only, some layers of Keras 3 nowhere but as they run.
DRIFTING = frozenset({"Dot"})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """kind: "false alarm", "miss", "moment", "shape", "parameters" or "run"; at the layer of this number."""

    kind: str
    layer: str
    node: int
    predicted: BuiltNode
    real: BuiltNode
    model: Model

    def __str__(self) -> str:
        return (
            f"{self.kind} at t{self.node}, {self.layer}\n  predicted: {self.predicted}\n  Keras:     {self.real}\n"
            + python_text(self.model).text
        )


def compare(model: Model, predicted: list[BuiltNode], real: list[BuiltNode], unclear: set[int]) -> Disagreement | None:
    """The first disagreement. What the declarations leave open agrees with anything, and so does what follows it; later
    calls of a layer whose first call was refused are not looked at, since the program ends there. What comes of a layer
    for which Keras disagrees with itself is compared as it is made, not as it runs.
    """
    void: set[int] = set()
    drifting: set[int] = set()
    for index, node in enumerate(model):
        needs = {*node.needs, *([] if node.again is None else [node.again])}
        ended = node.again is not None and isinstance(real[node.again], Refused)
        if index in unclear or needs & void or ended:
            void.add(index)
            continue
        kind = difference(predicted[index], real[index])
        if calls_again(node) or node.layer in DRIFTING or needs & drifting:
            drifting.add(index)
        elif kind is None:
            kind = run_difference(predicted[index], real[index])
        if kind is not None:
            return Disagreement(kind, node.layer, index, predicted[index], real[index], model)
    return None


def calls_again(node: Node) -> bool:
    """Whether it is a later call of a layer, or a model with one inside."""
    return node.again is not None or any(map(calls_again, node.body))


def run_difference(predicted: BuiltNode, real: BuiltNode) -> str | None:
    """Whether real arrays come out otherwise. An axis that the model leaves open fits any."""
    if not isinstance(predicted, Built) or not isinstance(real, Built) or real.ran is None:
        return None
    if isinstance(predicted.ran, Refused) or isinstance(real.ran, Refused):
        return None if type(predicted.ran) is type(real.ran) else "run"
    return None if all(map(fits, predicted.shapes, real.ran)) else "run"


def fits(shape: RealShape, real: RealShape) -> bool:
    return len(shape) == len(real) and all(axis in (None, size) for axis, size in zip(shape, real, strict=True))


def difference(predicted: BuiltNode, real: BuiltNode) -> str | None:
    if isinstance(predicted, Refused) and isinstance(real, Refused):
        return None if predicted.moment == real.moment else "moment"
    if isinstance(predicted, Built) and isinstance(real, Built):
        if predicted.shapes != real.shapes:
            return "shape"
        same = (predicted.trainable, predicted.fixed) == (real.trainable, real.fixed)
        return None if same else "parameters"
    if isinstance(predicted, Skipped) and isinstance(real, Skipped):
        return None
    return "false alarm" if isinstance(predicted, Refused) else "miss"
