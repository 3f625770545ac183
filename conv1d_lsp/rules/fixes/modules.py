"""How a file reaches a module of Keras."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes.importing import imported
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.imports import bound_alias, bound_name, import_statements, module_of
from conv1d_lsp.source.text import text_of

#: Modules from which one is imported, and those that hold the module in turn.
_KERAS = ("keras", "tensorflow.keras")


def reach_of_module(text: Text, name: str) -> tuple[str, tuple[Edit, ...]] | None:
    """How the file names a module of Keras (`ops`, `layers`), and the edit that makes it do so."""
    statements = import_statements(text.positions.parsed.module)
    froms = [(each, module_of(each)) for each in statements if isinstance(each, cst.ImportFrom)]
    for statement, module in froms:
        if module in _KERAS and (bound := bound_name(statement, name)) is not None:
            return bound, ()
    tensorflow: str | None = None
    for each in statements:
        if isinstance(each, cst.ImportFrom):
            if module_of(each) == "tensorflow" and (keras := bound_name(each, "keras")) is not None:
                return f"{keras}.{name}", ()
            continue
        for alias in each.names:
            path, named = text_of(alias.name), alias.asname is not None
            if path == "keras" or (path == "tensorflow.keras" and named):
                return f"{bound_alias(alias)}.{name}", ()
            if path == "tensorflow":
                tensorflow = bound_alias(alias)
    if tensorflow is not None:
        return f"{tensorflow}.keras.{name}", ()
    for statement, module in froms:
        if module in _KERAS and not isinstance(statement.names, cst.ImportStar):
            edit = imported(text, name, statement)
            return None if edit is None else (name, (edit,))
    return None
