"""Run as `python installed_functions.py`: the functions of `keras.ops` and of the backend of Keras 2, with parameters.

Takes other paths as a JSON array on standard input. Prints for each function the names of its parameters (with `*` for
one that takes any number), or null where they can't be told; what is not there is left out.
"""

import inspect
import json
import sys
from functools import reduce
from typing import Any

import keras
import numpy as np
import scipy
import tensorflow as tf
import tf_keras

ROOTS = {"tensorflow": tf, "numpy": np, "keras": keras, "scipy": scipy}
MODULES = {"keras.ops": keras.ops, "keras.ops.image": keras.ops.image, "keras.backend": tf_keras.backend}


def parameters(function: Any) -> list[str] | None:
    try:
        found = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    return [f"*{each.name}" if each.kind is each.VAR_POSITIONAL else each.name for each in found]


def found_at(path: str) -> Any:
    for module, place in MODULES.items():
        if path.rpartition(".")[0] == module:
            return getattr(place, path.rpartition(".")[2])
    root, *names = path.split(".")
    return reduce(getattr, names, ROOTS[root])


def functions_of(module: str) -> list[str]:
    public = [name for name in dir(MODULES[module]) if not name.startswith("_")]
    members = {name: getattr(MODULES[module], name) for name in public}
    return [f"{module}.{name}" for name, each in members.items() if callable(each) and not inspect.isclass(each)]


def answer(paths: list[str]) -> dict[str, list[str] | None]:
    answers = {}
    for path in paths:
        try:
            answers[path] = parameters(found_at(path))
        except AttributeError:
            continue
    return answers


if __name__ == "__main__":
    listed = [path for module in MODULES for path in functions_of(module)]
    print(json.dumps({"listed": listed, "parameters": answer([*listed, *json.load(sys.stdin)])}))
