"""Run as `python under_keras.py 2` (or 3): the multiplications that TensorFlow's profiler counts in some programs.

Takes programs as a JSON array on standard input, each of which makes a `model`. Prints for each the floating-point
operations of its convolutions and matrix products: a multiplication and an addition are two.
"""

import importlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import tensorflow as tf
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

PRODUCTS = ("Conv2D", "MatMul", "DepthwiseConv2dNative", "BatchMatMulV2", "Conv2DBackpropInput")


def operations(program: str, keras: Any) -> int:
    names: dict[str, Any] = {"keras": keras, "layers": keras.layers}
    exec(program, names)
    model = names["model"]
    shapes = [tf.TensorSpec((1, *tensor.shape[1:]), tensor.dtype) for tensor in model.inputs]
    function = tf.function(lambda *inputs: model(list(inputs) if len(inputs) > 1 else inputs[0], training=False))
    frozen = convert_variables_to_constants_v2(function.get_concrete_function(*shapes))
    with tempfile.TemporaryDirectory() as folder, tf.Graph().as_default() as graph:
        tf.graph_util.import_graph_def(frozen.graph.as_graph_def(), name="")
        builder = tf.compat.v1.profiler.ProfileOptionBuilder
        options = builder(builder.float_operation()).with_file_output(str(Path(folder) / "profile")).build()
        metadata = tf.compat.v1.RunMetadata()
        profile = tf.compat.v1.profiler.profile(graph, run_meta=metadata, cmd="op", options=options)
        return of_products(profile)


def of_products(profile: Any) -> int:
    """The operations of the kinds that multiply, wherever they stand in the profile's tree."""
    total, stack = 0, list(profile.children)
    while stack:
        node = stack.pop()
        stack += node.children
        total += node.float_ops if node.name in PRODUCTS else 0
    return total


if __name__ == "__main__":
    library = importlib.import_module("tf_keras" if sys.argv[1] == "2" else "keras")
    print(json.dumps([operations(program, library) for program in json.load(sys.stdin)]))
