"""The statements of a program and of its functions, with the names that each uses and sets."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_IMPORTS = (ast.Import, ast.ImportFrom)
#: What their bodies use is looked up when they run.
_LATER = (*_DEFINITIONS, ast.Lambda)
#: What may change any name.
_ANY_NAME = frozenset({"exec", "eval", "globals", "locals", "vars", "setattr", "delattr", "__dict__"})
#: What ends a program.
_EXITS = frozenset({"exit", "quit", "_exit"})
#: Values that nobody can change.
_FIXED = (ast.Constant, ast.Tuple, ast.UnaryOp, ast.BinOp, ast.unaryop, ast.operator, ast.Load)


class Atom(Struct, frozen=True):
    """A statement of the module or, by itself, of a function of the module; whatever else has statements is one.

    scope: the function's name, or nothing. loads, stores: the names that it looks up and those that it sets.
    sets_anew: those of `stores` that surely have nothing of their former value. defines: the name of the class or of
    the constant that it is. gives_away: whether it is a way from the function to those who call it.
    may_end: whether what comes after it in its scope may not be run.
    """

    first: int
    last: int
    scope: str
    loads: frozenset[str]
    stores: frozenset[str]
    sets_anew: frozenset[str] = frozenset()
    defines: str | None = None
    gives_away: bool = False
    may_end: bool = False
    is_import: bool = False


class Bindings(Struct, frozen=True):
    """The statements of a program in their order, and what its names stand for.

    bodies: the statements of each definition: a function, a class, or a constant of the module that is set once and
    that nothing can change. data: all other names that the module sets. local: the names of each function.
    looked_up_later: by scope, names that a function or a lambda within looks up, at whatever time it runs.
    """

    atoms: tuple[Atom, ...]
    bodies: Mapping[str, tuple[int, ...]]
    data: frozenset[str]
    local: Mapping[str, frozenset[str]]
    looked_up_later: Mapping[str, frozenset[str]]

    def home_of(self, name: str, scope: str) -> str | None:
        """The scope in which a name of a scope is set as data; None for definitions, imports and what is built in."""
        if name in self.local.get(scope, ()):
            return scope
        return "" if name in self.data else None

    def definitions_in(self, atom: Atom) -> Iterator[str]:
        """The definitions that a statement uses."""
        own = self.local.get(atom.scope, frozenset[str]())
        return (name for name in atom.loads if name in self.bodies and name not in own)

    def with_theirs(self, names: Iterable[str]) -> set[str]:
        """Definitions and those that they use in turn."""
        found, todo = set[str](), [*names]
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo += [other for number in self.bodies[name] for other in self.definitions_in(self.atoms[number])]
        return found


def bindings_of(tree: ast.Module) -> Bindings | None:
    """None where names don't tell what a statement may change."""
    if any(_may_change_any_name(node) for node in ast.walk(tree)):
        return None
    imported = Counter(_imported(tree))
    times = Counter(name for statement in tree.body for name in _stores(statement))
    once = {name for name, count in times.items() if count == 1 and name not in imported}
    definitions = {name: each for each in tree.body if (name := _definition(each, once)) is not None}
    data = frozenset(times) - frozenset(definitions) - {name for name in imported if imported[name] == times[name]}
    fixed = {*definitions, *imported} - data
    if any(_changes_one_of(node, fixed) for node in ast.walk(tree)):
        return None
    atoms, bodies = list[Atom](), dict[str, tuple[int, ...]]()
    for statement in tree.body:
        name = _definition(statement, once)
        begin = len(atoms)
        atoms += _atoms_of(statement, name)
        if name is not None:
            bodies[name] = tuple(range(begin, len(atoms)))
    functions = [each for each in definitions.values() if isinstance(each, _Function)]
    return Bindings(
        tuple(atoms),
        bodies,
        data,
        {each.name: _local(each) for each in functions},
        {"": _looked_up_later(tree.body), **{each.name: _looked_up_later(each.body) for each in functions}},
    )


def _definition(statement: ast.stmt, once: set[str]) -> str | None:
    """The name of a definition, if the statement is one."""
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            fixed = all(isinstance(each, (*_FIXED, ast.Name)) for each in _defaults(statement))
            return name if name in once and fixed else None
        case ast.ClassDef(name=name):
            values = [each.value for each in statement.body if isinstance(each, ast.Assign | ast.AnnAssign)]
            fixed = all(isinstance(node, _FIXED) for value in values if value for node in ast.walk(value))
            return name if name in once and fixed else None
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            value = statement.value
            fixed = value is not None and all(isinstance(node, _FIXED) for node in ast.walk(value))
            return name if name in once and fixed else None
    return None


def _defaults(function: _Function | ast.Lambda) -> list[ast.expr]:
    return [*function.args.defaults, *(each for each in function.args.kw_defaults if each is not None)]


