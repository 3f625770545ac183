"""The layer that a finding is about, the one before it, and what it is called on."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.values import GraphNode, Tensor
from conv1d_lsp.rules.fixes import arguments, layers
from conv1d_lsp.rules.fixes.repairs import Repairs
from conv1d_lsp.rules.proposal import Proposal
from conv1d_lsp.rules.reading.calls import construction_of, layer_call
from conv1d_lsp.rules.site import Site
from conv1d_lsp.source.text import text_of


class LayerRepairs(Repairs):
    """Proposals for the layer and its neighbours."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._construction = site.construction

    def insert_layer(self, layer: str, settings: str, title: str) -> Proposal:
        """Another layer before this one."""
        return Proposal(title, layers.layer_before(self._text, self._site, layer, settings))

    def wrap_layer(self, wrapper: str, title: str) -> Proposal:
        made = self._construction
        return Proposal(title, layers.wrapped(self._text, made, wrapper) if made else None)

    def exchange_layer(self, layer: str, title: str) -> Proposal:
        """Another class with the same arguments."""
        made = self._construction
        return Proposal(title, layers.exchanged(self._text, made, layer) if made else None)

    def own_layer(self, title: str) -> Proposal:
        """A layer of its own for this call, made like the one that is called."""
        return Proposal(title, layers.made_again(self._text, self._site))

    def exchange_layer_before(self, layer: str, title: str) -> Proposal:
        """Another class for the layer that made the input."""
        node = self._maker
        made = construction_of(node, self._site.keras) if node is not None else None
        return Proposal(title, layers.exchanged(self._text, made, layer) if made else None)

    def end_with(self, activation: str) -> Proposal:
        """Another activation for the layer that the finding names as the last one."""
        node = self._maker
        made = construction_of(node, self._site.keras) if node is not None else self._construction
        word = None if made is None else arguments.quoted(made, activation)
        title = f'Use activation="{activation}" in the last layer'
        return Proposal.of_one(
            title, arguments.set_argument(self._text, made, "activation", word) if made and word else None
        )

    def join_inputs(self, title: str) -> Proposal:
        """The tensors of the call as one list."""
        call = layer_call(self._site.finding.site.node, self._site.finding.made)
        args = [] if call is None else [each for each in call.args if each.keyword is None]
        if len(args) < 2 or any(each.star for each in args):
            return Proposal(title, None)
        return Proposal(title, (self._text.before(args[0], "["), self._text.after(args[-1], "]")))

    def pass_itself(self, title: str) -> Proposal:
        """The tensor of the call without the list or tuple around it."""
        call = layer_call(self._site.finding.site.node, self._site.finding.made)
        given = None if call is None or not call.args or call.args[0].keyword is not None else call.args[0]
        if given is None or not isinstance(given.value, cst.List | cst.Tuple) or "\n" in text_of(given):
            return Proposal(title, None)
        items = [each.value for each in given.value.elements if isinstance(each, cst.Element)]
        plain = len(items) == 1 and isinstance(items[0], cst.Name | cst.Call | cst.Attribute)
        return Proposal.of_one(title, self._text.replace(given, text_of(items[0])) if plain else None)

    @property
    def _maker(self) -> GraphNode | None:
        tensor = self._site.input()
        return tensor.node if isinstance(tensor, Tensor) else None
