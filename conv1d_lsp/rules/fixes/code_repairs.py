"""Expressions written otherwise."""

from __future__ import annotations

from collections import Counter

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes import data, functions
from conv1d_lsp.rules.fixes.in_lambda import in_lambda
from conv1d_lsp.rules.fixes.literals import is_literal, is_literal_code
from conv1d_lsp.rules.fixes.repairs import Repairs
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.proposal import Proposal
from conv1d_lsp.rules.reading.operands import operands_of
from conv1d_lsp.source.text import text_of, whole_number
from conv1d_lsp.source.walk import nodes_in


class CodeRepairs(Repairs):
    """Proposals for expressions."""

    def call_in_lambda(self, title: str) -> Proposal:
        """The call as the function of a Lambda layer, where all of its tensors are in the first argument."""
        finding = self._site.finding
        return Proposal(title, in_lambda(self._text, finding.site.node, len(finding.inputs)))

    def tuple_of_sizes(self, title: str) -> Proposal:
        """The tuple `shape` of a tensor, where the finding is about `get_shape` or `as_list`."""
        return Proposal(title, functions.tuple_of_sizes(self._text, self._site.finding.site.node))

    def turn_operands(self, title: str) -> Proposal:
        """What stands behind the operator before it, and the other way round."""
        return Proposal(title, functions.turned_operands(self._text, self._site.finding.site.node))

    def take_column(self, side: int) -> Proposal:
        """`[:, 0]` of one side of the operator."""
        operand = operands_of(self._site.finding.site.node)[side]
        edits = None if operand is None else data.with_axis(self._text, operand, ":, 0")
        return Proposal("Take the one column with `[:, 0]`", edits)

    def index_with_ellipsis(self, title: str) -> Proposal:
        """A comma and `...` behind the one thing between the brackets."""
        return Proposal(title, functions.index_with_ellipsis(self._text, self._site.finding.site.node))

    def follow_owner(self, text: str, title: str) -> Proposal:
        """More code before the dot or the brackets, where the finding is about an attribute or an item."""
        node = self._site.finding.site.node
        owner = node.value if isinstance(node, cst.Attribute | cst.Subscript) else None
        return Proposal.of_one(title, None if owner is None else self._text.after(owner, text))

    def call_super(self, title: str) -> Proposal:
        """`super().__init__()` as the first statement of the `__init__` that leaves it out."""
        made = self._site.finding.made
        return Proposal(title, None if made is None else functions.with_super(self._text, made.node))

    def correct_literal(self, written: str, value: str, title: str) -> Proposal:
        """Another tuple, list or number in the place of one that the finding's code has."""
        kinds = cst.Tuple | cst.List | cst.Integer
        there = (each for each in nodes_in(self._site.finding.site.node) if isinstance(each, kinds))
        found = next((each for each in there if text_of(each) == written), None)
        fits = found is not None and is_literal(found) and is_literal_code(value)
        return Proposal(title, (self._text.replace(found, value),) if fits and found else None)

    def correct_index(self, index: int, instead: str, title: str) -> Proposal:
        """Another number between the brackets that the finding is about."""
        node = self._site.finding.site.node
        slices = [each.slice for each in node.slice] if isinstance(node, cst.Subscript) else []
        values = [each.value for each in slices if isinstance(each, cst.Index)]
        numbers = [each for each in values if isinstance(each, cst.Integer)]
        found = [each for each in numbers if whole_number(each) == index]
        return Proposal(title, (self._text.replace(found[0], instead),) if len(found) == 1 else None)

    def correct_claim(self, shape: str, title: str) -> Proposal:
        """Another shape in the comment; none in a function that is named more than once, for each call has its own."""
        if _is_used_again(self._text, self._site.claimed_shape.line):
            return Proposal(title, None)
        return Proposal(title, (Edit(self._site.claimed_shape, shape),))


def _is_used_again(text: Text, line: int) -> bool:
    """Whether a line stands in a function whose name is used more than once."""
    nodes = [*nodes_in(text.positions.parsed.module)]
    places = [(each, text.place(each)) for each in nodes if isinstance(each, cst.FunctionDef)]
    around = {each.name.value for each, place in places if place.line <= line <= place.end_line}
    uses = Counter(each.value for each in nodes if isinstance(each, cst.Name) and each.value in around)
    return any(count > 2 for count in uses.values())  # its own name is one
