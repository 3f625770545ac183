"""Positions in several files that belong together."""

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.diagnostics import Place
from conv1d_lsp.source.positions import Positions


class PositionsBeside(Positions):
    """The positions of one text; a node of another file has its place there."""

    def __init__(self, own: Positions, others: Sequence[tuple[str, Positions]]) -> None:
        super().__init__(own.parsed, own)
        self._own = own
        self._others = others

    def place(self, node: cst.CSTNode, file: str) -> Place:
        try:
            return self._own.place(node, file)
        except LookupError:
            for other, positions in self._others:
                try:
                    return positions.place(node, other)
                except LookupError:
                    continue
            raise
