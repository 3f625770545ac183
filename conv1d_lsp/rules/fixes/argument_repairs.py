"""The arguments of the layer that a finding is about."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.rules.fixes import arguments
from conv1d_lsp.rules.fixes.integers import made_integer, raised_to_one
from conv1d_lsp.rules.fixes.repairs import Repairs
from conv1d_lsp.rules.proposal import Proposal
from conv1d_lsp.rules.site import Site


class ArgumentRepairs(Repairs):
    """Proposals for the layer's arguments."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._construction = site.construction

    def set_argument(self, name: str, value: str, title: str) -> Proposal:
        """Give an argument of the layer this value, as code."""
        made = self._construction
        takes = made is not None and (name in made.places or made.argument(name) is not None)
        return Proposal.of_one(title, arguments.set_argument(self._text, made, name, value) if made and takes else None)

    def set_word(self, name: str, word: str, title: str) -> Proposal:
        """The same for a string, in the quotes that the call uses."""
        made = self._construction
        return self.set_argument(name, arguments.quoted(made, word), title) if made else Proposal(title, None)

    def rename_argument(self, old: str, new: str, title: str) -> Proposal:
        made = self._construction
        return Proposal.of_one(title, arguments.rename_argument(self._text, made.call, old, new) if made else None)

    def name_argument(self, parameter: str, name: str, title: str) -> Proposal:
        """Pass the positional argument of one parameter as the keyword argument `name`."""
        made = self._construction
        return Proposal.of_one(title, arguments.name_argument(self._text, made, parameter, name) if made else None)

    def remove_argument(self, name: str, title: str) -> Proposal:
        made = self._construction
        return Proposal.of_one(title, arguments.remove_argument(self._text, made.call, name) if made else None)

    def wrap_argument(self, name: str, left: str, right: str, title: str) -> Proposal:
        """Put text around the value of an argument."""
        given = self._construction.argument(name) if self._construction else None
        return Proposal(title, None if given is None else self._text.around(given.value, left, right))

    def make_integer(self, name: str, whole: str) -> list[Proposal]:
        """An integer, now `whole`, of the float that an argument of the layer is."""
        given = self._construction.argument(name) if self._construction else None
        return [] if given is None else made_integer(self._text, given.value, whole)

    def raise_to_one(self, name: str) -> list[Proposal]:
        """At least 1 for what is calculated; for a 0 that is written only where 1 is what the layer has of its own."""
        given = self._construction.argument(name) if self._construction else None
        return [] if given is None else raised_to_one(self._text, name, given.value)

    def set_part(self, name: str, index: int, value: str, title: str) -> Proposal:
        """Another value for one part of the tuple or list that an argument is."""
        given = self._construction.argument(name) if self._construction else None
        parts = given.value.elements if given is not None and isinstance(given.value, cst.Tuple | cst.List) else ()
        fits = index < len(parts) and not any(isinstance(each, cst.StarredElement) for each in parts)
        return Proposal(title, (self._text.replace(parts[index].value, value),) if fits else None)

    def make_tuple(self, name: str, title: str) -> Proposal:
        """A tuple of the one number that an argument is: `100` or `(100)` becomes `(100,)`."""
        given = self._construction.argument(name) if self._construction else None
        if given is None:
            return Proposal(title, None)
        if given.value.lpar:
            return Proposal(title, (self._text.after(given.value, ","),))
        return Proposal(title, self._text.around(given.value, "(", ",)"))
