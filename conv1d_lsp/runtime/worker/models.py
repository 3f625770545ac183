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
    index, or a list of them}, or {"again": node index, "inputs": ...}, which calls the layer of that node once more.
    Only "layer" must be there. `Input` has no inputs; with "array", the sizes of one, the layers after it also run on
    such an array of zeros.
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
        needed = indexes(node.get("inputs", []))
        if any(i not in self.tensors for i in needed) or ("again" in node and node["again"] not in self.layers):
            return {"skipped": True}
        moment = "construct"
        try:
            layer = self.make(node)
            self.layers[index] = layer
            moment = "call"
            result = layer if node.get("layer") == "Input" else layer(chosen(self.tensors, node["inputs"]))
            self.tensors[index] = result
        except Exception as error:
            return refusal(moment, error)
        return {"shapes": shapes_of(result), **self.counts(layer), **self.ran(index, node, layer)}

    def ran(self, index: int, node: dict[str, Any], layer: Any) -> dict[str, Any]:
        """What comes of real arrays, if there are any: a run and a symbolic call need not agree."""
        needed = indexes(node.get("inputs", []))
        if "array" in node:
            self.arrays[index] = sys.modules["tensorflow"].zeros(node["array"])
        elif not needed or any(i not in self.arrays for i in needed):
            return {}
        else:
            try:
                self.arrays[index] = layer(chosen(self.arrays, node["inputs"]))
            except Exception as error:
                return {"ran": refusal("run", error)}
        return {"ran": shapes_of(self.arrays[index])}

    def make(self, node: dict[str, Any]) -> Any:
        if "again" in node:
            return self.layers[node["again"]]
        places = [plain(value) for value in node.get("places", [])]
        settings = {name: plain(value) for name, value in node.get("settings", {}).items()}
        if node["layer"] == "Input":
            return self.keras.Input(*places, **settings)
        return getattr(self.keras.layers, node["layer"])(*places, **settings)

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


def size(weights: list[Any]) -> int:
    return sum(math.prod(int(axis) for axis in weight.shape) for weight in weights)


def plain(value: Any) -> Any:
    """JSON has no tuples: {"tuple": [...]} stands for one."""
    if isinstance(value, dict) and set(value) == {"tuple"}:
        return tuple(plain(part) for part in value["tuple"])
    return [plain(part) for part in value] if isinstance(value, list) else value
