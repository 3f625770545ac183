"""The canonical names of library things: one name by whichever road a program reaches them."""

from __future__ import annotations

from functools import cache

#: Roots under which all of Keras is reached, the longer ones first.
_KERAS_ROOTS = (
    "tensorflow.compat.v1.keras",
    "tensorflow.compat.v2.keras",
    "tensorflow.contrib.keras",
    "tensorflow.python.keras",
    "tensorflow.keras",
    "tensorflow._api.v2.keras",
    "tensorflow._api.v2.v2.keras",
    "tf_keras",
)

#: Modules inside Keras that hold all of it once more.
_KERAS_INSIDE = ("api._v2.keras", "api._v1.keras", "api", "src", "_tf_keras.keras")

#: The scope of variables that stand for names of libraries which a program has replaced.
LIBRARY_SCOPE = 0

#: What holds the flags of a program that absl starts.
FLAGS = "absl.flags.FLAGS"

#: Functions among the names of `keras.layers`.
_LAYER_FUNCTIONS = frozenset(
    ("add", "average", "concatenate", "dot", "maximum", "minimum", "multiply", "subtract", "serialize", "deserialize")
)

#: Names of a module of Keras, wherever inside it they are defined.
_WHEREVER = {
    "Model": "keras.Model",
    "Sequential": "keras.Sequential",
    "Input": "keras.Input",
    "Layer": "keras.layers.Layer",
    "InputLayer": "keras.layers.InputLayer",
}

#: Modules that others stand for.
_MODULES = {
    "tensorflow.compat.v1.flags": "absl.flags",
    "tensorflow.compat.v1.app.flags": "absl.flags",
    "tensorflow.flags": "absl.flags",
    "tensorflow.app.flags": "absl.flags",
    "tensorflow.compat.v1.app": "absl.app",
    "tensorflow.app": "absl.app",
    # what models of `keras_applications` are made with, once Keras (or whoever calls them) has said so
    "keras_applications._KERAS_BACKEND": "keras.backend",
    "keras_applications._KERAS_LAYERS": "keras.layers",
    "keras_applications._KERAS_MODELS": "keras.models",
    "keras_applications._KERAS_UTILS": "keras.utils",
}

_SAME = {
    "keras.Layer": "keras.layers.Layer",
    "keras.preprocessing.timeseries_dataset_from_array": "keras.utils.timeseries_dataset_from_array",
    "keras.preprocessing.sequence.pad_sequences": "keras.utils.pad_sequences",
    "keras.utils.np_utils.to_categorical": "keras.utils.to_categorical",
}


@cache
def canonical(path: str) -> str:
    """`tensorflow.keras.layers.Conv1D` is `keras.layers.Conv1D`."""
    for root in _KERAS_ROOTS:
        if path == root or path.startswith(f"{root}."):
            path = f"keras{path[len(root) :]}"
            break
    for inside in _KERAS_INSIDE:
        if path.startswith(f"keras.{inside}."):
            path = f"keras{path[len('keras.') + len(inside) :]}"
    for module, known in _MODULES.items():
        if path.startswith(module) and path[len(module) :][:1] in ("", "."):
            return known + path[len(module) :]
    return _SAME.get(path) or _without_modules(path)


def _without_modules(path: str) -> str:
    """The public name of what is defined somewhere inside `keras.layers`, `keras.models` or `keras.engine`."""
    parts = path.split(".")
    inside = parts[1] if len(parts) > 2 and parts[0] == "keras" else ""
    if inside not in ("layers", "models", "engine") or not all(part.islower() for part in parts[2:-1]):
        return path
    if parts[-1] in _WHEREVER:
        return _WHEREVER[parts[-1]]
    if inside == "layers" and (parts[-1][:1].isupper() or parts[-1] in _LAYER_FUNCTIONS):
        return f"keras.layers.{parts[-1]}"
    return path
