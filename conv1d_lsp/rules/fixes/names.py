"""Class names in an edit, with the import that they need."""

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes.modules import reach_of_module
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.calls import last_name
from conv1d_lsp.rules.reading.imports import reach
from conv1d_lsp.source.text import text_of


def class_name(text: Text, name: str, sibling: cst.BaseExpression) -> tuple[str, tuple[Edit, ...]] | None:
    """The expression for the layer class `name`, and the edits that import it; None where no way is known."""
    found = reach(name, sibling, text.positions)
    if found is None:
        return None
    if found.missing is None or isinstance(found.missing.names, cst.ImportStar):
        return found.text, ()
    last = found.missing.names[-1]
    return found.text, (text.after(last, f",{text.separator(last, found.missing)}{name}"),)


def layer_name(text: Text, name: str, sibling: cst.BaseExpression | None) -> tuple[str, tuple[Edit, ...]] | None:
    """The same for any `sibling`: as a layer is reached if that is one, else by way of the module `layers`."""
    found = class_name(text, name, sibling) if sibling is not None and _is_of_layers(text, sibling) else None
    return found or _by_module(text, name)


def _is_of_layers(text: Text, function: cst.BaseExpression) -> bool:
    """`Add` or `layers.concatenate`, but not `tf.stack`, beside which there are no layers."""
    if last_name(function)[:1].isupper():
        return True
    if isinstance(function, cst.Attribute):
        return text_of(function.value).endswith("layers")
    found = reach("Layer", function, text.positions)
    module = None if found is None or found.missing is None else found.missing.module
    return module is not None and text_of(module).endswith("layers")


def _by_module(text: Text, layer: str) -> tuple[str, tuple[Edit, ...]] | None:
    found = reach_of_module(text, "layers")
    return None if found is None else (f"{found[0]}.{layer}", found[1])
