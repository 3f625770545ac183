"""What `from module import *` brings, for the modules of Keras that people import so."""

from __future__ import annotations

from conv1d_lsp.layers import layer_names
from conv1d_lsp.settings import Generation

_MERGES = ("add", "average", "concatenate", "dot", "maximum", "minimum", "multiply", "subtract")
_MODELS = ("Model", "Sequential", "load_model", "model_from_json", "clone_model", "save_model")
_KERAS = ("Input", "Model", "Sequential", "layers", "models", "backend", "utils", "optimizers", "losses", "activations")


def star_names(path: str, keras: Generation) -> tuple[str, ...]:
    """The public names of a module; none for a module that is not known."""
    if path == "keras.layers" or path.startswith("keras.layers."):
        return (*sorted(layer_names(keras)), "Input", "Layer", *_MERGES)
    return {"keras.models": _MODELS, "keras": _KERAS}.get(path, ())
