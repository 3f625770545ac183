"""Where a program mentions an input: whether one condition tests it, and nothing else looks at its value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import libcst as cst
from msgspec import Struct

from conv1d_lsp.interpreter.executing import Input
from conv1d_lsp.interpreter.names import parameters_of
from conv1d_lsp.source.walk import child_nodes

#: An input that goes by more names than this is not followed.
MOST_NAMES = 24

#: A node, and what it stands in.
Chain = tuple[cst.CSTNode, "Chain | None"]


class Word(Struct, frozen=True):
    """A name that an input goes by: of a variable in `scope`, None for a module's; or of an attribute, of whatever."""

    text: str
    scope: cst.CSTNode | None = None
    attribute: bool = False


class _Looked(Exception):  # noqa: N818 (no error: the search ends there)
    """Something else looks at the value."""


class Mentions:
    """Every mention of a name in a program. roots: its modules, or their statements."""

    def __init__(self, roots: Sequence[cst.CSTNode]) -> None:
        self._by_word: dict[str, list[Chain]] | None = None
        self._roots = roots
        self._definitions: dict[str, list[cst.FunctionDef | cst.ClassDef]] = defaultdict(list)

    def tested_once(self, chosen: Input) -> bool:
        """Whether one condition tests an input and nothing else does anything with it but hand it on."""
        left = [Word(chosen.word, chosen.function, attribute=chosen.function is None)]
        seen: set[Word] = set()
        tests: list[Chain] = []
        try:
            while left:
                word = left.pop()
                if word in seen:
                    continue
                seen.add(word)
                if len(seen) > MOST_NAMES:
                    return False
                for chain in self._of(word):
                    left += self._looked_at(chain, tests)
        except _Looked:
            return False
        return len(tests) == 1

    def _of(self, word: Word) -> Iterator[Chain]:
        if self._by_word is None:
            self._by_word = defaultdict(list)
            for chain in _walked(self._roots):
                self._note(chain)
        for chain in self._by_word[word.text]:
            if isinstance(chain[0], cst.Name):
                if not word.attribute and _is_inside(chain, word.scope):
                    yield chain
            elif word.attribute:
                yield chain

    def _note(self, chain: Chain) -> None:
        node, around = chain
        assert self._by_word is not None
        if isinstance(node, cst.Name):
            owner = None if around is None else around[0]
            named = isinstance(owner, cst.Arg) and owner.keyword is node
            if not named and not (isinstance(owner, cst.Attribute) and owner.attr is node):
                self._by_word[node.value].append(chain)
        elif isinstance(node, cst.Attribute):
            self._by_word[node.attr.value].append(chain)
        elif isinstance(node, cst.SimpleString):
            self._by_word[node.value.strip("'\"")].append(chain)
        elif isinstance(node, cst.FunctionDef | cst.ClassDef):
            self._definitions[node.name.value].append(node)

    def _looked_at(self, chain: Chain, tests: list[Chain]) -> Iterable[Word]:
        """The names that a mention hands the input on to; notes those that are tests."""
        node, around = chain
        owner, further = (None, None) if around is None else around
        match owner:
            case cst.Param() if owner.name is node:
                return ()
            case cst.DictElement() | cst.FormattedStringExpression():
                return ()
            case cst.Arg() if isinstance(node, cst.SimpleString):
                if owner.keyword is not None and owner.keyword.value == "dest":
                    return ()
            case cst.Arg() if further is not None and isinstance(further[0], cst.Call):
                return self._handed_on(further[0], owner)
            case cst.Assign() if owner.value is node and len(owner.targets) == 1:
                return self._stored(owner.targets[0].target, around)
            case cst.AssignTarget() if further is not None and isinstance(further[0], cst.Assign):
                if _hands_on(further[0].value):
                    return ()  # it is the mention on the other side that counts
            case _:
                if _is_test(chain):
                    tests.append(chain)
                    return ()
        raise _Looked

    def _stored(self, target: cst.BaseExpression, around: Chain | None) -> Iterable[Word]:
        match target:
            case cst.Name():
                return (Word(target.value, _function_around(around)),)
            case cst.Attribute(value=cst.Name()):
                return (Word(target.attr.value, attribute=True),)
        raise _Looked

    def _handed_on(self, call: cst.Call, argument: cst.Arg) -> Iterable[Word]:
        callee = call.func
        name = callee.value if isinstance(callee, cst.Name) else None
        if isinstance(callee, cst.Attribute):
            name = callee.attr.value
        if name == "print":
            return ()
        definitions = [] if name is None else self._definitions[name]
        if len(definitions) != 1 or any(each.star for each in call.args):
            raise _Looked
        function = _initializer(definitions[0])
        if function is None:
            raise _Looked
        if argument.keyword is not None:
            names = [each.name.value for each in parameters_of(function.params)]
            wanted = argument.keyword.value
        else:
            bound = isinstance(definitions[0], cst.ClassDef) or isinstance(callee, cst.Attribute)
            names = [each.name.value for each in (*function.params.posonly_params, *function.params.params)]
            names = names[1:] if bound and names[:1] in (["self"], ["cls"]) else names
            place = [each for each in call.args if each.keyword is None].index(argument)
            wanted = names[place] if place < len(names) else ""
        if wanted not in names:
            raise _Looked
        return (Word(wanted, function),)


def _walked(roots: Sequence[cst.CSTNode]) -> Iterator[Chain]:
    stack: list[Chain] = [(root, None) for root in roots]
    while stack:
        chain = stack.pop()
        yield chain
        stack += [(child, chain) for child in child_nodes(chain[0])]


def _is_inside(chain: Chain | None, scope: cst.CSTNode | None) -> bool:
    while scope is not None and chain is not None:
        if chain[0] is scope:
            return True
        chain = chain[1]
    return scope is None


def _function_around(chain: Chain | None) -> cst.CSTNode | None:
    while chain is not None:
        if isinstance(chain[0], cst.FunctionDef | cst.Lambda):
            return chain[0]
        chain = chain[1]
    return None


def _is_test(chain: Chain) -> bool:
    """Whether a node is all of the condition of an `if`, or compared with something in it."""
    node, around = chain
    while around is not None:
        owner = around[0]
        match owner:
            case cst.UnaryOperation(operator=cst.Not()) | cst.Comparison() | cst.ComparisonTarget():
                node, around = owner, around[1]
            case cst.If() | cst.IfExp():
                return owner.test is node
            case _:
                return False
    return False


def _hands_on(value: cst.BaseExpression) -> bool:
    return isinstance(value, cst.Name | cst.Attribute)


def _initializer(definition: cst.FunctionDef | cst.ClassDef) -> cst.FunctionDef | None:
    """What is called: a function itself, the `__init__` of a class."""
    if isinstance(definition, cst.FunctionDef):
        return definition
    for each in definition.body.body:
        if isinstance(each, cst.FunctionDef) and each.name.value == "__init__":
            return each
    return None
