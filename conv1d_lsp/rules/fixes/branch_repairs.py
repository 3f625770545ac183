"""Repairs where the inputs of a merging layer, or the sides of an operator, differ."""

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.diagnostics import Edit, Fix
from conv1d_lsp.interpreter.values import Array, Tensor
from conv1d_lsp.layers.faults import AxesDiffer
from conv1d_lsp.rules.fixes import branches
from conv1d_lsp.rules.fixes.names import layer_name
from conv1d_lsp.rules.fixes.repairs import Repairs
from conv1d_lsp.rules.fixes.shortcuts import shortcut
from conv1d_lsp.rules.proposal import Proposal
from conv1d_lsp.rules.reading.calls import input_expression, layer_call
from conv1d_lsp.rules.reading.imports import numpy_name
from conv1d_lsp.shapes import Shape


class BranchRepairs(Repairs):
    """Each method gives proposals for the code of one finding."""

    def all(self) -> list[Fix | None]:
        """What makes the inputs equal, whatever differs."""
        inputs = self._site.finding.inputs
        shapes = [each.shape for each in inputs]
        if all(isinstance(each, Tensor) for each in inputs):
            return [self.without_strides(), *self.equal_steps(shapes), *self.projected(shapes), *self.flattened(shapes)]
        return self.of_arrays(shapes) if all(isinstance(each, Array) for each in inputs) else []

    def padded(self) -> Fix | None:
        """`padding="same"` where one branch alone loses steps."""
        edits = branches.padded_branches(self._text, self._site.finding.inputs, self._site.keras)
        return Proposal('Keep the steps of each branch with padding="same"', edits).unsafe()

    def projected_shortcut(self) -> Fix | None:
        """A convolution of kernel size 1 where a shortcut does not fit the layers that it goes around."""
        found = shortcut(self._site)
        if found is None:
            return None
        title = "Project the shortcut with Conv1D of kernel size 1"
        return self._fitted(found.index, "Conv1D", found.arguments, title)

    def without_strides(self) -> Fix | None:
        """Each branch takes one step at a time."""
        edits = branches.unstrided_branches(self._text, self._site.finding.inputs, self._site.keras)
        return Proposal("Keep the steps of each branch with strides=1", edits).unsafe()

    def equal_steps(self, shapes: Sequence[Shape]) -> list[Fix | None]:
        """The longer of two inputs cut to the steps of the other, or the shorter one filled up or repeated."""
        sizes = _sizes(shapes, 1)
        if sizes is None or len(sizes) != 2 or not _have_rank(shapes, 3) or sizes[0] == sizes[1]:
            return []
        longer = 0 if sizes[0] > sizes[1] else 1
        few, many = min(sizes), max(sizes)
        if few > 0 and many % few == 0:
            title = f"Repeat each step of the shorter input with UpSampling1D: {many} steps"
            return [self._fitted(1 - longer, "UpSampling1D", str(many // few), title)]
        if many - few > many // 4:
            return []  # not a step too many, but two lengths that have nothing to do with each other
        at_end = f"(0, {many - few})"
        return [
            self._fitted(longer, "Cropping1D", at_end, f"Cut the longer input to {few} steps with Cropping1D"),
            self._fitted(1 - longer, "ZeroPadding1D", at_end, f"Fill the shorter input up to {many} steps with zeros"),
            self._sliced(longer),
        ]

    def _sliced(self, longer: int) -> Fix | None:
        """The longer one cut by the other's own number of steps, which serves in a function for every call."""
        passed, other = self._passed(longer), self._passed(1 - longer)
        if passed is None or not isinstance(other, cst.Name):
            return None
        title = f"Cut the longer input to the steps of {other.value}"
        return Proposal(title, self._text.follow(passed, f"[:, :{other.value}.shape[1], :]")).unsafe()

    def projected(self, shapes: Sequence[Shape]) -> list[Fix | None]:
        """The narrower of two inputs with the channels or features of the other."""
        sizes = _sizes(shapes, -1)
        if sizes is None or len(sizes) != 2 or sizes[0] == sizes[1]:
            return []
        first = 0 if sizes[0] < sizes[1] else 1
        layer = ("Dense", "") if _have_rank(shapes, 2) else ("Conv1D", ", 1") if _have_rank(shapes, 3) else None
        if layer is None:
            return []
        name, more = layer
        noun = "units" if name == "Dense" else "channels"
        if self._site.finding.site.caller is not None and shortcut(self._site) is not None:
            return [self._like_the_other(first, name, more, noun)]  # a number would be the same for all calls
        return [
            *(
                self._fitted(index, name, f"{wanted}{more}", f"Give input {index + 1} {wanted} {noun} with {name}")
                for index, wanted in ((first, sizes[1 - first]), (1 - first, sizes[first]))
            ),
            self._like_the_other(first, name, more, noun),
        ]

    def of_product(self) -> list[Fix | None]:
        """The left side of a matrix product with as many channels as the right side has steps."""
        shapes = [each.shape for each in self._site.finding.inputs if isinstance(each, Tensor)]
        if len(shapes) != 2 or not _have_rank(shapes, 3) or (wanted := shapes[1].known_axes[1].value) is None:
            return []
        return [self._fitted(0, "Conv1D", f"{wanted}, 1", f"Give the left side {wanted} channels with Conv1D")]

    def _like_the_other(self, index: int, layer: str, more: str, noun: str) -> Fix | None:
        """In a function, the last axis of one input by way of the other's name, which serves for every call."""
        other = self._passed(1 - index)
        if self._site.finding.site.caller is None or not isinstance(other, cst.Name):
            return None
        title = f"Give input {index + 1} as many {noun} as {other.value} has, with {layer}"
        return self._fitted(index, layer, f"{other.value}.shape[-1]{more}", title)

    def flattened(self, shapes: Sequence[Shape]) -> list[Fix | None]:
        """Inputs with steps made flat where another has none."""
        ranks = [len(shape.known_axes) if shape.ranked else 0 for shape in shapes]
        if 2 not in ranks or 0 in ranks or len(set(ranks)) != 2 or isinstance(self._site.finding.fault, AxesDiffer):
            return []  # what takes unequal ranks, such as a matrix times a vector, wants them so
        edits: list[Edit] = []
        for index in (index for index, rank in enumerate(ranks) if rank > 2):
            some = branches.fitted(self._text, self._site, index, "Flatten", "", self._site.keras)
            if some is None:
                return []
            edits += some
        return [Proposal("Make what has steps flat", tuple(edits)).unsafe()]

    def of_arrays(self, shapes: Sequence[Shape]) -> list[Fix | None]:
        """The longer of two arrays cut to the length of the other, or an axis for one of one axis."""
        if len(shapes) != 2 or not all(shape.ranked for shape in shapes):
            return []
        one, other = ([size.value for size in shape.known_axes] for shape in shapes)
        if len(one) == len(other):
            return [self._cut(one, other)]
        short = 0 if len(one) < len(other) else 1
        few, many = (one, other) if short == 0 else (other, one)
        passed, numpy = self._passed(short), numpy_name(self._site.positions)
        if len(few) != 1 or len(many) != 2 or few[0] != many[0] or passed is None or numpy is None:
            return []
        edits = self._text.follow(passed, f"[:, {numpy}.newaxis]")
        return [Proposal(f"Add an axis behind the {few[0]} numbers", edits).unsafe()]

    def _cut(self, one: Sequence[int | None], other: Sequence[int | None]) -> Fix | None:
        unequal = [(axis, a, b) for axis, (a, b) in enumerate(zip(one, other, strict=True)) if a != b and axis > 0]
        if len(unequal) != 1:
            return None
        axis, first, second = unequal[0]
        if first is None or second is None:
            return None
        passed = self._passed(0 if first > second else 1)
        if passed is None:
            return None
        code = f"[{', '.join([*[':'] * axis, f':{min(first, second)}'])}]"
        title = f"Take the first {min(first, second)} places of the longer one"
        return Proposal(title, self._text.follow(passed, code)).unsafe()

    def _fitted(self, index: int, layer: str, arguments: str, title: str) -> Fix | None:
        edits = branches.fitted(self._text, self._site, index, layer, arguments, self._site.keras)
        if edits is None:
            edits = self._beside_operator(index, layer, arguments)
        return Proposal(title, edits).unsafe()

    def _passed(self, index: int) -> cst.BaseExpression | None:
        node = self._site.finding.site.node
        if isinstance(node, cst.BinaryOperation):
            return node.right if index else node.left
        call = layer_call(node, self._site.finding.made)
        return None if call is None else input_expression(call, index, len(self._site.finding.inputs))

    def _beside_operator(self, index: int, layer: str, arguments: str) -> "branches.Edits":
        node, name = self._site.finding.site.node, layer_name(self._text, layer, None)
        if not isinstance(node, cst.BinaryOperation) or name is None:
            return None
        side = node.right if index else node.left
        return (*name[1], *self._text.around(side, f"{name[0]}({arguments})(", ")"))


def _sizes(shapes: Sequence[Shape], axis: int) -> list[int] | None:
    found = [shape.known_axes[axis].value if shape.ranked and len(shape.known_axes) > 1 else None for shape in shapes]
    return None if None in found else [size for size in found if size is not None]


def _have_rank(shapes: Sequence[Shape], rank: int) -> bool:
    return all(shape.ranked and len(shape.known_axes) == rank for shape in shapes)
