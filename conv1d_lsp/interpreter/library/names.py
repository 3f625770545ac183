"""The canonical names of library things: one name by whichever road a program reaches them."""

from __future__ import annotations

from functools import cache

#: Roots under which all of Keras is reached.
_KERAS_ROOTS = (
    "tensorflow.compat.v1.keras",
    "tensorflow.compat.v2.keras",
    "tensorflow.python.keras",
    "tensorflow.keras",
    "tensorflow._api.v2.keras",
    "tf_keras",
    "keras.api",
    "keras.src",
    "keras._tf_keras.keras",
)

#: The scope of variables that stand for names of libraries which a program has replaced.
LIBRARY_SCOPE = 0

#: Older modules inside `keras.layers`, which newer versions lack: names in them are those of `keras.layers`.
_LAYER_MODULES = ("core", "convolutional", "pooling", "merge", "recurrent", "normalization", "wrappers", "embeddings")

_SAME = {
    "keras.layers.Input": "keras.Input",
    "keras.engine.Input": "keras.Input",
    "keras.engine.input_layer.Input": "keras.Input",
    "keras.models.Model": "keras.Model",
    "keras.models.Sequential": "keras.Sequential",
    "keras.engine.training.Model": "keras.Model",
    "keras.engine.Model": "keras.Model",
    "keras.engine.topology.Layer": "keras.layers.Layer",
    "keras.Layer": "keras.layers.Layer",
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
    parts = path.split(".")
    if parts[:2] == ["keras", "layers"] and len(parts) > 3 and parts[2] in _LAYER_MODULES:
        path = f"keras.layers.{parts[-1]}"
    return _SAME.get(path, path)
