"""The arguments of the call that a finding is about, which makes no layer."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.rules.fixes import arguments, targets
from conv1d_lsp.rules.fixes.repairs import Repairs
from conv1d_lsp.rules.proposal import Proposal
from conv1d_lsp.rules.reading.calls import (
    Construction,
    argument_at,
    written_word,
)
from conv1d_lsp.rules.reading.imports import numpy_name
from conv1d_lsp.rules.reading.paths import nearest, path_to
from conv1d_lsp.source.text import text_of


class CallRepairs(Repairs):
    """Proposals for the arguments of a call."""

    def rename_keyword(self, old: str, new: str, title: str) -> Proposal:
        """The same for the call that the finding is about, which makes no layer."""
        call = self._site.finding.site.node
        return Proposal.of_one(
            title, arguments.rename_argument(self._text, call, old, new) if isinstance(call, cst.Call) else None
        )

    def remove_keyword(self, name: str, title: str) -> Proposal:
        call = self._site.finding.site.node
        return Proposal.of_one(
            title, arguments.remove_argument(self._text, call, name) if isinstance(call, cst.Call) else None
        )

    def remove_setting(self, name: str, index: int | None, title: str) -> Proposal:
        """The same for an argument that may be passed by position, as the last one."""
        call = self._site.finding.site.node
        given = argument_at(call, name, index)
        if given is None or given.keyword is not None or not isinstance(call, cst.Call):
            return self.remove_keyword(name, title)
        place = call.args.index(given)
        fits = place > 0 and all(each.keyword is not None for each in call.args[place + 1 :])
        return Proposal.of_one(title, self._text.between(call.args[place - 1], given, "") if fits else None)

    def set_keyword(self, name: str, value: str, title: str) -> Proposal:
        """Give a keyword argument of the call this value, as code."""
        call = self._site.finding.site.node
        if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute):
            return Proposal(title, None)
        return Proposal.of_one(title, arguments.set_argument(self._text, Construction(call, ()), name, value))

    def name_setting(self, index: int, name: str, title: str) -> Proposal:
        """Pass the last positional argument of the call by this name."""
        call = self._site.finding.site.node
        given = argument_at(call, name, index)
        after = call.args[index + 1 :] if isinstance(call, cst.Call) else ()
        fits = given is not None and given.keyword is None and all(each.keyword is not None for each in after)
        return Proposal(title, (self._text.before(given, f"{name}="),) if given is not None and fits else None)

    def wrap_setting(self, name: str, index: int | None, left: str, right: str, title: str) -> Proposal:
        """Put text around an argument of the call, which makes no layer."""
        given = argument_at(self._site.finding.site.node, name, index)
        return Proposal(title, None if given is None else self._text.around(given.value, left, right))

    def make_float(self, name: str, index: int | None) -> Proposal:
        """A float of the integer that an argument of the call is."""
        given = argument_at(self._site.finding.site.node, name, index)
        if given is not None and isinstance(given.value, cst.Integer):
            return Proposal(f"Write {given.value.value}.0, a float", (self._text.after(given.value, ".0"),))
        return self.wrap_setting(name, index, "float(", ")", "Make it a float with float()")

    def make_array(self, name: str, index: int | None, title: str) -> Proposal:
        """`np.array(…)` around an argument of the call."""
        numpy = numpy_name(self._site.positions)
        return Proposal(title, None) if numpy is None else self.wrap_setting(name, index, f"{numpy}.array(", ")", title)

    def exchange_parts(self, name: str, index: int | None, title: str) -> Proposal:
        """The two parts of the list or tuple that is an argument of the call, each in the place of the other."""
        given = argument_at(self._site.finding.site.node, name, index)
        parts = given.value.elements if given is not None and isinstance(given.value, cst.List | cst.Tuple) else ()
        if len(parts) != 2 or any(isinstance(each, cst.StarredElement) for each in parts):
            return Proposal(title, None)
        first, second = (each.value for each in parts)
        edits = self._text.replace(first, text_of(second)), self._text.replace(second, text_of(first))
        return Proposal(title, edits)

    def replace_word(self, word: str, new: str, title: str) -> Proposal:
        """Another string in the place of one in the arguments of the call, in the quotes that it has."""
        found = written_word(self._site.finding.site.node, word)
        if found is None:
            return Proposal(title, None)
        return Proposal.of_one(title, self._text.replace(found, f"{found.prefix}{found.quote}{new}{found.quote}"))

    def compile_first(self, loss: str, title: str) -> Proposal:
        """`model.compile(...)` as a statement before that of the call."""
        node = self._site.finding.site.node
        statement = nearest(path_to(node, self._text.positions), cst.SimpleStatementLine)
        match node:
            case cst.Call(func=cst.Attribute(value=cst.Name(value=model))) if statement is not None:
                indent = self._text.indent(self._text.place(statement).line)
                code = f'{model}.compile(optimizer="adam", loss="{loss}")\n{indent}'
                return Proposal.of_one(title, self._text.before(statement, code))
        return Proposal(title, None)

    def exchange_loss(self, word: str, name: str) -> Proposal:
        """Another loss in the call of `compile` that the finding is about: by its word, or the name of its class."""
        edit = targets.exchanged_loss(self._text, self._site.finding.site.node, word, name)
        return Proposal.of_one(f"Use `{word}`", edit)
