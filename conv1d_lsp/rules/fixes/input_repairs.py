"""The sizes of the Input that a layer is called on, or that a finding is about."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.diagnostics import Fix
from conv1d_lsp.interpreter.values import Tensor
from conv1d_lsp.rules.fixes import sizes
from conv1d_lsp.rules.fixes.inputs import channels_behind
from conv1d_lsp.rules.fixes.repairs import Repairs
from conv1d_lsp.rules.proposal import Proposal
from conv1d_lsp.shapes import Dim
from conv1d_lsp.source.text import text_of


class InputRepairs(Repairs):
    """Proposals for the sizes of Input."""

    def drop_first_size(self, title: str) -> Proposal:
        """Take the first size out of the Input that the layer is called on."""
        written = self._written_sizes
        return Proposal(title, sizes.without_first(self._text, written) if written else None)

    def add_last_size(self, size: str, title: str) -> Proposal:
        """Add a size at the end of the Input that the layer is called on."""
        written = self._written_sizes
        return Proposal(title, sizes.with_last(self._text, written, size) if written else None)

    def turn_sizes(self, title: str) -> Proposal:
        """The two sizes of an Input the other way round."""
        written = self._written_sizes
        parts = written.elements if isinstance(written, cst.Tuple | cst.List) else ()
        values = [each.value for each in parts]
        return Proposal(title, self._text.exchange(*values) if len(values) == 2 else None)

    def add_channels(self, steps: Dim) -> list[Fix | None]:
        """A size for channels: what the file writes behind this number of steps elsewhere, else 1."""
        module, number = self._site.positions.parsed.module, steps.value
        written = () if number is None else channels_behind(module, number)
        return [
            self.add_last_size(str(each), f"Give Input a channel axis: ({steps}, {each})").unsafe()
            for each in written or (1,)
        ]

    @property
    def first_size_name(self) -> str:
        """The name of the first size of the Input that the layer is called on."""
        written = self._written_sizes
        return sizes.first_name(written) if written else ""

    @property
    def whole_shape(self) -> str | None:
        """`x.shape`, if it is given to the Input that the layer is called on; not `x[0].shape`, that of one sample."""
        written = self._written_sizes
        whole = sizes.is_whole_shape(written) and isinstance(written.value, cst.Name | cst.Attribute)
        return text_of(written) if written is not None and whole else None

    @property
    def sizes_one_by_one(self) -> str | None:
        """`30, 3` of `Input(30, 3)`; None where there is one size, or something else among them."""
        sizes = self._sizes_one_by_one
        return None if len(sizes) < 2 else ", ".join(text_of(each.value) for each in sizes)

    def bracket_sizes(self, title: str) -> Proposal:
        """`Input((30, 3))` for `Input(30, 3)`."""
        sizes = self._sizes_one_by_one
        edits = (self._text.before(sizes[0], "("), self._text.after(sizes[-1].value, ")")) if sizes else None
        return Proposal(title, edits)

    @property
    def _sizes_one_by_one(self) -> list[cst.Arg]:
        made = self._site.construction
        sizes = [] if made is None else [each for each in made.call.args if each.keyword is None]
        plain = all(not each.star and isinstance(each.value, cst.Integer | cst.Name) for each in sizes)
        return sizes if plain else []

    @property
    def _written_sizes(self) -> sizes.Sizes | None:
        """Of the Input that the layer is called on, or that the finding is about."""
        tensor = self._site.input()
        node = tensor.node if isinstance(tensor, Tensor) else None
        if node is None:
            return sizes.written_sizes(self._site.finding.site.node)
        return sizes.written_sizes(node.site.node) if node.label == "Input" else None
