"""What `from module import *` brings, for the modules that people import so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from conv1d_lsp.arrays import names_in
from conv1d_lsp.layers import layer_names
from conv1d_lsp.settings import Generation

_MERGES = ("add", "average", "concatenate", "dot", "maximum", "minimum", "multiply", "subtract")
_MODELS = ("Model", "Sequential", "load_model", "model_from_json", "clone_model", "save_model")
_OF_NUMPY = ("newaxis", "pi", "random", "linalg", "fft", "inf", "nan", "ndarray")
_KERAS = ("Input", "Model", "Sequential", "layers", "models", "backend", "utils", "optimizers", "losses", "activations")


#: Functions of Python's own that the modules take the name of; some releases do, and some do not.
_LIKE_NUMPY = "abs all any bool divmod max min pow round sum".split()
_LIKE_OPS = "abs all any eval map max min pow round slice sum".split()
_LIKE_TENSORFLOW = "abs bool complex pow print range round slice tuple".split()
_TAKEN: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        **dict.fromkeys(("numpy", "pylab", "matplotlib.pylab", "scipy", "jax.numpy"), _LIKE_NUMPY),
        **dict.fromkeys(("keras.ops", "keras.backend"), _LIKE_OPS),
        "tensorflow": _LIKE_TENSORFLOW,
        "math": ["pow"],
    }
)


def taken_builtins(path: str) -> Sequence[str]:
    """Names of Python's own functions that a star import of this module may take."""
    return _TAKEN.get(path, ())


def star_names(path: str, keras: Generation) -> tuple[str, ...]:
    """The public names of a module; none for a module that is not known."""
    if path == "keras.layers" or path.startswith("keras.layers."):
        return (*sorted(layer_names(keras)), "Input", "Layer", *_MERGES)
    if path == "numpy":
        return (*(name for name in names_in(path) if name not in _LIKE_NUMPY), *_OF_NUMPY)
    return {"keras.models": _MODELS, "keras": _KERAS}.get(path, ())
