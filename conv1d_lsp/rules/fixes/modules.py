"""How a file reaches a module of Keras."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.imports import bound_alias, bound_name, import_statements
from conv1d_lsp.source.text import text_of

#: Modules from which one is imported, and those that hold the module in turn.
_KERAS = ("keras", "tensorflow.keras")


def reach_of_module(text: Text, name: str) -> tuple[str, tuple[Edit, ...]] | None:
    """How the file names a module of Keras (`ops`, `layers`), and the edit that makes it do so."""
    missing: tuple[str, tuple[Edit, ...]] | None = None
    tensorflow: str | None = None
    for statement in import_statements(text.positions.parsed.module):
        if isinstance(statement, cst.Import):
            for alias in statement.names:
                path, named = text_of(alias.name), alias.asname is not None
                if path == "keras" or (path == "tensorflow.keras" and named):
                    return f"{bound_alias(alias)}.{name}", ()
                if path == "tensorflow":
                    tensorflow = bound_alias(alias)
            continue
        module = text_of(statement.module) if statement.module is not None and not statement.relative else ""
        if module in _KERAS and (bound := bound_name(statement, name)) is not None:
            return bound, ()
        if module == "tensorflow" and (keras := bound_name(statement, "keras")) is not None:
            return f"{keras}.{name}", ()
        if module in _KERAS and missing is None and not isinstance(statement.names, cst.ImportStar):
            last = statement.names[-1]
            missing = name, (text.after(last, f",{text.separator(last, statement)}{name}"),)
    if tensorflow is not None:
        return f"{tensorflow}.keras.{name}", ()
    return missing
