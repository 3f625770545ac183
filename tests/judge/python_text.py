"""A generated model as a Python program, a node a line."""

import re
from dataclasses import dataclass

from tests.judge.nodes import CallValue, Model, Node, Tensor

HEAD = ["import keras", "from keras import layers", ""]


@dataclass(frozen=True, slots=True)
class ModelText:
    """`lines`: the first and last line of each node. A layer that is called again is made on the line before its first
    call; the last line of a model inside the model calls it."""

    text: str
    lines: tuple[tuple[int, int], ...]


def python_text(model: Model, head: list[str] = HEAD) -> ModelText:
    """head: the lines above the model; the third one is for NumPy."""
    rows, lines = list(head), []
    for part in parts(model, 0, ""):
        lines.append((len(rows) + 1, len(rows) + len(part)))
        rows += part
    if any("np." in row for row in rows):
        rows[2] = "import numpy as np"
    return ModelText("\n".join(rows) + "\n", tuple(lines))


def parts(nodes: Model, first: int, prefix: str) -> list[list[str]]:
    """The lines of each node, the first of which has this number; `prefix` is part of all their names."""
    shared = frozenset(node.again for node in nodes if node.again is not None)
    found = []
    for index, node in enumerate(nodes, first):
        name = f"{prefix}{index}"
        rows = nested(node, name, prefix) if node.body else list(node.before)
        if index in shared:
            rows.append(f"l{name} = {constructor(node)}")
        found.append([*rows, f"t{name} = {call(node, name, prefix, index in shared)}"])
    return found


def nested(node: Node, name: str, prefix: str) -> list[str]:
    inner = f"{name}_"
    rows = [row for part in parts(list(node.body), 1, inner) for row in part]
    return [
        f"t{inner}0 = keras.Input(t{prefix}{node.inputs}.shape[1:])",
        *rows,
        f"m{name} = keras.Model(t{inner}0, t{inner}{len(node.body)})",
    ]


def with_names(text: str, prefix: str) -> str:
    """An expression with the names of the tensors that it is about."""
    return re.sub(r"\{(\d+)\}", rf"t{prefix}\1", text)


def call(node: Node, name: str, prefix: str, shared: bool) -> str:
    if node.text:
        return with_names(node.text, prefix)
    if node.layer == "Input":
        return f"keras.Input({arguments(node)})"
    layer = f"m{name}" if node.body else f"l{name}" if shared else constructor(node)
    if node.again is not None:
        layer = f"l{prefix}{node.again}"
    tensors = [node.inputs] if isinstance(node.inputs, int) else list(node.inputs)
    names = ", ".join(f"t{prefix}{i}" for i in tensors)
    more = [f"t{prefix}{i}" for i in node.more]
    more += [f"{key}={argument(value, prefix)}" for key, value in node.call.items()]
    return f"{layer}({', '.join([names if isinstance(node.inputs, int) else f'[{names}]', *more])})"


def argument(value: CallValue, prefix: str) -> str:
    if isinstance(value, list):
        return f"[{', '.join(argument(each, prefix) for each in value)}]"
    return f"t{prefix}{value.node}" if isinstance(value, Tensor) else repr(value)


def constructor(node: Node) -> str:
    return f"layers.{node.layer}({arguments(node)})"


def arguments(node: Node) -> str:
    return ", ".join([*map(repr, node.places), *(f"{name}={value!r}" for name, value in node.keywords.items())])
