"""How a file reaches a name of a library, and what must be imported for another."""

from functools import lru_cache

import libcst as cst
from msgspec import Struct

from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.text import text_of


class Reach(Struct, frozen=True):
    """text: the expression that names the class. missing: the import that must also name it, and as what."""

    text: str
    missing: cst.ImportFrom | None = None


def reach(name: str, sibling: cst.BaseExpression, positions: Positions) -> Reach | None:
    """The layer class `name` in the way in which the file reaches `sibling`, the function of another layer's call."""
    if isinstance(sibling, cst.Attribute):
        return Reach(f"{text_of(sibling.value)}.{name}")
    if not isinstance(sibling, cst.Name):
        return None
    found: Reach | None = None
    for statement in import_statements(positions.parsed.module):
        if not isinstance(statement, cst.ImportFrom):
            continue
        bound = bound_name(statement, name)
        if bound is not None:
            return Reach(bound)
        if isinstance(statement.names, cst.ImportStar):
            found = found or Reach(name)
        elif any(bound_alias(alias) == sibling.value for alias in statement.names):
            found = found or Reach(name, statement)
    return found


def path_of(written: cst.BaseExpression, positions: Positions) -> str | None:
    """`keras.layers.Conv1D` for `L.Conv1D` below `import keras.layers as L`; None where no import binds its root."""
    root, *rest = text_of(written).split(".")
    for statement in import_statements(positions.parsed.module):
        for alias in () if isinstance(statement.names, cst.ImportStar) else statement.names:
            bound, name = bound_alias(alias), text_of(alias.name)
            if isinstance(statement, cst.ImportFrom):
                name = f"{module_of(statement)}.{name}"
            elif alias.asname is None:
                bound = name = name.partition(".")[0]
            if bound == root:
                return ".".join([name, *rest])
    return None


def module_of(statement: cst.ImportFrom) -> str:
    """`keras.layers` of `from keras.layers import Conv1D`; relative ones begin with a dot."""
    dots = "." * len(statement.relative)
    return dots if statement.module is None else f"{dots}{text_of(statement.module)}"


def numpy_name(positions: Positions) -> str | None:
    """What the file calls NumPy."""
    for statement in import_statements(positions.parsed.module):
        if isinstance(statement, cst.Import):
            for alias in statement.names:
                if text_of(alias.name) == "numpy":
                    return bound_alias(alias)
    return None


@lru_cache(maxsize=2)
def import_statements(module: cst.Module) -> tuple[cst.Import | cst.ImportFrom, ...]:
    """The imports at the top level of the file; remembered, for every finding asks."""
    lines = [line for line in module.body if isinstance(line, cst.SimpleStatementLine)]
    return tuple(each for line in lines for each in line.body if isinstance(each, cst.Import | cst.ImportFrom))


def bound_name(statement: cst.ImportFrom, name: str) -> str | None:
    """What an import of `name` binds, if the statement imports it."""
    if isinstance(statement.names, cst.ImportStar):
        return None
    return next((bound_alias(alias) for alias in statement.names if text_of(alias.name) == name), None)


def bound_alias(alias: cst.ImportAlias) -> str:
    """The name that an import binds."""
    target = alias.asname.name if alias.asname is not None else alias.name
    return text_of(target)
