"""Which statements of a program have to do with each other, told from names alone.

Fixes of statements that have nothing to do with each other can be tried in one analysis. Statements belong together
where they use the same value; a function's or a constant's name does not join those that use it, but what its own
statements give away reaches them all. Where names can't tell (`global`, `exec`, a patched module), nothing is apart.
"""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from conv1d_lsp.engine.bindings import Bindings, bindings_of

#: The value of a name: its scope, the name, and how often it was set anew before.
_Value = tuple[str, str, int]


class Reach(Struct, frozen=True):
    """What an edit can change, as numbers of statements: those `touched` may do something else; `seen` are those of the
    functions that they use, where it may show what they do wrong."""

    touched: frozenset[int]
    seen: frozenset[int]


class Apart:
    """The statements of one program, and how far an edit of each reaches."""

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings
        self._at: dict[int, list[int]] = defaultdict(list)
        for number, atom in enumerate(bindings.atoms):
            for line in range(atom.first, atom.last + 1):
                self._at[line].append(number)
        self._lines = sorted(self._at)
        self._joined = [*range(len(bindings.atoms))]
        self._users: dict[str, list[int]] = defaultdict(list)
        self._join_what_shares_values()
        self._islands: dict[int, list[int]] = defaultdict(list)
        for number in range(len(bindings.atoms)):
            self._islands[self._island(number)].append(number)

    @staticmethod
    def of(source: str) -> Apart | None:
        """None where the names of the program don't tell."""
        try:
            bindings = bindings_of(ast.parse(source))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        return None if bindings is None else Apart(bindings)

    def at(self, line: int) -> frozenset[int]:
        """The statements at a line; at a line between two, both."""
        if line in self._at:
            return frozenset(self._at[line])
        after = bisect_right(self._lines, line)
        around = [self._lines[index] for index in (after - 1, after) if 0 <= index < len(self._lines)]
        return frozenset(number for each in around for number in self._at[each])

    def reach(self, edited: Iterable[int]) -> Reach | None:
        """How far an edit of these statements reaches; None where that is everywhere."""
        touched, todo = set[int](), [*edited]
        while todo:
            number = todo.pop()
            if number in touched:
                continue
            members = self._islands[self._island(number)]
            touched.update(members)
            if any(self._bindings.atoms[each].is_import for each in members):
                return None
            todo += [user for each in members for user in self._who_notices(each)]
        used = {name for each in touched for name in self._bindings.definitions_in(self._bindings.atoms[each])}
        seen = {each for name in self._bindings.with_theirs(used) for each in self._bindings.bodies[name]}
        return Reach(frozenset(touched), frozenset(seen - touched))

    def _who_notices(self, number: int) -> Iterator[int]:
        """Those who use the definition that a statement is, or the function that it gives something away from; and what
        is not run if it ends that."""
        atom = self._bindings.atoms[number]
        if atom.defines is not None:
            yield from self._users[atom.defines]
        if atom.scope and atom.gives_away:
            yield from self._users[atom.scope]
        if atom.may_end:
            later = range(number + 1, len(self._bindings.atoms))
            yield from (each for each in later if self._bindings.atoms[each].scope == atom.scope)

    def _join_what_shares_values(self) -> None:
        atoms, bindings = self._bindings.atoms, self._bindings
        homes: dict[_Value, int] = {}
        times: dict[tuple[str, str], int] = defaultdict(int)

        def values(names: Iterable[str], scope: str) -> list[_Value]:
            found = ((home, name) for name in names if (home := bindings.home_of(name, scope)) is not None)
            return [(*each, times[each]) for each in found]

        for number, atom in enumerate(atoms):
            definitions = bindings.with_theirs(bindings.definitions_in(atom))
            inner = [atoms[each] for name in definitions for each in bindings.bodies[name]]
            shared = [value for each in inner for value in values(each.loads | each.stores, each.scope) if not value[0]]
            used = [*values(atom.loads, atom.scope), *shared]
            for name in atom.sets_anew - bindings.looked_up_later.get(atom.scope, frozenset()):
                times[atom.scope, name] += 1
            for value in {*used, *values(atom.stores, atom.scope)}:
                self._join(number, homes.setdefault(value, number))
            for name in bindings.definitions_in(atom):
                self._users[name].append(number)

    def _join(self, one: int, other: int) -> None:
        self._joined[self._island(one)] = self._island(other)

    def _island(self, number: int) -> int:
        while self._joined[number] != number:
            self._joined[number] = number = self._joined[self._joined[number]]
        return number
