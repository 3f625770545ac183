"""Where a node of a parsed text stands, equal to LibCST's `PositionProvider` and a fraction of its cost.

Most expressions have a twin in Python's own tree, which knows its place: the statements are paired with theirs in
order, only as far as needed. For anything else the first question lays out the node's top-level statement alone; which
one that is, is found by a walk without the blanks and punctuation that make two thirds of a tree.
"""

import ast

import libcst as cst

from conv1d_lsp.diagnostics import Place
from conv1d_lsp.source.layout import Layout
from conv1d_lsp.source.pairing import Mismatch, Placed, pair
from conv1d_lsp.source.parse import Parsed
from conv1d_lsp.source.walk import child_nodes

#: What has the same place in both trees. Tuples and generators do not: `ast` counts their parentheses in.
_PAIRED = frozenset(
    {
        cst.Name,
        cst.Attribute,
        cst.Call,
        cst.Arg,
        cst.Subscript,
        cst.BinaryOperation,
        cst.UnaryOperation,
        cst.BooleanOperation,
        cst.Comparison,
        cst.IfExp,
        cst.Integer,
        cst.Float,
        cst.SimpleString,
        cst.List,
        cst.Dict,
        cst.ListComp,
    }
)


class Positions:
    """The places of the nodes of one parsed text. Fills itself when asked; the text it speaks of does not change."""

    def __init__(self, parsed: Parsed, earlier: "Positions | None" = None) -> None:
        """`earlier` may be those of a former state of the text: what it knows of the statements still there is kept."""
        self._parsed = parsed
        self._homes: dict[int, int] = {}
        self._indexed = 0
        self._layouts: dict[int, Layout] = {}
        self._parents: dict[int, dict[int, cst.CSTNode]] = {}
        self._twins: dict[int, Placed] = {}
        self._paired = 0
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
        if type(node) is cst.Arg and node.keyword is None and not (node.star or node.value.lpar):
            return self.place(node.value, file)
        twin = self._twin(node) if type(node) in _PAIRED else None
        if twin is not None:
            return self._place_of_twin(node, twin, file)
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

    def path(self, node: cst.CSTNode) -> tuple[cst.CSTNode, ...]:
        """The nodes from the top-level statement down to the node, both included; it alone if it is in none."""
        region = self._region(node)
        if not 0 <= region < self._footer:
            return (node,)
        parents = self._parents.get(region)
        if parents is None:
            parents = self._parents[region] = _parents(self._parsed.chunks[region].statement)
        path = [node]
        while (above := parents.get(id(path[-1]))) is not None:
            path.append(above)
        return tuple(reversed(path))

    def _twin(self, node: cst.CSTNode) -> Placed | None:
        key = id(node)
        while key not in self._twins and self._paired < self._footer:
            chunk = self._parsed.chunks[self._paired]
            try:
                twins = pair(chunk.statement, chunk.twins)
            except Mismatch:
                twins = {}
            self._twins.update(twins)
            self._homes.update(dict.fromkeys(twins, self._paired))
            self._paired += 1
        return self._twins.get(key)

    def _place_of_twin(self, node: cst.CSTNode, twin: Placed, file: str) -> Place:
        chunk = self._parsed.chunks[self._homes[id(node)]]
        end_line = twin.end_lineno or twin.lineno
        column = _column(chunk.lines[twin.lineno - 1], twin.col_offset)
        end_column = _column(chunk.lines[end_line - 1], twin.end_col_offset or 0)
        line = twin.lineno
        if isinstance(node, cst.Name) and isinstance(twin, ast.Attribute):
            line, column = end_line, end_column - len(node.value)
        return Place(file, line + chunk.moved_by, column + 1, end_line + chunk.moved_by, end_column + 1)

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


def _parents(statement: cst.CSTNode) -> dict[int, cst.CSTNode]:
    """What each node of a statement is in, but for the statement itself."""
    parents: dict[int, cst.CSTNode] = {}
    stack = [statement]
    while stack:
        node = stack.pop()
        for child in child_nodes(node):
            parents[id(child)] = node
            stack.append(child)
    return parents


def _column(line: str, offset: int) -> int:
    """Code points for `ast`'s bytes of UTF-8."""
    return offset if line.isascii() else len(line.encode()[:offset].decode())
