"""Where something happened: a node of the tree, and the calls that led there."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """`caller` is the call being executed, if any."""

    node: cst.CSTNode
    caller: Site | None = None

    @property
    def depth(self) -> int:
        return 0 if self.caller is None else self.caller.depth + 1
