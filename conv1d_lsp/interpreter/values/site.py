"""Where something happened: a node of the tree, and the calls that led there."""

from __future__ import annotations

import libcst as cst
from msgspec import Struct

#: The scope of the module that is checked.
CHECKED = 1


class Site(Struct, frozen=True, eq=False):
    """caller: the call (or import) being executed, if any. module: the scope of the module that holds the node."""

    node: cst.CSTNode
    caller: Site | None = None
    module: int = CHECKED

    @property
    def own(self) -> Site | None:
        """The innermost place in the checked file that led here, itself included."""
        site: Site | None = self
        while site is not None and site.module != CHECKED:
            site = site.caller
        return site

    @property
    def outermost(self) -> Site:
        """The place where the calls began that led here."""
        site = self
        while site.caller is not None:
            site = site.caller
        return site

    @property
    def depth(self) -> int:
        return 0 if self.caller is None else self.caller.depth + 1
