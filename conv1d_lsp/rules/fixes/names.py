"""Class names in an edit, with the import that they need."""

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes.importing import imported
from conv1d_lsp.rules.fixes.modules import reach_of_module
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.calls import last_name
from conv1d_lsp.rules.reading.imports import path_of, reach
from conv1d_lsp.source.text import text_of


def class_name(text: Text, name: str, sibling: cst.BaseExpression) -> tuple[str, tuple[Edit, ...]] | None:
    """The expression for the layer class `name`, and the edits that import it; None where no way is known."""
    found = reach(name, sibling, text.positions) if _is_of_layers(text, sibling) else None
    if found is None:
        return None
    if found.missing is None or isinstance(found.missing.names, cst.ImportStar):
        return found.text, ()
    edit = imported(text, name, found.missing)
    return None if edit is None else (found.text, (edit,))


def layer_name(text: Text, name: str, sibling: cst.BaseExpression | None) -> tuple[str, tuple[Edit, ...]] | None:
    """The same for any `sibling`: as a layer is reached if that is one, else by way of the module `layers`."""
    found = None if sibling is None else class_name(text, name, sibling)
    return found or _by_module(text, name)


def _is_of_layers(text: Text, function: cst.BaseExpression) -> bool:
    """Whether the layers of Keras stand beside `function`: not so beside `ops.matmul` or `blocks.Residual`."""
    path = path_of(function, text.positions)
    if path is not None:
        root, *modules = path.split(".")[:-1]
        return root in ("keras", "tensorflow", "tf_keras") and "layers" in modules
    if last_name(function)[:1].isupper():
        return True
    return isinstance(function, cst.Attribute) and text_of(function.value).endswith("layers")


def _by_module(text: Text, layer: str) -> tuple[str, tuple[Edit, ...]] | None:
    found = reach_of_module(text, "layers")
    return None if found is None else (f"{found[0]}.{layer}", found[1])
