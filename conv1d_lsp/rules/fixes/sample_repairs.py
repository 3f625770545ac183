"""Repairs where data and targets do not count the same samples."""

import re

import libcst as cst

from conv1d_lsp.diagnostics import Fix
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.proposal import Proposal
from conv1d_lsp.rules.reading.calls import argument_at, last_name
from conv1d_lsp.rules.site import Site
from conv1d_lsp.source.walk import nodes_in

#: What tells the parts of a data set apart, in the names of variables.
_PART = re.compile(r"(?:(?<=_)|^)(train(?:ing)?|test|val(?:id(?:ation)?)?|dev)(?=_|$)", re.IGNORECASE)

#: Arguments that stand beside the data, with their places.
_OTHERS = {"target": ("y", 1), "sample weight": ("sample_weight", None)}


class SampleRepairs:
    """Each method gives proposals for the code of one finding. of: what the others count, as the fault says it."""

    def __init__(self, site: Site, of: str, part: str) -> None:
        self._text, self._positions = Text(site.file, site.positions), site.positions
        call = site.finding.site.node
        data, other = argument_at(call, "x", 0), argument_at(call, *_OTHERS.get(of, ("", None)))
        self._data, self._other = (None if each is None else each.value for each in (data, other))
        if part:
            pair = argument_at(call, part, None)
            if pair is not None and isinstance(pair.value, cst.Tuple) and len(pair.value.elements) > 1:
                self._data, self._other = (each.value for each in pair.value.elements[:2])

    def same_part(self) -> list[Fix | None]:
        """`y_train` beside `x_train` for `y_test`, or the other way round, where there is such a variable."""
        data, other = self._data, self._other
        if not isinstance(data, cst.Name) or not isinstance(other, cst.Name):
            return []
        first, second = _PART.search(data.value), _PART.search(other.value)
        if first is None or second is None or first[0] == second[0]:
            return []
        ways = (
            (other, other.value[: second.start()] + first[0] + other.value[second.end() :]),
            (data, data.value[: first.start()] + second[0] + data.value[first.end() :]),
        )
        known = self._assigned
        return [
            Proposal(f"Pass {name}", (self._text.replace(node, name),)).unsafe() for node, name in ways if name in known
        ]

    def order_of_split(self) -> list[Fix | None]:
        """`x_train, x_test, y_train, y_test = train_test_split(x, y)`, where the two in the middle are exchanged."""
        found: list[Fix | None] = []
        for node in nodes_in(self._positions.parsed.module):
            match node:
                case cst.Assign(targets=[cst.AssignTarget(target=cst.Tuple(elements=names))], value=cst.Call() as call):
                    middle = [each.value for each in names[1:3]]
                    plain = [each for each in middle if isinstance(each, cst.Name)]
                    if len(names) == 4 and len(plain) == 2 and last_name(call.func) == "train_test_split":
                        edits = self._text.exchange(*plain)
                        found.append(Proposal("Name what train_test_split gives in its order", edits).unsafe())
        return found

    def cut(self, samples: int | None, others: int | None) -> list[Fix | None]:
        """The longer one without what it has more, at its end or at its beginning; few samples only."""
        if samples is None or others is None or abs(samples - others) > max(samples, others) // 4:
            return []
        longer, few = (self._data, others) if samples > others else (self._other, samples)
        if not isinstance(longer, cst.Name | cst.Attribute | cst.Subscript):
            return []
        return [
            Proposal(f"Take the first {few} of the longer one", (self._text.after(longer, f"[:{few}]"),)).unsafe(),
            Proposal(f"Take the last {few} of the longer one", (self._text.after(longer, f"[-{few}:]"),)).unsafe(),
        ]

    @property
    def _assigned(self) -> set[str]:
        """Names that the file gives to something, wherever it does."""
        targets = [node for node in nodes_in(self._positions.parsed.module) if isinstance(node, cst.AssignTarget)]
        return {each.value for each in nodes_in(*targets) if isinstance(each, cst.Name)}
