"""The uses of the values that a local name may have, known from the text alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import beniget
import gast

from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.syntax import tree_of

#: Characters of a text above which its names are not looked at: that takes some 2 ms for 1,000 of them.
_LARGEST = 200_000


@dataclass(frozen=True, slots=True)
class Use:
    """Where a name stands, in the engine's lines and columns. assigned: whether it gets its value there."""

    line: int
    column: int
    end_column: int
    assigned: bool

    def contains(self, line: int, column: int) -> bool:
        return self.line == line and self.column <= column <= self.end_column


def uses(source: str, line: int, column: int) -> tuple[str, list[Use]]:
    """The name at a place, and where the values that it may have there are assigned and used, assignments first.

    Nothing for what is no name, or in a text that does not parse. Behind a branch or a loop within an `except`, a value
    that comes from before the `try` may be missing.
    """
    for name in _names(source):
        if name.use.contains(line, column):
            found = {use for assignment in name.assignments for use in (assignment.use, *assignment.users)}
            return name.word, sorted(found | {name.use}, key=lambda use: (not use.assigned, use.line, use.column))
    return "", []


@dataclass(frozen=True, slots=True)
class _Assignment:
    """A place where a name gets a value, and those where that value may be read."""

    use: Use
    users: tuple[Use, ...]


@dataclass(slots=True)
class _Name:
    """A name where it stands, and the assignments that may have given it its value there."""

    word: str
    use: Use
    assignments: list[_Assignment]


class _Chains(beniget.DefUseChains):  # type: ignore[misc]
    """From each assignment to what reads it, whatever path a run takes."""

    def unbound_identifier(self, name: str, node: object) -> None:
        """Other servers tell of it."""


@lru_cache(maxsize=4)
def _names(source: str) -> tuple[_Name, ...]:
    tree = tree_of(source) if len(source) <= _LARGEST else None
    if tree is None:
        return ()
    try:
        chains = _Chains()
        chains.visit(gast.ast_to_gast(tree))
        return tuple(_found(chains, split_lines(source)))
    except Exception:  # what the library does not understand has no names
        return ()


def _found(chains: Any, lines: list[str]) -> Iterator[_Name]:
    def use(node: Any) -> Use:
        column = len(lines[node.lineno - 1].encode()[: node.col_offset].decode()) + 1
        return Use(node.lineno, column, column + len(node.id), isinstance(node.ctx, gast.Store | gast.Param))

    names: dict[Any, _Name] = {}

    def name(node: Any) -> _Name:
        return names.setdefault(node, _Name(node.id, use(node), []))

    for node, chain in chains.chains.items():
        if isinstance(node, gast.Name) and not isinstance(node.ctx, gast.Load):
            readers = [each.node for each in chain.users() if isinstance(each.node, gast.Name)]
            assignment = _Assignment(use(node), tuple(use(reader) for reader in readers))
            for each in (node, *readers):
                name(each).assignments.append(assignment)
    yield from names.values()
