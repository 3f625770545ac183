"""Run as `python under_keras.py 2` (or 3): which inputs each output of a stack of layers depends on, measured.

Takes stacks as JSON on standard input, and prints for each the pairs (first, last) of its outputs. All kernels are made
of ones, so that nothing cancels: input `i` alone is 1, and outputs above 0 depend on it.
"""

import importlib
import json
import sys
from typing import Any

import numpy as np


def measure(keras: Any, length: int, nodes: list[dict[str, Any]]) -> list[tuple[int, int] | None]:
    """The windows of the last node's steps; None for a step that sees nothing but padding."""
    tensors = [keras.Input((length, 1))]
    for node in nodes:
        settings = dict(node["settings"])
        if node["layer"] in ("Conv1D", "Conv1DTranspose", "EinsumDense"):
            settings |= {"kernel_initializer": "ones"}
        if node["layer"] == "SeparableConv1D":
            settings |= {"depthwise_initializer": "ones", "pointwise_initializer": "ones"}
        if node["layer"] == "DepthwiseConv1D":
            settings |= {"depthwise_initializer": "ones"}
        inputs = [tensors[i] for i in node["inputs"]]
        tensors.append(getattr(keras.layers, node["layer"])(**settings)(inputs if len(inputs) > 1 else inputs[0]))
    model = keras.Model(tensors[0], tensors[-1])
    outputs = np.asarray(model(np.eye(length, dtype="float32")[..., None]))
    depends = outputs.reshape(length, outputs.shape[1], -1).max(axis=-1) > 0
    seen = [np.flatnonzero(column) for column in depends.T]
    return [(int(each[0]), int(each[-1])) if len(each) else None for each in seen]


if __name__ == "__main__":
    library = importlib.import_module("tf_keras" if sys.argv[1] == "2" else "keras")
    answers = [measure(library, each["length"], each["nodes"]) for each in json.load(sys.stdin)]
    print(json.dumps(answers))
