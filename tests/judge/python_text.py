"""A generated model as a Python program, a node a line."""

from dataclasses import dataclass

from tests.judge.nodes import CallValue, Model, Node, Tensor

HEAD = ["import keras", "from keras import layers", ""]


@dataclass(frozen=True, slots=True)
class ModelText:
    """`lines`: for each node the line of its call. A layer that is called again is made on the line before that."""

    text: str
    lines: tuple[int, ...]
    made_before: frozenset[int]


def python_text(model: Model) -> ModelText:
    rows, lines = list(HEAD), []
    shared = frozenset(node.again for node in model if node.again is not None)
    for index, node in enumerate(model):
        if index in shared:
            rows.append(f"l{index} = {constructor(node)}")
        rows.append(f"t{index} = {call(index, node, shared)}")
        lines.append(len(rows))
    return ModelText("\n".join(rows) + "\n", tuple(lines), shared)


def call(index: int, node: Node, shared: frozenset[int]) -> str:
    if node.layer == "Input":
        return f"keras.Input({arguments(node)})"
    layer = f"l{node.again}" if node.again is not None else f"l{index}" if index in shared else constructor(node)
    inputs = f"t{node.inputs}" if isinstance(node.inputs, int) else f"[{', '.join(f't{i}' for i in node.inputs)}]"
    more = [f"t{i}" for i in node.more] + [f"{name}={argument(value)}" for name, value in node.call.items()]
    return f"{layer}({', '.join([inputs, *more])})"


def argument(value: CallValue) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(argument, value))}]"
    return f"t{value.node}" if isinstance(value, Tensor) else repr(value)


def constructor(node: Node) -> str:
    return f"layers.{node.layer}({arguments(node)})"


def arguments(node: Node) -> str:
    return ", ".join([*map(repr, node.places), *(f"{name}={value!r}" for name, value in node.keywords.items())])
