"""How a tensor came to its shape: from its Input through the layers that changed it."""

from collections.abc import Iterator

import libcst as cst

from conv1d_lsp.diagnostics import Step
from conv1d_lsp.interpreter.values import TOLD, Array, GraphNode, Tensor
from conv1d_lsp.interpreter.values.site import Site as CodeSite
from conv1d_lsp.shapes import Dim, Shape
from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.text import text_of

#: A longer trail keeps its first step and its last ones.
_MOST_STEPS = 8
_LONGEST_CALL = 40


class Trail:
    """Steps of one file."""

    def __init__(self, file: str, positions: Positions) -> None:
        self._file = file
        self._positions = positions

    def of(self, value: Tensor | Array, *, places_only: bool) -> list[Step]:
        """The steps to a tensor or an array. places_only: those alone that changed an axis before the last one."""
        if isinstance(value, Array):
            return self._of_array(value)
        steps = [
            self.step(node.site, _made(node))
            for node in reversed(list(_ancestors(value)))
            if not node.inputs or _changes(node, places_only)
        ]
        return steps if len(steps) <= _MOST_STEPS else [steps[0], *steps[1 - _MOST_STEPS :]]

    def callers(self, site: CodeSite) -> list[Step]:
        """The calls that led into the function of a site, innermost last."""
        steps: list[Step] = []
        caller = site.caller
        while caller is not None:
            if isinstance(caller.node, cst.FunctionDef | cst.ClassDef):
                break  # nobody calls it
            text = text_of(caller.node).strip()
            shown = f": `{text}`" if len(text) <= _LONGEST_CALL and "\n" not in text else ""
            word = "imported" if isinstance(caller.node, cst.Import | cst.ImportFrom) else "called"
            steps.insert(0, self.step(caller, f"{word} from here{shown}"))
            caller = caller.caller
        return steps[-_MOST_STEPS:]

    def step(self, site: CodeSite, message: str) -> Step:
        return Step(self._positions.place(site.node, self._file), message)

    def _of_array(self, value: Array) -> list[Step]:
        if value.site is None:
            return []
        return [self.step(value.site, _origin(value))]


def _ancestors(tensor: Tensor) -> Iterator[GraphNode]:
    """The nodes that made the tensor, last first; where several were joined, by way of the first."""
    node = tensor.node
    while node is not None:
        yield node
        node = node.inputs[0].node if node.inputs else None


def _made(node: GraphNode) -> str:
    after = " and ".join(map(str, node.outputs))
    if not node.inputs:
        return f"{node.label} gives {after}"
    before = " and ".join(str(tensor.shape) for tensor in node.inputs)
    return f"{node.label} makes {after} of {before}"


def _origin(value: Array) -> str:
    """A function makes the numbers, which may get another shape on the way; a layer gives this very shape."""
    if value.library == TOLD:
        return "its shape is told here"
    if value.label == "array":
        return "the data comes from here"
    return f"the data comes from {value.label}" if "." in value.label else f"{value.label} gives {value.shape}"


def _changes(node: GraphNode, places_only: bool) -> bool:
    before, after = node.inputs[0].shape, node.outputs[0]
    if before.axes is None or after.axes is None or len(before.axes) != len(after.axes):
        return True
    return not _same(before, after) if not places_only else not _same(Shape(before.axes[:-1]), Shape(after.axes[:-1]))


def _same(before: Shape, after: Shape) -> bool:
    pairs: Iterator[tuple[Dim, Dim]] = zip(before, after, strict=True)
    return all(a.same(b) for a, b in pairs)
