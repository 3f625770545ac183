"""Class names in an edit, with the import that they need."""

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.imports import reach


def class_name(text: Text, name: str, sibling: cst.BaseExpression) -> tuple[str, tuple[Edit, ...]] | None:
    """The expression for the layer class `name`, and the edits that import it; None where no way is known."""
    found = reach(name, sibling, text.positions)
    if found is None:
        return None
    if found.missing is None or isinstance(found.missing.names, cst.ImportStar):
        return found.text, ()
    last = found.missing.names[-1]
    return found.text, (text.after(last, f",{text.separator(last, found.missing)}{name}"),)
