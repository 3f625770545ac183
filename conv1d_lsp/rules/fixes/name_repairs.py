"""Names of modules, functions and attributes."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.arrays import Same
from conv1d_lsp.rules.fixes import functions, imports
from conv1d_lsp.rules.fixes.repairs import Repairs
from conv1d_lsp.rules.proposal import Proposal
from conv1d_lsp.rules.reading.paths import nearest, path_to


class NameRepairs(Repairs):
    """Proposals for names."""

    def rename(self, name: str, title: str) -> Proposal:
        """Another name in the module that the finding is about."""
        return imports.renamed(self._text, self._site.finding.site.node, name, title)

    def write_path(self, path: str, instead: str, title: str) -> Proposal:
        """What is reached by `path` from the root of its library by another one."""
        return imports.by_path(self._text, self._site.finding.site.node, path, instead, title)

    def move_import(self, path: str, instead: str, title: str) -> Proposal:
        """What is imported by `path` from where it is now."""
        return imports.moved(self._text, self._site.finding.site.node, path, instead, self._site.keras, title)

    def rename_attribute(self, text: str, title: str) -> Proposal:
        """Other code after the dot, where the finding is about an attribute."""
        node = self._site.finding.site.node
        return Proposal.of_one(title, self._text.replace(node.attr, text) if isinstance(node, cst.Attribute) else None)

    def use_ops(self, same: Same, title: str) -> Proposal:
        """The function of `keras.ops` that means the same, where the finding is about a function of another library."""
        node = self._site.finding.site.node
        around = nearest(path_to(node, self._text.positions), cst.Call) if isinstance(node, cst.Attribute) else None
        call = around if around is not None and around.func is node else node
        return Proposal(title, functions.exchanged_function(self._text, call, same))
