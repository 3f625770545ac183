"""Repairs where data and a model do not fit: other sizes for the Input, or the data in another shape."""

from collections.abc import Sequence
from math import prod

import libcst as cst

from conv1d_lsp.diagnostics import Edit, Fix
from conv1d_lsp.rules.fixes.data import reshaped, with_axis
from conv1d_lsp.rules.fixes.inputs import resized, written_inputs
from conv1d_lsp.rules.fixes.text import SUBSCRIPTABLE, Text
from conv1d_lsp.rules.proposal import Proposal
from conv1d_lsp.rules.reading.calls import argument_at, input_expression, layer_call
from conv1d_lsp.rules.reading.imports import numpy_name
from conv1d_lsp.rules.site import Site

Sizes = Sequence[int | None]


class DataRepairs:
    """Each method gives proposals for the data that a call is given. index: which of several inputs is meant."""

    def __init__(self, site: Site, part: str = "", index: int = 0) -> None:
        self._text = Text(site.file, site.positions)
        self._site = site
        self._data = _passed(site, part, index)

    def add_axis(self, subscript: str, title: str) -> Proposal:
        """An axis for the data: `{}` in the subscript stands for the new axis."""
        return Proposal(title, None if self._data is None else with_axis(self._text, self._data, subscript))

    def swap_axes(self, title: str) -> Proposal:
        """Steps for channels in data of three axes, by NumPy."""
        numpy = numpy_name(self._site.positions)
        if self._data is None or numpy is None:
            return Proposal(title, None)
        return Proposal(title, self._text.around(self._data, f"{numpy}.transpose(", ", (0, 2, 1))"))

    def there_and_back(self, there: str, back: str | None, title: str) -> Proposal:
        """Call a method of the data, and one of what the call gives; `{}` stands for the data."""
        call = layer_call(self._site.finding.site.node, None)
        if call is None or self._data is None:
            return Proposal(title, None)
        return Proposal(title, reshaped(self._text, call, self._data, there, back))

    def other_input(self, before: Sizes, after: Sizes) -> list[Fix | None]:
        """Other sizes for the Input, one proposal for each that may be meant. Sizes without the batch axis."""
        return [
            Proposal(f"Let Input take {shown}{self._which(edits)}", edits).unsafe()
            for shown, edits in resized(self._text, before, after)
        ]

    def _which(self, edits: Sequence[Edit]) -> str:
        """The line of the Input that is changed, where the file has several."""
        several = len(written_inputs(self._text.positions.parsed.module)) > 1
        return f" in line {edits[0].place.line}" if several else ""

    def own_channel(self, before: Sizes, after: Sizes) -> list[Fix | None]:
        """The same with a channel axis for the data: `Input((100, 1))` and `data[..., np.newaxis]`."""
        if self._data is None:
            return []
        axis = with_axis(self._text, self._data, "..., {}")
        return [
            Proposal(f"Add the channel axis at the end, and let Input take {shown}", (*edits, *axis)).unsafe()
            for shown, edits in resized(self._text, before, after)
        ]

    def reshape(self, given: Sizes, wanted: Sizes) -> Fix | None:
        """The same numbers of each sample in the sizes that are wanted. Sizes without the batch axis."""
        sizes, numbers = [size for size in wanted if size is not None], [size for size in given if size is not None]
        if len(sizes) != len(wanted) or len(numbers) != len(given) or prod(sizes) != prod(numbers):
            return None
        target = ", ".join(map(str, (-1, *sizes)))
        return self._followed_by(f".reshape({target})", f"Reshape the data: ({target})").unsafe()

    def cut(self, given: Sizes, wanted: Sizes) -> Fix | None:
        """The first places of each axis that is too long. Sizes without the batch axis."""
        if len(given) != len(wanted):
            return None
        slices, words = [], []
        for name, size, new in zip(("steps", "channels"), given, wanted, strict=False):
            longer = size is not None and new is not None and size > new
            slices.append(f":{new}" if longer else ":")
            words += [f"{new} {name if new != 1 else name[:-1]}"] if longer else []
            if size != new and not longer:
                return None
        if not words or len(given) != 2:
            return None
        while slices[-1] == ":":
            slices.pop()
        return self._followed_by(f"[:, {', '.join(slices)}]", f"Take the first {' and '.join(words)} only").unsafe()

    def call_method(self, method: str, title: str) -> Fix | None:
        """A method of what is passed."""
        return self._followed_by(method, title).unsafe()

    def other_order(self) -> Fix | None:
        """The two inputs of a list the other way round."""
        call = layer_call(self._site.finding.site.node, None)
        first = call.args[0].value if call is not None and call.args else None
        items = [each.value for each in first.elements] if isinstance(first, cst.List | cst.Tuple) else []
        if len(items) != 2:
            return None
        return Proposal("Pass the two inputs in the other order", self._text.exchange(*items)).unsafe()

    def without_rest(self, given: Sizes, whole: int) -> Fix | None:
        """The last axis of what is reshaped cut, so that its numbers go into pieces of `whole`."""
        call, last = self._site.finding.site.node, given[-1] if given else None
        if last is None or last < whole or not isinstance(call, cst.Call):
            return None
        method = isinstance(call.func, cst.Attribute) and len(self._site.finding.inputs) == 1
        data = call.func.value if isinstance(call.func, cst.Attribute) and method else None
        if isinstance(data, cst.Name) and numpy_name(self._site.positions) == data.value:
            data = call.args[0].value if call.args else None
        if not isinstance(data, SUBSCRIPTABLE):
            return None
        kept = last - last % whole
        code = f"[{', '.join([*[':'] * (len(given) - 1), f':{kept}'])}]"
        return Proposal(f"Leave out what is over: take {kept} of {last}", (self._text.after(data, code),)).unsafe()

    def set_size(self, index: int, count: int, size: str, title: str) -> Proposal:
        """Another size in the call of a function or method that reshapes to `count` sizes."""
        call = self._site.finding.site.node
        sizes = _written(call, count) if isinstance(call, cst.Call) else None
        return Proposal(title, None if sizes is None else (self._text.replace(sizes[index], size),))

    def _followed_by(self, code: str, title: str) -> Proposal:
        return Proposal(title, None if self._data is None else self._text.follow(self._data, code))


def _written(call: cst.Call, count: int) -> list[cst.BaseExpression] | None:
    """The sizes that are given to `x.reshape` or `np.reshape`, as arguments of their own or in a tuple."""
    given = [each.value for each in call.args if each.keyword is None and not each.star]
    tuples = [each for each in given if isinstance(each, cst.Tuple | cst.List) and len(each.elements) == count]
    if len(tuples) == 1:
        return [each.value for each in tuples[0].elements]
    return given if len(given) == count and len(call.args) == count else None


def _passed(site: Site, part: str, index: int) -> cst.BaseExpression | None:
    """The expression of the data; `validation_data=(x, y)` holds it in front."""
    if part:
        given = argument_at(site.finding.site.node, part, None)
        pair = None if given is None else given.value
        return pair.elements[0].value if isinstance(pair, cst.Tuple) and pair.elements else None
    call = layer_call(site.finding.site.node, None)
    return None if call is None else input_expression(call, index)
