"""Modules of the project: executed when they are first imported, kept as `sys.modules` keeps them."""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from conv1d_lsp.interpreter.executing import Exits
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.loading import Itself, LoadedModule, Refused
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.names import LocalNames, names_of_statements
from conv1d_lsp.interpreter.values import Constant, Module, Unknown, Value
from conv1d_lsp.interpreter.values.site import CHECKED
from conv1d_lsp.source.imported import full_name

#: The scope of variables that stand for `sys.modules`.
_SYS_MODULES = -1

#: Set in the scope of a module that may have names which are not known.
_MORE = "*"

#: Modules that import each other in a longer chain are not followed.
DEEPEST_IMPORTS = 128


def project_module(m: Machine, name: str, node: cst.CSTNode) -> Value | None:
    """What `import name` leads to, the packages around it imported first; None if it is not the project's."""
    parts = name.split(".")
    around: Module | None = None
    for count in range(1, len(parts) + 1):
        value = _imported(m, ".".join(parts[:count]), node)
        if not isinstance(value, Module) or not m.state.alive:
            return value
        if around is not None and (around.scope, parts[count - 1]) not in m.state.variables:
            m.state.write_variable((around.scope, parts[count - 1]), value)
        around = value
    return around


def name_in(m: Machine, module: Module, name: str, node: cst.CSTNode) -> Value:
    """What `from module import name` gives: a variable of the module, or a module inside of the package."""
    value = m.state.variables.get((module.scope, name))
    if value is None:
        value = project_module(m, f"{module.name}.{name}", node)
    return m.visible(value) if value is not None else m.unknown(f"`{module.name}` has no `{name}` here", node)


def is_imported(m: Machine, path: str, names: Iterable[str] = ()) -> bool:
    """Whether a module of the project was imported, and has these names."""
    module = m.state.variables.get((_SYS_MODULES, path))
    return isinstance(module, Module) and all((module.scope, name) in m.state.variables for name in names)


def public_names(m: Machine, module: Module) -> tuple[tuple[str, ...], bool]:
    """What `from module import *` brings, and whether that is all."""
    bound = sorted(name for scope, name in m.state.variables if scope == module.scope and name != _MORE)
    m.tick(1 + len(bound))
    complete = (module.scope, _MORE) not in m.state.variables
    listed = m.state.variables.get((module.scope, "__all__"))
    if listed is None:
        return tuple(name for name in bound if not name.startswith("_")), complete
    items = elements(m, m.visible(listed))
    if items is None:
        return tuple(name for name in bound if not name.startswith("__")), False
    names = [item.value for item in items if isinstance(item, Constant) and isinstance(item.value, str)]
    return tuple(names), complete and len(names) == len(items)


def may_have_more(m: Machine) -> None:
    """The module that is being executed may have names which are not known."""
    m.state.write_variable((m.module, _MORE), Constant(True))


def absolute(m: Machine, level: int, path: str) -> str | None:
    """The full name of a module that is named from where the machine stands; see `full_name`."""
    return full_name(level, path, _package(m))


def _package(m: Machine) -> str:
    module = m.modules.get(m.module)
    if module is None:
        return "" if m.loader is None else m.loader.package
    return module.package


def _imported(m: Machine, name: str, node: cst.CSTNode) -> Value | None:
    known = m.state.variables.get((_SYS_MODULES, name))
    if known is not None:
        return m.visible(known)
    found = None if m.loader is None else m.loader.find(name)
    if isinstance(found, Itself):
        return Module(CHECKED, name)
    if isinstance(found, Refused):
        return m.unknown(f"`{name}` is not followed: {found.reason}", node)
    if found is not None and m.importing >= DEEPEST_IMPORTS:
        return m.unknown(f"`{name}` is not followed: the imports are nested too deeply", node)
    return None if found is None else _executed(m, found, node)


def _executed(m: Machine, found: LoadedModule, node: cst.CSTNode) -> Module:
    """Execute a module. Who imports it meanwhile sees what it has so far."""
    statements = () if found.parsed is None else tuple(found.parsed.statements)
    module = Module(_scope_of(m, found, statements), found.name)
    m.state.write_variable((_SYS_MODULES, found.name), module)
    m.state.write_variable((module.scope, "__name__"), Constant(found.name))
    m.state.write_variable((module.scope, "__file__"), path_text(found.file))
    outer = m.exits, m.scope, m.caller, m.attempts
    m.caller = m.site(node)
    m.exits, m.scope, m.attempts = Exits(), module.scope, []  # a `try` around goes on from before the import
    m.importing += 1
    try:
        if found.parsed is None:
            may_have_more(m)
        for statement in statements:
            if not m.state.alive:
                break
            m.execute(statement)
    finally:
        m.importing -= 1
        m.exits, m.scope, m.caller, m.attempts = outer
    return module


def path_text(path: str) -> Value:
    """What `__file__` is."""
    return Constant(path.replace("\\", "/")) if path else Unknown("where the module lies")


def _scope_of(m: Machine, found: LoadedModule, statements: tuple[cst.CSTNode, ...]) -> int:
    """Its scope; the same one where another path through the program has imported it before."""
    for scope, module in m.modules.items():
        if module.name == found.name:
            return scope
    scope = m.new_scope(None, names_of_statements(statements) if statements else LocalNames(frozenset()), "module")
    m.modules[scope] = found
    return scope
