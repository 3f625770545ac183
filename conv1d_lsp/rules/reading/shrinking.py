"""Which layers took away what an input lacks along one axis."""

from collections.abc import Iterator

from msgspec import Struct

from conv1d_lsp.interpreter.values import GraphNode, Tensor
from conv1d_lsp.shapes import Dim, Shape


def ancestors(tensor: Tensor) -> Iterator[GraphNode]:
    """The nodes that made the tensor, last first; where several were joined, by way of the first."""
    node = tensor.node
    while node is not None:
        yield node
        node = node.inputs[0].node if node.inputs else None


class Shrinking(Struct, frozen=True):
    """The way of a tensor, from its Input on. axis: which one became too short; name: what it is called ("steps")."""

    tensor: Tensor
    axis: int
    name: str

    @staticmethod
    def to(tensor: Tensor, seen: Shape, length: Dim, name: str) -> "Shrinking | None":
        """seen: what the layer saw of the tensor: a part of it, in a wrapper; its size along the axis is `length`."""
        if tensor.shape.axes is None or seen.axes is None:
            return None
        found = [index for index, size in enumerate(seen.axes) if index and size.same(length)]
        return Shrinking(tensor, found[0] + len(tensor.shape.axes) - len(seen.axes), name) if found else None

    @property
    def nodes(self) -> list[GraphNode]:
        """The Input, and the nodes that changed the axis or the number of axes."""
        return [node for node in reversed(list(ancestors(self.tensor))) if not node.inputs or self._lost(node) != 0]

    @property
    def began(self) -> int | None:
        """How long it was before layers took something away; None where none did, or that is not known."""
        nodes = list(ancestors(self.tensor))
        if not nodes or any(self._lost(node) is None for node in nodes if node.inputs):
            return None
        first, last = self._size(nodes[-1].outputs[0]), self._size(self.tensor.shape)
        return first if first is not None and last is not None and first > last else None

    def words(self, node: GraphNode) -> str:
        """ ", 4 steps fewer": what a node took away; it is said of the one that took most."""
        lost = self._lost(node) if node.inputs else None
        if lost is None or lost <= 0:
            return ""
        others = [self._lost(each) or 0 for each in ancestors(self.tensor) if each.inputs and each is not node]
        most = ", the most of all" if any(each > 0 for each in others) and lost > max(others) else ""
        if not self.name.endswith("s"):
            return f", {lost} less in {self.name}{most}"
        return f", {lost} {self.name[:-1] if lost == 1 else self.name} fewer{most}"

    def _lost(self, node: GraphNode) -> int | None:
        """None where that can't be told."""
        before, after = node.inputs[0].shape, node.outputs[0]
        if before.axes is None or after.axes is None or len(before.axes) != len(after.axes):
            return None
        if len(before.axes) > self.axis and before.axes[self.axis].same(after.axes[self.axis]):
            return 0
        sizes = self._size(before), self._size(after)
        return None if sizes[0] is None or sizes[1] is None else sizes[0] - sizes[1]

    def _size(self, shape: Shape) -> int | None:
        return shape.axes[self.axis].value if shape.axes is not None and self.axis < len(shape.axes) else None
