"""Where a node of a parsed text stands, equal to LibCST's `PositionProvider` and a fraction of its cost.

The first question about a node of a top-level statement lays out that statement alone. Which statement a node belongs
to is found by walking the statements' fields in order, only as far as needed, without the blanks and punctuation that
make two thirds of a tree.
"""

import libcst as cst

from conv1d_lsp.diagnostics import Place
from conv1d_lsp.source.layout import Layout
from conv1d_lsp.source.parse import Parsed
from conv1d_lsp.source.walk import child_nodes


class Positions:
    """The places of the nodes of one parsed text. Fills itself when asked; the text it speaks of does not change."""

    def __init__(self, parsed: Parsed, earlier: "Positions | None" = None) -> None:
        """`earlier` may be those of a former state of the text: what it knows of the statements still there is kept."""
        self._parsed = parsed
        self._homes: dict[int, int] = {}
        self._indexed = 0
        self._layouts: dict[int, Layout] = {}
        if earlier is not None:
            self._inherit(earlier)

    @property
    def parsed(self) -> Parsed:
        """The text that these are the places of."""
        return self._parsed

    def place(self, node: cst.CSTNode, file: str) -> Place:
        """The node's place. Raises `LookupError` for a node that is not of this text."""
        if node is self._parsed.module:
            return Place(file, 1, 1, self._parsed.footer_line + self._layout(self._footer).height, 1)
        region = self._region(node)
        layout = self._layout(region)
        first = self._first_line(region)
        # What nests too deeply for the generator has the place of its statement.
        start, end = layout.spans.get(id(node)) or (0, layout.starts[-1])
        line, column = layout.position(start)
        end_line, end_column = layout.position(end)
        return Place(file, first + line, column + 1, first + end_line, end_column + 1)

    def chunk_of(self, node: cst.CSTNode) -> int:
        """The index of the chunk that the node is in; -1 for the header, the number of chunks for the footer."""
        return self._region(node)

    @property
    def _footer(self) -> int:
        return len(self._parsed.chunks)

    def _first_line(self, region: int) -> int:
        if region < 0:
            return 1
        return self._parsed.footer_line if region == self._footer else self._parsed.chunks[region].line

    def _layout(self, region: int) -> Layout:
        layout = self._layouts.get(region)
        if layout is None:
            layout = self._layouts[region] = self._lay_out(region)
        return layout

    def _lay_out(self, region: int) -> Layout:
        if region < 0:
            return Layout.of(self._parsed.header, self._parsed.module)
        if region == self._footer:
            return Layout.of(self._parsed.footer, self._parsed.module)
        chunk = self._parsed.chunks[region]
        try:
            return Layout.of((chunk.statement,), self._parsed.module)
        except RecursionError:
            return Layout((chunk.statement,), {}, range(chunk.height + 1))

    def _region(self, node: cst.CSTNode) -> int:
        key = id(node)
        while key not in self._homes and self._indexed < self._footer:
            self._index(self._indexed)
        home = self._homes.get(key)
        return self._search(key) if home is None else home

    def _search(self, key: int) -> int:
        """Blanks and punctuation are in no index: they are asked for by tests and by few others."""
        for region in range(-1, self._footer + 1):
            if key in self._layout(region).spans:
                self._homes[key] = region
                return region
        raise LookupError("this node is not a part of the parsed text")

    def _index(self, region: int) -> None:
        homes = self._homes
        stack: list[cst.CSTNode] = [self._parsed.chunks[region].statement]
        while stack:
            node = stack.pop()
            homes[id(node)] = region
            stack.extend(child_nodes(node))
        self._indexed = region + 1

    def _inherit(self, earlier: "Positions") -> None:
        known = {id(layout.nodes[0]): layout for layout in earlier._layouts.values() if layout.nodes}
        for region, chunk in enumerate(self._parsed.chunks):
            layout = known.get(id(chunk.statement))
            if layout is not None:
                self._layouts[region] = layout
