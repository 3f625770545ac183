"""Build layer graphs from descriptions, a layer at a time, and tell what Keras makes of each layer."""

from __future__ import annotations

import math
import sys
from typing import Any

from conv1d_lsp.runtime.worker.faults import LONGEST_MESSAGE, text_of
from conv1d_lsp.runtime.worker.observe import shapes_of

#: Graphs built before Keras's global state is cleared; it grows with each layer and slows everything down.
MODELS_PER_SESSION = 50


def build_models(keras: Any, descriptions: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    """One list of results a description, one result a node.

    A node is {"layer": class name, "places": positional arguments, "settings": keyword arguments, "inputs": node
    index, or a list of them, "more": node indexes of further positional arguments, "call": arguments of the call by
    name}, or {"again": node index, "inputs": ...}, which calls the layer of that node once more. Only "layer" must be
    there. `Input` has no inputs; with "array", the sizes of one, the layers after it also run on such an array of zeros
    (of type "dtype"). {"body": nodes, "inputs": node index} is a model of its own, from node 0 to the last one of its
    body, called on that node; its node 0 is left out: an `Input` of the sizes that the tensor has after the batch axis.
    In settings {"tuple": [...]} is a tuple, {"layer": class name, "settings": ...} a layer, {"array": numbers, "dtype":
    ...} a NumPy array or scalar; in "call" {"tensor": node index} is a node's tensor, a list may hold some.
    A result is {"shapes", "trainable", "fixed"} (the latter are parameter counts); for an exception {"moment":
    "construct" or "call", "class", "message"}; or {"skipped": true} after a fault in what it needs. A layer that
    ran on arrays has the shapes under "ran", or there the exception (moment "run").
    """
    results = []
    for number, description in enumerate(descriptions):
        if number % MODELS_PER_SESSION == 0:
            keras.backend.clear_session()
        results.append(Graph(keras).build(description))
    return results


class Graph:
    """One graph while it is built."""

    def __init__(self, keras: Any) -> None:
        self.keras = keras
        self.layers: dict[int, Any] = {}
        self.tensors: dict[int, Any] = {}
        self.arrays: dict[int, Any] = {}

    def build(self, description: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [self.node(index, node) for index, node in enumerate(description)]

    def node(self, index: int, node: dict[str, Any]) -> dict[str, Any]:
        needed = needed_by(node)
        if any(i not in self.tensors for i in needed) or ("again" in node and node["again"] not in self.layers):
            return {"skipped": True}
        moment = "construct"
        try:
            layer = self.nested(node) if "body" in node else self.make(node)
            self.layers[index] = layer
            moment = "call"
            result = layer if node.get("layer") == "Input" else self.call(layer, node, self.tensors)
            self.tensors[index] = result
        except Exception as error:
            return refusal(moment, error)
        return {"shapes": shapes_of(result), **self.counts(layer), **self.ran(index, node, layer)}

    def nested(self, node: dict[str, Any]) -> Any:
        inner = Graph(self.keras)
        inner.tensors[0] = self.keras.Input(tuple(self.tensors[node["inputs"]].shape)[1:])
        for index, each in enumerate(node["body"], 1):
            inner.layers[index] = inner.nested(each) if "body" in each else inner.make(each)
            inner.tensors[index] = inner.call(inner.layers[index], each, inner.tensors)
        return self.keras.Model(inner.tensors[0], inner.tensors[len(node["body"])])

    def ran(self, index: int, node: dict[str, Any], layer: Any) -> dict[str, Any]:
        """What comes of real arrays, if there are any: a run and a symbolic call need not agree."""
        needed = needed_by(node)
        if "array" in node:
            self.arrays[index] = sys.modules["tensorflow"].zeros(node["array"], node.get("dtype") or "float32")
        elif not needed or any(i not in self.arrays for i in needed):
            return {}
        else:
            try:
                self.arrays[index] = self.call(layer, node, self.arrays)
            except Exception as error:
                return {"ran": refusal("run", error)}
        return {"ran": shapes_of(self.arrays[index])}

    def make(self, node: dict[str, Any]) -> Any:
        if "again" in node:
            return self.layers[node["again"]]
        places = [self.setting(value) for value in node.get("places", [])]
        settings = {name: self.setting(value) for name, value in node.get("settings", {}).items()}
        if node["layer"] == "Input":
            return self.keras.Input(*places, **settings)
        return getattr(self.keras.layers, node["layer"])(*places, **settings)

    def setting(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.setting(part) for part in value]
        if not isinstance(value, dict):
            return value
        if "tuple" in value:
            return tuple(self.setting(part) for part in value["tuple"])
        if "array" in value:
            return sys.modules["numpy"].array(self.setting(value["array"]), value["dtype"])[()]
        return self.make(value) if "layer" in value else {key: self.setting(part) for key, part in value.items()}

    def call(self, layer: Any, node: dict[str, Any], tensors: dict[int, Any]) -> Any:
        further = [tensors[i] for i in node.get("more", [])]
        keywords = {name: self.argument(value, tensors) for name, value in node.get("call", {}).items()}
        return layer(chosen(tensors, node["inputs"]), *further, **keywords)

    def argument(self, value: Any, tensors: dict[int, Any]) -> Any:
        if isinstance(value, dict) and "tensor" in value:
            return tensors[value["tensor"]]
        return [self.argument(part, tensors) for part in value] if isinstance(value, list) else self.setting(value)

    def counts(self, layer: Any) -> dict[str, int]:
        if not hasattr(layer, "trainable_weights"):
            return {"trainable": 0, "fixed": 0}
        return {"trainable": size(layer.trainable_weights), "fixed": size(layer.non_trainable_weights)}


def chosen(tensors: dict[int, Any], given: int | list[int]) -> Any:
    return tensors[given] if isinstance(given, int) else [tensors[i] for i in given]


def refusal(moment: str, error: Exception) -> dict[str, Any]:
    return {"moment": moment, "class": type(error).__name__, "message": text_of(error)[:LONGEST_MESSAGE]}


def indexes(given: int | list[int]) -> list[int]:
    return [given] if isinstance(given, int) else given


def needed_by(node: dict[str, Any]) -> list[int]:
    """The nodes whose tensors a node takes."""
    values = node.get("call", {}).values()
    parts = [part for value in values for part in (value if isinstance(value, list) else [value])]
    named = [part["tensor"] for part in parts if isinstance(part, dict) and "tensor" in part]
    return [*indexes(node.get("inputs", [])), *node.get("more", []), *named]


def size(weights: list[Any]) -> int:
    """The number of parameters. What Keras 2 keeps of a vocabulary has no shape, or none of numbers."""
    shapes = [tuple(weight.shape) for weight in weights if hasattr(weight, "shape")]
    return sum(math.prod(map(int, shape)) for shape in shapes if None not in shape)
