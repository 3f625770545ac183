"""Where the nodes of one statement stand within the statement's own text.

LibCST's `PositionProvider` runs the code generator over the whole module, and counts lines and columns at each token.
Here the generator runs over one statement, and does no more than note what it passes: list appends in C. Offsets come
from one pass over the notes, lines and columns only for what is asked. Two private parts of LibCST are used,
`CodegenState` and `_codegen`; the tests compare every node of hundreds of files with the provider.
"""

from bisect import bisect_right
from collections.abc import Sequence
from types import TracebackType

import libcst as cst
from libcst._nodes.internal import CodegenState
from msgspec import Struct

from conv1d_lsp.source.lines import line_starts

Span = tuple[int, int]


class _Mark:
    """The part of a node that `PositionProvider` takes as its place: without the blanks around it."""

    __slots__ = ("end_node", "events", "node", "start", "start_node")

    def __init__(
        self, events: list[object], node: cst.CSTNode, start_node: cst.CSTNode | None, end_node: cst.CSTNode | None
    ) -> None:
        self.events = events
        self.node = node
        self.start_node = start_node
        self.end_node = end_node
        self.start = -1

    def __enter__(self) -> None:
        self.events.append(self)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.events.append(self)


class _Recorder(CodegenState):
    """Notes tokens (as text), nodes (at their begin and end) and marks (the same) in the order of the text."""

    def __init__(self, default_indent: str, default_newline: str) -> None:
        super().__init__(default_indent, default_newline)
        self.events: list[object] = []
        # Attributes of the instance stand before the methods of the class, and save a Python call each.
        self.add_token = self.events.append  # type: ignore[assignment, method-assign]
        self.before_codegen = self.events.append  # type: ignore[assignment, method-assign]
        self.after_codegen = self.events.append  # type: ignore[assignment, method-assign]

    def add_indent_tokens(self) -> None:
        self.events.extend(self.indent_tokens)

    def record_syntactic_position(  # type: ignore[override]
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> _Mark:
        return _Mark(self.events, node, start_node, end_node)


class Layout(Struct, frozen=True):
    """Offsets of nodes, by identity, in the text that they make. `nodes` keeps the identities alive."""

    nodes: tuple[cst.CSTNode, ...]
    spans: dict[int, Span]
    starts: Sequence[int]

    @staticmethod
    def of(nodes: Sequence[cst.CSTNode], module: cst.Module) -> "Layout":
        """The layout of nodes that follow each other. Raises `RecursionError` for what nests too deeply."""
        recorder = _Recorder(module.default_indent, module.default_newline)
        for node in nodes:
            node._codegen(recorder)
        spans = _spans(recorder.events)
        text = "".join([event for event in recorder.events if type(event) is str])
        return Layout(tuple(nodes), spans, line_starts(text))

    @property
    def height(self) -> int:
        """The number of lines."""
        return len(self.starts) - 1

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 0."""
        line = bisect_right(self.starts, offset) - 1
        return line, offset - self.starts[line]


def _spans(events: Sequence[object]) -> dict[int, Span]:
    """Node identity to offsets. A node's mark, if it has one, goes before its whole extent, as in the provider."""
    spans: dict[int, Span] = {}
    open_nodes: list[object] = []
    open_starts: list[int] = []
    offset = 0
    for event in events:
        kind = type(event)
        if kind is str:
            offset += len(event)  # type: ignore[arg-type]
        elif kind is _Mark:
            _note(event, offset, spans)  # type: ignore[arg-type]
        elif open_nodes and open_nodes[-1] is event:
            open_nodes.pop()
            start = open_starts.pop()
            if id(event) not in spans:
                spans[id(event)] = (start, offset)
        else:
            open_nodes.append(event)
            open_starts.append(offset)
    return spans


def _note(mark: _Mark, offset: int, spans: dict[int, Span]) -> None:
    if mark.start < 0:
        mark.start = offset
        return
    start = mark.start if mark.start_node is None else spans[id(mark.start_node)][0]
    end = offset if mark.end_node is None else spans[id(mark.end_node)][1]
    spans[id(mark.node)] = (start, end)