def _atoms_of(statement: ast.stmt, definition: str | None) -> Iterator[Atom]:
    if definition is None or not isinstance(statement, _Function):
        yield _atom(statement, "", definition)
        return
    header = [*statement.decorator_list, *_defaults(statement)]
    first = min([statement.lineno, *(each.lineno for each in statement.decorator_list)])
    loads = frozenset(name for each in header for name in _loads(each))
    parameters = frozenset(each.arg for each in _parameters(statement))
    last = max(first, statement.body[0].lineno - 1)
    # What it is given may be changed in it, and is its caller's.
    yield Atom(first, last, definition, loads, parameters, parameters, gives_away=True)
    for each in statement.body:
        yield _atom(each, definition, None)


def _atom(statement: ast.stmt, scope: str, defines: str | None) -> Atom:
    loads, stores = frozenset(_loads(statement)), frozenset(_stores(statement))
    first = min([statement.lineno, *(each.lineno for each in getattr(statement, "decorator_list", ()))])
    return Atom(
        first,
        statement.end_lineno or statement.lineno,
        scope,
        loads,
        stores,
        stores - loads if isinstance(statement, ast.Assign | ast.AnnAssign) else frozenset(),
        defines,
        any(isinstance(each, ast.Return | ast.Yield | ast.YieldFrom) for each in ast.walk(statement)),
        not isinstance(statement, (ast.Return, *_DEFINITIONS)) and any(_ends(each) for each in ast.walk(statement)),
        isinstance(statement, _IMPORTS),
    )


def _parameters(function: _Function | ast.Lambda) -> list[ast.arg]:
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return [*named, *(each for each in (given.vararg, given.kwarg) if each is not None)]


def _local(function: _Function) -> frozenset[str]:
    stored = (name for each in function.body for name in _stores(each))
    return frozenset({*(each.arg for each in _parameters(function)), *stored})


def _imported(tree: ast.Module) -> Iterator[str]:
    for statement in tree.body:
        for node in _of_scope(statement):
            if isinstance(node, _IMPORTS):
                yield from _names_of_import(node)


def _names_of_import(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    return ((alias.asname or alias.name.split(".")[0]) for alias in node.names)


def _stores(statement: ast.AST) -> Iterator[str]:
    """The names that a statement sets in its own scope."""
    for node in _of_scope(statement):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Import() | ast.ImportFrom():
                yield from _names_of_import(node)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name
            case ast.MatchMapping(rest=str(name)):
                yield name


def _loads(node: ast.AST) -> Iterator[str]:
    """The names that are looked up in it, by functions within too; what is added to counts as looked up."""
    todo = [node]
    while todo:
        match each := todo.pop():
            case ast.Name(id=name, ctx=ast.Load()) | ast.AugAssign(target=ast.Name(id=name)):
                yield name
        if each is not node and isinstance(each, _Function | ast.Lambda):
            yield from _looked_up_by(each)
        else:
            todo += ast.iter_child_nodes(each)


def _looked_up_by(function: _Function | ast.Lambda) -> set[str]:
    """What a function looks up around itself."""
    body: list[ast.AST] = [function.body] if isinstance(function, ast.Lambda) else [*function.body]
    own = {*(each.arg for each in _parameters(function)), *(name for each in body for name in _stores(each))}
    header = [*_defaults(function), *getattr(function, "decorator_list", ())]
    return ({name for each in body for name in _loads(each)} - own) | {name for each in header for name in _loads(each)}


def _of_scope(statement: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a statement, without those in the functions and classes that it defines."""
    todo = [statement]
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, _LATER):
            todo += ast.iter_child_nodes(node)


def _looked_up_later(body: Iterable[ast.stmt]) -> frozenset[str]:
    nodes = (node for statement in body for node in ast.walk(statement))
    later = (node for node in nodes if isinstance(node, _Function | ast.Lambda))
    return frozenset(name for node in later for name in _looked_up_by(node))


def _ends(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in _EXITS
    return isinstance(node, ast.Return | ast.Raise | ast.Assert)


def _may_change_any_name(node: ast.AST) -> bool:
    match node:
        case ast.Global() | ast.Nonlocal():
            return True
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in _ANY_NAME
    return False


def _changes_one_of(node: ast.AST, names: set[str]) -> bool:
    """Whether something of a definition or of an imported module is set: `layers.Conv1D = ...`."""
    if not isinstance(node, ast.Attribute | ast.Subscript) or isinstance(node.ctx, ast.Load):
        return False
    owner: ast.expr = node
    while isinstance(owner, ast.Attribute | ast.Subscript):
        owner = owner.value
    return isinstance(owner, ast.Name) and owner.id in names
