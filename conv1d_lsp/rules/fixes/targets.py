"""Repairs where an output and its target do not fit: another loss, other units, one output a sequence."""

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.interpreter.values import GraphNode
from conv1d_lsp.rules.fixes import arguments
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.proposal import Proposal
from conv1d_lsp.rules.reading.calls import argument_at, construction_of, inner_construction, last_name
from conv1d_lsp.rules.reading.compared import ONE_HOT, SPARSE, Comparison
from conv1d_lsp.rules.site import Site
from conv1d_lsp.source.walk import nodes_in

_RECURRENT = ("LSTM", "GRU", "SimpleRNN", "Bidirectional")

#: Losses of one-hot targets and of labels: their names in the two ways of writing them.
_OTHER = {
    ONE_HOT: SPARSE,
    SPARSE: ONE_HOT,
    "CategoricalCrossentropy": "SparseCategoricalCrossentropy",
    "SparseCategoricalCrossentropy": "CategoricalCrossentropy",
}


class TargetRepairs:
    """Each method gives a proposal for the code of one finding."""

    def __init__(self, comparison: Comparison, site: Site) -> None:
        self._comparison, self._site = comparison, site
        self._text = Text(site.file, site.positions)

    @property
    def _last(self) -> GraphNode | None:
        output = self._comparison.output
        return None if output is None else output.node

    def other_crossentropy(self) -> Proposal:
        """The loss for labels in the place of that for one-hot targets, or the other way round."""
        made = self._site.finding.made
        new = _OTHER.get(self._comparison.facts.name)
        edit = None if made is None or new is None else exchanged_loss(self._text, made.node, new, new)
        return Proposal(f"Use `{new}`", None if edit is None else (edit,))

    def set_units(self, units: str) -> Proposal:
        """Another number of units for the last layer."""
        title = f"Give the last layer {units} {'unit' if units == '1' else 'units'}"
        node = self._last
        made = None if node is None or node.label != "Dense" else construction_of(node, self._site.keras)
        return Proposal(title, None if made is None else (arguments.set_argument(self._text, made, "units", units),))

    def lower_labels(self) -> Proposal:
        """Labels that count from 0, where the targets are an argument of their own."""
        facts = self._comparison.facts
        given = None if facts.part != "y" else argument_at(self._site.finding.site.node, facts.part, facts.index)
        plain = given is not None and isinstance(given.value, cst.Name | cst.Attribute | cst.Subscript | cst.Call)
        edit = self._text.after(given.value, " - 1") if given is not None and plain else None
        return Proposal("Let the labels count from 0: subtract 1", None if edit is None else (edit,))

    def one_output_a_sequence(self) -> Proposal:
        """The last recurrent layer gives its last step alone."""
        node, keras = self._last, self._site.keras
        while node is not None and node.label not in _RECURRENT and node.inputs:
            node = node.inputs[0].node
        made = None if node is None or node.label not in _RECURRENT else construction_of(node, keras)
        inner = None if made is None else inner_construction(made, keras)
        given = None if inner is None else inner.argument("return_sequences")
        edit = (
            None
            if inner is None or given is None
            else arguments.remove_argument(self._text, inner.call, "return_sequences")
        )
        return Proposal("Let the last recurrent layer give its last step alone", None if edit is None else (edit,))

    def repeat(self, times: str) -> Proposal:
        """Another number of repetitions for the `RepeatVector` whose steps the output has."""
        node, title = self._last, f"Repeat {times} {'time' if times == '1' else 'times'}"
        while node is not None and node.label != "RepeatVector" and node.inputs:
            node = node.inputs[0].node
        made = None if node is None or node.label != "RepeatVector" else construction_of(node, self._site.keras)
        return Proposal(title, None if made is None else (arguments.set_argument(self._text, made, "n", times),))


def exchanged_loss(text: Text, compiling: cst.CSTNode, word: str, name: str) -> Edit | None:
    """Another loss in the call of `compile`, where it is written there: as a word or function, or as an object.

    name: of the class.
    """
    given = argument_at(compiling, "loss", 1)
    value = None if given is None else given.value
    if value is None or sum(isinstance(each, cst.Dict | cst.List) for each in nodes_in(value)):
        return None
    if isinstance(value, cst.SimpleString):
        return text.replace(value, f"{value.prefix}{value.quote}{word}{value.quote}")
    named = value.func if isinstance(value, cst.Call) else value
    if last_name(named) not in _OTHER or not isinstance(named, cst.Attribute):
        return None
    return text.replace(named.attr, name if isinstance(value, cst.Call) else word)
