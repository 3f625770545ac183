"""Repairs where an output and its target do not fit: another loss, other units, one output a sequence."""

from collections.abc import Sequence
from math import prod

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.interpreter.values import GraphNode
from conv1d_lsp.rules.fixes import arguments, branches, recurrence, rows
from conv1d_lsp.rules.fixes.modules import reach_of_module
from conv1d_lsp.rules.fixes.text import SUBSCRIPTABLE, Text
from conv1d_lsp.rules.proposal import Proposal
from conv1d_lsp.rules.reading.calls import argument_at, construction_of, inner_construction, last_name
from conv1d_lsp.rules.reading.compared import ONE_HOT, SPARSE, Comparison
from conv1d_lsp.rules.site import Site
from conv1d_lsp.source.walk import nodes_in

#: Arguments that hold targets, and not batches of data and targets.
_TARGETS = ("y", "y_true", "validation_data")

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
        """Another number of units for the last layer, or of filters; in a TimeDistributed for the layer in it."""
        node = self._last
        made = None if node is None else construction_of(node, self._site.keras)
        if made is not None and last_name(made.call.func) == "TimeDistributed":
            made = inner_construction(made, self._site.keras)
        name = "" if made is None else last_name(made.call.func)
        argument = "units" if name == "Dense" else "filters"
        title = f"Give the last layer {units} {argument[:-1] if units == '1' else argument}"
        if made is None or name not in ("Dense", "Conv1D"):
            return Proposal(title, None)
        edit = arguments.set_argument(self._text, made, argument, units)
        return Proposal(title, None if edit is None else (edit,))

    def every_step(self) -> Proposal:
        """The last recurrent layer gives all of its steps."""
        edits = recurrence.every_step(self._text, recurrence.last_recurrent(self._last), self._site.keras)
        return Proposal("Let the last recurrent layer give all of its steps", edits)

    def without_steps(self, layer: str, title: str) -> Proposal:
        """A layer that takes the steps away, before the last layer."""
        node = self._last
        if node is None or not node.inputs:
            return Proposal(title, None)
        return Proposal(title, rows.layer_before_call(self._text, node, layer, "", self._site.keras))

    def behind(self, layer: str, given: str, title: str) -> Proposal:
        """Another layer behind the last one."""
        node = self._last
        edits = None if node is None else rows.layer_behind(self._text, node, layer, given, self._site.keras)
        return Proposal(title, edits)

    def in_steps(self, sizes: Sequence[int | None]) -> Proposal:
        """A unit of the last layer for each number of the target, and a Reshape behind it."""
        known = [size for size in sizes if size is not None]
        units, shape = str(prod(known)), f"({', '.join(map(str, known))})"
        title = f"Give the last layer {units} units, and Reshape them to {shape}"
        set_units, reshape = self.set_units(units).edits, self.behind("Reshape", shape, title).edits
        if len(known) != len(sizes) or set_units is None or reshape is None:
            return Proposal(title, None)
        return Proposal(title, (*set_units, *reshape))

    def pad_all(self) -> Proposal:
        """`padding="same"` for each layer on the way that takes steps for want of padding."""
        output = self._comparison.output
        edits = None if output is None else branches.padded_branches(self._text, [output], self._site.keras)
        return Proposal('Keep the steps with padding="same"', edits)

    def one_hot(self, classes: str) -> Proposal:
        """`to_categorical` around the labels."""
        facts = self._comparison.facts
        given = argument_at(self._site.finding.site.node, facts.part, facts.index)
        value = None if given is None else given.value
        if facts.part == "validation_data" and isinstance(value, cst.Tuple) and len(value.elements) > 1:
            value = value.elements[1].value
        found = reach_of_module(self._text, "utils") if facts.part in _TARGETS else None
        title = f"Make the labels one-hot, of {classes} classes"
        if found is None or not isinstance(value, SUBSCRIPTABLE):
            return Proposal(title, None)
        around = self._text.around(value, f"{found[0]}.to_categorical(", f", {classes})")
        return Proposal(title, (*found[1], *around))

    def loss(self, word: str, name: str) -> Proposal:
        """Another loss, by its word or the name of its class."""
        made = self._site.finding.made
        edit = None if made is None else exchanged_loss(self._text, made.node, word, name)
        return Proposal(f"Use `{word}`", None if edit is None else (edit,))

    def lower_labels(self) -> Proposal:
        """Labels that count from 0, where the targets are an argument of their own."""
        facts = self._comparison.facts
        given = None if facts.part != "y" else argument_at(self._site.finding.site.node, facts.part, facts.index)
        plain = given is not None and isinstance(given.value, SUBSCRIPTABLE)
        edit = self._text.after(given.value, " - 1") if given is not None and plain else None
        return Proposal("Let the labels count from 0: subtract 1", None if edit is None else (edit,))

    def one_output_a_sequence(self) -> Proposal:
        """The last recurrent layer gives its last step alone."""
        edits = recurrence.last_step(self._text, recurrence.last_recurrent(self._last), self._site.keras)
        return Proposal("Let the last recurrent layer give its last step alone", edits)

    def repeat(self, times: str) -> Proposal:
        """Another number of repetitions for the `RepeatVector` whose steps the output has."""
        node, title = self._last, f"Repeat {times} {'time' if times == '1' else 'times'}"
        while node is not None and node.label != "RepeatVector" and node.inputs:
            node = node.inputs[0].node
        made = None if node is None or node.label != "RepeatVector" else construction_of(node, self._site.keras)
        edit = None if made is None else arguments.set_argument(self._text, made, "n", times)
        return Proposal(title, None if edit is None else (edit,))


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
