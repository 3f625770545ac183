"""Repairs of layers in a row: in the list of a Sequential, with `.add`, or one called on another."""

import libcst as cst

from conv1d_lsp.interpreter.values import GraphNode, Tensor
from conv1d_lsp.rules.fixes import layers, recurrence, rows
from conv1d_lsp.rules.fixes.repairs import Repairs
from conv1d_lsp.rules.proposal import Proposal
from conv1d_lsp.rules.reading.calls import last_name, layer_call
from conv1d_lsp.rules.reading.paths import nearest, path_to
from conv1d_lsp.source.walk import nodes_in


class RowRepairs(Repairs):
    """Proposals for a row of layers."""

    def call_class(self) -> Proposal:
        """`Flatten()` for `Flatten`."""
        node = self._site.finding.site.node
        if isinstance(node, cst.Call) and last_name(node.func) == "add" and node.args:
            node = node.args[0].value
        title = "Make a layer of the class: write ()"
        fits = isinstance(node, cst.Name | cst.Attribute)
        return Proposal(title, (self._text.after(node, "()"),) if fits else None)

    def bracket_layers(self) -> Proposal:
        """`Sequential([a, b])` for `Sequential(a, b)`."""
        call, title = self._site.finding.site.node, "Put the layers into a list"
        given = [each for each in call.args if each.keyword is None] if isinstance(call, cst.Call) else []
        if not given or any(each.star for each in given):
            return Proposal(title, None)
        return Proposal(title, (self._text.before(given[0], "["), self._text.after(given[-1], "]")))

    def leave_out_maker(self) -> Proposal:
        """The layer that made the input taken away."""
        node = self._maker
        title = f"Leave {node.label} out" if node is not None else ""
        return Proposal(title, None if node is None else rows.without_layer(self._text, node))

    def last_step_of_maker(self) -> Proposal:
        """The recurrent layer that made the input gives its last step alone."""
        node, keras = self._maker, self._site.keras
        title = f"Let {node.label} give its last step alone" if node is not None else ""
        return Proposal(title, recurrence.last_step(self._text, node, keras))

    @property
    def recurrent_before(self) -> str | None:
        """The class of the recurrent layer whose last step the layer is called on."""
        found = recurrence.recurrent_of_step(self._maker)
        return None if found is None else found.label

    def every_step_before(self) -> Proposal:
        """That layer gives all of its steps."""
        found = recurrence.recurrent_of_step(self._maker)
        title = f"Let {self.recurrent_before} give all steps with return_sequences=True"
        return Proposal(title, recurrence.every_step(self._text, found, self._site.keras))

    def pool_input(self, layer: str, title: str) -> Proposal:
        """A layer in front that takes the steps away."""
        return Proposal(title, layers.layer_before(self._text, self._site, layer, ""))

    def drop_comma(self) -> Proposal:
        """The comma at the end of an assignment, which makes a tuple of the tensor that is passed by this name."""
        call, title = layer_call(self._site.finding.site.node, self._site.finding.made), "Leave the comma out"
        passed = None if call is None or not call.args else call.args[0].value
        if not isinstance(passed, cst.Name):
            return Proposal(title, None)
        for node in nodes_in(self._site.positions.parsed.module):
            match node:
                case cst.Assign(
                    targets=[cst.AssignTarget(target=cst.Name(value=name))],
                    value=cst.Tuple(elements=[cst.Element() as only], lpar=[]) as made,
                ) if name == passed.value:
                    return Proposal(title, (self._text.between(only.value, made, ""),))
        return Proposal(title, None)

    def count_names(self, names: int, found: int) -> Proposal:
        """As many names on the left of an assignment as there are things to unpack."""
        fewer = names > found
        title = f"Unpack {found} of them alone" if fewer else f"Take the other {found - names} by the name _"
        statement = nearest(path_to(self._site.finding.site.node, self._text.positions), cst.Assign)
        target = statement.targets[0].target if statement is not None and len(statement.targets) == 1 else None
        if not isinstance(target, cst.Tuple) or len(target.elements) != names or found < 2:
            return Proposal(title, None)
        if not fewer:
            return Proposal(title, (self._text.after(target.elements[-1].value, ", _" * (found - names)),))
        kept, last = target.elements[found - 1], target.elements[-1]
        return Proposal(title, (self._text.between(kept.value, last.value, ""),))

    @property
    def _maker(self) -> GraphNode | None:
        tensor = self._site.input()
        return tensor.node if isinstance(tensor, Tensor) else None
