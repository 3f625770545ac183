"""How a tensor came to its shape: from its Input through the layers that changed it."""

from collections.abc import Iterator

import libcst as cst
from msgspec import Struct

from conv1d_lsp.diagnostics import Step
from conv1d_lsp.interpreter.values import TOLD, Array, GraphNode, Tensor
from conv1d_lsp.interpreter.values.site import Site as CodeSite
from conv1d_lsp.rules.reading.calls import method_of
from conv1d_lsp.rules.reading.paths import given_to
from conv1d_lsp.rules.reading.shrinking import Shrinking, ancestors
from conv1d_lsp.rules.words import listed
from conv1d_lsp.shapes import Dim, Shape
from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.text import text_of

#: A longer trail keeps its first step and its last ones.
_MOST_STEPS = 8
_LONGEST_CALL = 40


class Trail(Struct, frozen=True):
    """Steps of one file. module: the scope of that file, as sites name it."""

    file: str
    positions: Positions
    module: int

    def of(self, value: Tensor | Array) -> list[Step]:
        """The steps to a tensor or an array."""
        if isinstance(value, Array):
            return self._of_array(value)
        nodes = reversed(list(ancestors(value)))
        return _ends([self._made(node) for node in nodes if not node.inputs or _changes(node)])

    def of_shrinking(self, shrinking: Shrinking) -> list[Step]:
        """The steps to a tensor that became too short, without layers that left the axis as it was."""
        return _ends([self._made(node, shrinking.words(node)) for node in shrinking.nodes])

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
        return Step(self.positions.place(site.node, self.file), message)

    def name(self, site: CodeSite) -> str | None:
        """What the program calls the value of an expression, as code in a sentence."""
        return given_to(site.node, self.positions) if site.module == self.module else None

    def _made(self, node: GraphNode, more: str = "") -> Step:
        """`x` = Conv1D: (None, 100, 1) → (None, 98, 64)."""
        name = self.name(node.site)
        before = f"{listed(str(each.shape) for each in node.inputs)} → " if node.inputs else ""
        made = f"{_called(name, node.label)}: {before}{listed(map(str, node.outputs))}{more}"
        return self.step(node.site, made)

    def _of_array(self, value: Array) -> list[Step]:
        """A function makes the numbers, which may get other axes on the way; a layer gives this very shape."""
        origin = None if value.site is None else self.step(value.site, self._origin(value, value.site))
        formed = None if value.formed is None else self._formed(value.formed)
        return sorted((step for step in (origin, formed) if step is not None), key=lambda step: step.place)

    def _formed(self, site: CodeSite) -> Step:
        name = self.name(site)
        named = "" if name is None else f", as {name}"
        return self.step(site, f"the data gets its axes from `{method_of(site.node)}`{named}")

    def _origin(self, value: Array, site: CodeSite) -> str:
        name = self.name(site)
        if value.library == TOLD:
            return f"the shape of {name or 'the data'} is told here"
        if value.label != "array" and "." not in value.label:
            return f"{_called(name, value.label)}: {value.shape}"
        named = "" if name is None or "," in name else f", as {name}"
        maker = "train_test_split" if method_of(site.node) == "train_test_split" else value.label
        return f"the data comes from {'here' if value.label == 'array' else maker}{named}"


def _ends(steps: list[Step]) -> list[Step]:
    return steps if len(steps) <= _MOST_STEPS else [steps[0], *steps[1 - _MOST_STEPS :]]


def _called(name: str | None, label: str) -> str:
    """`x` = Conv1D, or the layer alone; an operator as code."""
    shown = label if any(map(str.isalnum, label)) else f"`{label}`"
    return shown if name is None else f"{name} = {shown}"


def _changes(node: GraphNode) -> bool:
    before, after = node.inputs[0].shape, node.outputs[0]
    if before.axes is None or after.axes is None or len(before.axes) != len(after.axes):
        return True
    return not _same(before, after)


def _same(before: Shape, after: Shape) -> bool:
    pairs: Iterator[tuple[Dim, Dim]] = zip(before, after, strict=True)
    return all(a.same(b) for a, b in pairs)
